"""Which stretch of a long horizon to work on next, with everybody in it."""

from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from solver.engines.lines.deep import Deep
from solver.engines.lines.piece import FACTOR_SECONDS
from solver.engines.lines.sheet import Sheet, cover_cost
from solver.engines.lines.weeks import weeks_of

# Horizons of more weeks are worked on in stretches; a stretch takes one of these.
LONG, LENGTHS = 12, (2, 4, 8, 13, 26)
# The longest stretches are taken of which all together fit in this share of the seconds left.
SHARE = 0.5
# So many rounds are reckoned for a stretch not yet tried.
ROUNDS = 50


@dataclass
class Stretches:
    """
    A source of stretches: one after another over the horizon, the dearest first.

    The next time over they begin half a stretch later, and are longer if there is time.
    """

    deep: Deep
    workers: int
    times: int = 0
    weeks: int = 0
    open: list[tuple[int, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Reckon what a stretch of each length costs."""
        self._weeks = weeks_of(self.deep)
        cells = self.deep.columns * 7
        self._effort = {
            one: ROUNDS * FACTOR_SECONDS * (self.deep.people + one * cells) ** 3
            for one in LENGTHS
            if one < len(self._weeks)
        }

    def draw(self, sheet: Sheet, left: float) -> tuple[int, int]:
        """Give the first and the end day of the next stretch, ``left`` being the seconds left."""
        if not self.open:
            self._begin(left)
        cost = cover_cost(self.deep, sheet.counts).sum(axis=1)
        return self.open.pop(int(np.argmax([cost[first:end].sum() for first, end in self.open])))

    def _begin(self, left: float) -> None:
        """Cut the horizon anew."""
        fits = [one for one in self._effort if self._whole(one) <= SHARE * left]
        weeks = max(fits, default=min(self._effort))
        self.times = self.times + 1 if weeks == self.weeks else 0
        self.weeks = weeks
        begin = (self.times % 2) * (weeks // 2)
        cuts = sorted({0, *range(begin, len(self._weeks), weeks), len(self._weeks)})
        self.open = [
            (self._weeks[one][0], self._weeks[other - 1][1]) for one, other in pairwise(cuts)
        ]

    def _whole(self, weeks: int) -> float:
        """Reckon the seconds of all stretches of a length."""
        side_by_side = (1 + self.workers) / 2
        return self._effort[weeks] * len(self._weeks) / weeks / side_by_side

    def learn(self, first: int, end: int, effort: float) -> None:
        """Take the effort a stretch took as what those of its length take."""
        if end - first >= 7 * (self.weeks - 1):
            self._effort[self.weeks] = effort
