"""A whole deep roster, line by line, with its cover and its price."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from solver.engines.lines.deep import FREE, Deep, Whole
from solver.engines.lines.person import Line


class Sheet:
    """
    Everybody's line, how many hold each cell, and what that costs.

    Parameters
    ----------
    lines
        Columns held, FREE for none. Shape (people, days).
    own
        What each line costs by itself. Shape (people,).
    """

    def __init__(self, deep: Deep, lines: Line, own: Whole) -> None:
        self.deep, self.lines, self.own = deep, lines, own
        self.counts = held_by(deep, lines)

    @property
    def value(self) -> int:
        """Return the price of the roster."""
        cover = cover_cost(self.deep, self.counts).sum()
        return int(self.own.sum()) + int(cover) + self.deep.constant

    def with_lines(self, people: Sequence[int], lines: Sequence[Line], own: Sequence[int]) -> Sheet:
        """Make a copy in which some people have other lines."""
        fresh, prices = self.lines.copy(), self.own.copy()
        for who, line, price in zip(people, lines, own, strict=True):
            fresh[who], prices[who] = line, price
        return Sheet(self.deep, fresh, prices)


def held_by(deep: Deep, lines: Line) -> Whole:
    """Count who holds each cell. Shape (days, columns)."""
    counts = np.zeros((deep.days, deep.columns), dtype=np.int64)
    day = np.broadcast_to(np.arange(lines.shape[1]), lines.shape)
    taken = lines != FREE
    np.add.at(counts, (day[taken], lines[taken]), 1)
    return counts


def cover_cost(deep: Deep, counts: Whole) -> Whole:
    """Price each cell's cover."""
    lack = deep.lack * np.maximum(0, deep.minimum - counts)
    under = deep.under * np.maximum(0, deep.wanted - counts)
    return lack + under + deep.over * np.maximum(0, counts - deep.wanted)


def cost_of_one_more(deep: Deep, counts: Whole) -> Whole:
    """Price the next person in each cell."""
    found = np.where(counts < deep.wanted, -deep.under, deep.over)
    return found - np.where(counts < deep.minimum, deep.lack, 0)
