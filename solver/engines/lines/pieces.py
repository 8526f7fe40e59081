"""Which people to work on next."""

import random
from dataclasses import dataclass

import numpy as np

from solver.engines.lines.deep import Deep
from solver.engines.lines.sheet import Sheet
from solver.engines.lines.worth import Worth

# Pieces are made larger or smaller until one costs about so much effort, in seconds.
EFFORT = 4.0
# They begin with so many people, and take at most this share of all.
FEW, MOST = 10.0, 0.6
# A piece takes so much, at least and at most, of the people it could.
SIZES = (0.4, 1.0)
# People picked by chance, not by what their lines lose.
BLIND = 0.3


@dataclass
class Pieces:
    """A source of pieces of a whole horizon, drawn by lot where the roster loses most."""

    deep: Deep
    seed: int
    worth: Worth | None = None
    people: float = FEW

    def __post_init__(self) -> None:
        """Take the dice."""
        self._dice = random.Random(self.seed)
        self._chance = np.random.default_rng(self.seed)

    def share(self) -> float:
        """Draw how boldly to dive: a share of the days not settled, a step."""
        return self._dice.choice((0.03, 0.06, 0.1, 0.15))

    def draw(self, sheet: Sheet) -> list[int]:
        """Draw people."""
        size = int(self.people * self._dice.uniform(*SIZES))
        count = min(self.deep.people, max(2, size))
        weight = np.full(self.deep.people, 1.0 / self.deep.people)
        if self.worth is not None:
            losses = self.worth.losses(sheet)
            if losses.sum() > 0:
                weight = BLIND * weight + (1 - BLIND) * losses / losses.sum()
        chosen = self._chance.choice(
            self.deep.people, count, replace=False, p=weight / weight.sum()
        )
        return sorted(chosen.tolist())

    def learn(self, effort: float) -> None:
        """Take more people when pieces were light, fewer when they were heavy."""
        factor = 1.25 if effort < EFFORT / 2 else 1.08 if effort < EFFORT else 0.8
        self.people = min(max(2.0, MOST * self.deep.people), max(2.0, self.people * factor))
