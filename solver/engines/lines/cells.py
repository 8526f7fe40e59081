"""The cells of a stretch of days, and what it costs when so many people hold each."""

import numpy as np

from solver.engines.lines.deep import FREE, Deep, Whole
from solver.engines.lines.person import Line


class Cells:
    """
    The cells of a stretch of days that cost anything, and how they price the people in them.

    Parameters
    ----------
    outside
        People in each cell who are not asked. Shape (days, columns).
    """

    def __init__(self, deep: Deep, days: slice, outside: Whole) -> None:
        lack, under, over = deep.lack[days], deep.under[days], deep.over[days]
        counts = (lack > 0) | (under > 0) | (over > 0)
        self.day, self.column = np.nonzero(counts)
        self.row = np.full(counts.shape, -1, dtype=np.int64)
        self.row[self.day, self.column] = np.arange(len(self.day))
        self.lack, self.under, self.over = lack[counts], under[counts], over[counts]
        wanted = deep.wanted[days][counts]
        self.wanted = wanted - outside[counts]
        self.minimum = np.minimum(deep.minimum[days][counts], wanted) - outside[counts]

    def __len__(self) -> int:
        return len(self.day)

    def cost(self, held: Whole) -> Whole:
        """Price the cells when so many of those asked hold each."""
        lack = self.lack * np.maximum(0, self.minimum - held)
        under = self.under * np.maximum(0, self.wanted - held)
        return lack + under + self.over * np.maximum(0, held - self.wanted)

    def least(self, worth: Whole, scale: int, people: int) -> int:
        """Give the least scaled cost of all cells when each person in one costs ``worth``."""
        best = self.cost(np.zeros_like(worth)) * scale
        for held in (self.minimum, self.wanted, np.full_like(worth, people)):
            held = np.clip(held, 0, people)
            best = np.minimum(best, self.cost(held) * scale + worth * held)
        return int(best.sum())

    def rows_of(self, line: Line) -> Whole:
        """Give the rows of the cells that a line holds."""
        days = np.flatnonzero(line != FREE)
        rows: Whole = self.row[days, line[days]]
        return rows[rows >= 0]
