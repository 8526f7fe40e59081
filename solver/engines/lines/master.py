"""The master programme: which mixture of known lines covers best, and what each cell is worth."""

from collections.abc import Sequence

import highspy
import numpy as np
from numpy.typing import NDArray

from solver.engines.lines.deep import FREE, Deep, Whole
from solver.engines.lines.person import Line

Real = NDArray[np.float64]


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


class Master:
    """A linear programme with a row for each person and each cell; lines come in as columns."""

    def __init__(self, cells: Cells, people: int) -> None:
        self.cells, self.people = cells, people
        self.slacks = 3 * len(cells)
        self.highs = quiet()
        self.highs.passModel(self._slacks())
        self.highs.setOptionValue("simplex_strategy", 4)
        self.iterations, self.rows, self.gap = 0, people + len(cells), 0.0

    def _slacks(self) -> highspy.HighsLp:
        cells, count = self.cells, len(self.cells)
        missing = np.maximum(0, cells.minimum)
        program = highspy.HighsLp()
        program.num_col_, program.num_row_ = 3 * count, self.people + count
        # Too few by the wanted number, too few by the minimum, too many.
        cost = [cells.under, cells.under + cells.lack, cells.over]
        program.col_cost_ = np.concatenate(cost).astype(float)
        program.col_lower_ = np.zeros(3 * count)
        endless = np.full(count, highspy.kHighsInf)
        wide = np.maximum(0, cells.wanted - missing).astype(float)
        program.col_upper_ = np.concatenate([wide, missing.astype(float), endless])
        sides = np.concatenate([np.ones(self.people), cells.wanted]).astype(float)
        program.row_lower_, program.row_upper_ = sides, sides
        program.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        program.a_matrix_.start_ = np.arange(3 * count + 1, dtype=np.int32)
        rows = np.tile(self.people + np.arange(count), 3)
        program.a_matrix_.index_ = rows.astype(np.int32)
        program.a_matrix_.value_ = np.repeat([1.0, 1.0, -1.0], count)
        return program

    def add(self, people: Sequence[int], lines: Sequence[Line], prices: Sequence[int]) -> None:
        """Let people, by their place, choose further lines."""
        rows = [
            np.append(self.people + self.cells.rows_of(line), who)
            for who, line in zip(people, lines, strict=True)
        ]
        sizes = np.array([len(one) for one in rows])
        count = len(rows)
        self.highs.addCols(
            count, np.array(prices, dtype=float), np.zeros(count), np.full(count, highspy.kHighsInf),
            int(sizes.sum()), (np.cumsum(sizes) - sizes).astype(np.int32),
            np.concatenate(rows).astype(np.int32), np.ones(int(sizes.sum())),
        )  # fmt: skip

    def shut(self, places: Whole) -> None:
        """Let these lines be chosen no more."""
        columns = (places + self.slacks).astype(np.int32)
        count = len(columns)
        self.highs.changeColsBounds(count, columns, np.zeros(count), np.zeros(count))

    def solve(self, seconds: float, gap: float = 0.0) -> bool:
        """Solve it exactly, whatever ``gap`` would do; say whether it was solved in time."""
        del gap
        self.highs.setOptionValue("time_limit", self.highs.getRunTime() + max(0.01, seconds))
        self.highs.run()
        self.iterations += max(0, self.highs.getInfo().simplex_iteration_count)
        return self.highs.getModelStatus() == highspy.HighsModelStatus.kOptimal

    def copy(self) -> "Master":
        """Make a copy that knows the same lines."""
        other = Master(self.cells, self.people)
        other.highs.passModel(self.highs.getLp())
        return other

    @property
    def value(self) -> float:
        """Return the value of the mixture."""
        return float(self.highs.getObjectiveValue())

    def duals(self) -> tuple[Real, Real]:
        """Return the worth of each person's place and of each cell."""
        dual = np.array(self.highs.getSolution().row_dual)
        return dual[: self.people], dual[self.people :]

    def shares(self) -> Real:
        """Return how much of each line is in the mixture."""
        return np.array(self.highs.getSolution().col_value)[self.slacks :]

    def reduced(self) -> Real:
        """Return the reduced cost of each line."""
        return np.array(self.highs.getSolution().col_dual)[self.slacks :]


def quiet() -> highspy.Highs:
    """Make a solver that says nothing and works in this thread alone."""
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("threads", 1)
    highs.setOptionValue("parallel", "off")
    return highs
