"""Which people and days to work on next."""

import random
from collections.abc import Collection
from dataclasses import dataclass, field

import numpy as np

from solver.engines.lines.deep import Deep
from solver.engines.lines.sheet import Sheet, cover_cost
from solver.engines.lines.weeks import weeks_of
from solver.engines.lines.worth import Worth

# Pieces are made larger or smaller until one costs about so much effort, in seconds.
EFFORT = 1.5
# People picked by chance, not by what their lines lose.
BLIND = 0.3
# A piece takes so much, at least and at most, of the people it could.
SIZES = (0.4, 1.0)
# A whole horizon up to so many weeks is worked on at once.
WEEKS = 12


@dataclass
class Shape:
    """A length of pieces in weeks, None for the whole horizon, and the people they take."""

    weeks: int | None
    people: float = 8.0

    def learn(self, effort: float, most: float) -> None:
        """Take more people when pieces were light, fewer when they were heavy."""
        factor = 1.25 if effort < EFFORT / 2 else 1.08 if effort < EFFORT else 0.8
        self.people = min(most, max(2.0, self.people * factor))


@dataclass
class Pieces:
    """A source of pieces, drawn by lot where the roster loses most."""

    deep: Deep
    seed: int
    worth: Worth | None = None
    shapes: list[Shape] = field(init=False)

    def __post_init__(self) -> None:
        """Lay out the shapes that the horizon allows."""
        self._dice = random.Random(self.seed)
        self._chance = np.random.default_rng(self.seed)
        self._weeks = weeks_of(self.deep)
        lengths = [one for one in (2, 4, 8) if 2 * one <= len(self._weeks)]
        self.shapes = [Shape(one) for one in lengths] if len(self._weeks) > WEEKS else [Shape(None)]

    def share(self) -> float:
        """Draw how boldly to dive: a share of the days not settled, a step."""
        return self._dice.choice((0.03, 0.06, 0.1, 0.15))

    def draw(self, sheet: Sheet, busy: Collection[int]) -> tuple[Shape, list[int], int, int]:
        """Draw a shape, people none of whom is busy, and the first and the end day."""
        shape = self._dice.choice(self.shapes)
        first, end = self._days(shape, sheet)
        free = np.array([who for who in range(self.deep.people) if who not in busy])
        count = min(len(free), max(2, int(shape.people * self._dice.uniform(*SIZES))))
        weight = np.full(len(free), 1.0)
        if self.worth is not None:
            losses = self.worth.losses(sheet)[free]
            if losses.sum() > 0:
                weight = BLIND / len(free) + (1 - BLIND) * losses / losses.sum()
        chosen = self._chance.choice(free, count, replace=False, p=weight / weight.sum())
        return shape, sorted(chosen.tolist()), first, end

    def _days(self, shape: Shape, sheet: Sheet) -> tuple[int, int]:
        if shape.weeks is None:
            return 0, self.deep.days
        cost = cover_cost(self.deep, sheet.counts).sum(axis=1)
        by_week = np.array([cost[first:end].sum() for first, end in self._weeks]) + 1.0
        sums = np.convolve(by_week, np.ones(shape.weeks), mode="valid")
        begin = int(self._chance.choice(len(sums), p=sums / sums.sum()))
        return self._weeks[begin][0], self._weeks[begin + shape.weeks - 1][1]
