"""The master programme by an interior point: worths from the middle of the best ones."""

import time
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass

import numpy as np

from solver.engines.lines import normal
from solver.engines.lines.cells import Cells
from solver.engines.lines.deep import Whole
from solver.engines.lines.normal import Real
from solver.engines.lines.person import Line

# No step goes further than this share of the way to the border.
STEP = 0.95
MOST_STEPS = 60
# How far worths begin from their limits, as a share of the room they have.
ASIDE = 0.05
# Amounts begin at least so large.
LITTLE = 0.1


@dataclass
class _Point:
    """A feasible point: amounts and room under their limits, worths, and the prices of both."""

    amount: Real
    room: Real
    cells: Real
    people: Real
    dear: Real
    tight: Real

    def gap(self) -> float:
        """Give the distance between the values of amounts and of worths."""
        return float(self.amount @ self.dear + self.room @ self.tight)

    @property
    def size(self) -> int:
        """Count the pairs whose products close the gap."""
        return len(self.amount) + len(self.room)

    def reach(self, step: "_Point") -> tuple[float, float]:
        """Say how far amounts and prices can go along a step before one of them is nothing."""
        pairs = ((self.amount, step.amount), (self.room, step.room))
        prices = ((self.dear, step.dear), (self.tight, step.tight))
        return (
            min(_way(now, by) for now, by in pairs),
            min(_way(now, by) for now, by in prices),
        )

    def go(self, step: "_Point", far: float, dear: float) -> None:
        """Go along a step."""
        self.amount += far * step.amount
        self.room += far * step.room
        self.cells = self.cells + dear * step.cells
        self.people = self.people + dear * step.people
        self.dear += dear * step.dear
        self.tight += dear * step.tight


def _way(now: Real, by: Real) -> float:
    falls = by < 0
    return float(np.min(-now[falls] / by[falls], initial=1 / STEP))


class Centre:
    """
    A row for each person and each cell, lines as columns, solved to a gap (Mehrotra 1992).

    Worths from the middle of the best ones need far fewer rounds than a corner's (Gondzio,
    Gonzalez-Brevis, Munari 2013, doi 10.1016/j.ejor.2012.07.024). All steps stay feasible: the
    mixture begins half even and half as it was, and worths as they were with every line a
    little too dear.
    """

    def __init__(self, cells: Cells, people: int) -> None:
        self.cells, self.people = cells, people
        self.iterations, self.rows = 0, people + len(cells)
        self._slacks()
        self.start = np.zeros(1, dtype=np.int64)
        self.index, self.place = np.zeros((2, 0), dtype=np.int64)
        self.price, self.share = np.zeros((2, 0))
        self.alive = np.zeros(0, dtype=bool)
        self.worth = np.clip(np.zeros(len(cells)), -cells.over, cells.under).astype(float)
        self.value, self.gap = 0.0, 0.0

    def _slacks(self) -> None:
        """Lay out what is missing to the wanted number, to the minimum, and what is too much."""
        cells = self.cells
        missing = np.maximum(0, cells.minimum)
        wide, needed = cells.wanted - missing, missing > 0
        under, lack = np.flatnonzero(~needed | (wide > 0)), np.flatnonzero(needed)
        self.row = np.concatenate([under, lack, np.arange(len(cells))])
        self.sign = np.repeat([1.0, 1.0, -1.0], [len(under), len(lack), len(cells)])
        both = cells.under + cells.lack
        self.paid = np.concatenate([cells.under[under], both[lack], cells.over]).astype(float)
        most = np.where(needed[under], wide[under], np.inf).astype(float)
        rest = np.full(len(lack) + len(cells), np.inf)
        self.most = np.concatenate([most, rest])
        self.limited = np.isfinite(self.most)

    def add(self, people: Sequence[int], lines: Sequence[Line], prices: Sequence[int]) -> None:
        """Let people, by their place, choose further lines."""
        rows = [self.cells.rows_of(line) for line in lines]
        ends = self.start[-1] + np.cumsum([len(one) for one in rows])
        self.start = np.concatenate([self.start, ends])
        self.index = np.concatenate([self.index, *rows])
        self.place = np.concatenate([self.place, np.array(people, dtype=np.int64)])
        self.price = np.concatenate([self.price, np.array(prices, dtype=float)])
        self.share = np.concatenate([self.share, np.zeros(len(rows))])
        self.alive = np.concatenate([self.alive, np.ones(len(rows), dtype=bool)])

    def copy(self) -> "Centre":
        """Make a copy that knows the same lines."""
        other = copy(self)
        other.alive, other.share = self.alive.copy(), self.share.copy()
        return other

    def shut(self, places: Whole) -> None:
        """Let these lines be chosen no more."""
        self.alive[places] = False
        self.share[places] = 0.0

    def solve(self, seconds: float, gap: float = 0.0) -> bool:
        """Solve until value and bound are ``gap`` apart; say whether that was reached."""
        until = time.monotonic() + seconds
        chosen = np.flatnonzero(self.alive)
        work = _Work(self, chosen)
        point = work.begin()
        # What is left of the gap when products are as small as numbers allow.
        tiny = 1e-9 * point.size
        for _ in range(MOST_STEPS):
            if point.gap() <= max(gap, tiny) or not work.step(point):
                break
            if time.monotonic() > until:
                return False
            self.iterations += 1
        self.value, self.gap = float(work.cost @ point.amount), point.gap()
        self.worth, self.share[chosen] = point.cells, point.amount[: len(chosen)]
        return True


class _Work:
    """One solution of the programme on the lines alive."""

    def __init__(self, centre: Centre, chosen: Whole) -> None:
        self.centre = centre
        sizes = np.diff(centre.start)
        self.start = np.concatenate([[0], np.cumsum(sizes[chosen])])
        self.index = centre.index[np.repeat(centre.alive, sizes)]
        self.place, self.share = centre.place[chosen], centre.share[chosen]
        self.count = len(chosen)
        self.cost = np.concatenate([centre.price[chosen], centre.paid])
        self.limited = np.concatenate([np.zeros(self.count, dtype=bool), centre.limited])

    def begin(self) -> _Point:
        """Give the point to begin from, feasible and inside."""
        centre, cells = self.centre, self.centre.cells
        lines = self._mixed()
        held, _ = self._spread(np.concatenate([lines, np.zeros(len(centre.row))]))
        slacks = self._filled(cells.wanted - held)
        most = cells.under + cells.lack
        aside = ASIDE * (most + cells.over)
        worth = np.clip(centre.worth, -cells.over + aside, most - aside)
        dear = self.cost - self._worths(worth, np.zeros(centre.people))
        limited = dear[self.limited]
        tight = np.maximum(0, -limited) + ASIDE * (1 + self.cost[self.limited])
        dear[self.limited] += tight
        people = np.full(centre.people, np.inf)
        np.minimum.at(people, self.place, dear[: self.count])
        people -= max(1.0, 0.02 * float(np.abs(centre.paid).mean()))
        dear[: self.count] -= people[self.place]
        amount = np.concatenate([lines, slacks])
        room = centre.most[centre.limited] - slacks[centre.limited]
        return _Point(amount, room, worth, people, np.maximum(dear, 1e-3), tight)

    def _mixed(self) -> Real:
        """Mix everybody's lines, half evenly and half as they were."""
        people = self.centre.people
        even = 1.0 / np.bincount(self.place, minlength=people)[self.place]
        whole = np.bincount(self.place, self.share, people)[self.place]
        return 0.5 * even + 0.5 * np.where(whole > 0, self.share / np.maximum(whole, 1e-9), even)

    def _filled(self, short: Real) -> Real:
        """Give slacks, all of them positive, that make up for what cells are short of."""
        centre = self.centre
        sign, row, most = centre.sign, centre.row, centre.most
        found = np.where(centre.limited, np.minimum(0.5 * most, 1.0), LITTLE)
        found[sign < 0] = 0.0
        free = (sign > 0) & ~centre.limited
        over = np.bincount(row, found, len(short)) - short
        # Each cell has exactly one slack upwards without a limit.
        found[free] += np.maximum(0, LITTLE - over)[row[free]]
        found[sign < 0] = np.bincount(row, found, len(short)) - short
        return found

    def _worths(self, cells: Real, people: Real) -> Real:
        """Give what every line's and slack's rows are worth."""
        found = np.empty(self.count)
        normal.worths_of(self.start, self.index, self.place, cells, people, found)
        return np.concatenate([found, self.centre.sign * cells[self.centre.row]])

    def _spread(self, amount: Real) -> tuple[Real, Real]:
        """Add amounts up by cells and by people."""
        centre = self.centre
        people = np.zeros(centre.people)
        slacks = centre.sign * amount[self.count :]
        cells = np.bincount(centre.row, slacks, len(centre.cells)).astype(float)
        normal.amounts_of(self.start, self.index, self.place, amount, cells, people)
        return cells, people

    def step(self, point: _Point) -> bool:
        """Predict, correct, and go there; say whether the equations could be solved."""
        ratio = point.dear / point.amount
        ratio[self.limited] += point.tight / point.room
        self.weight = 1.0 / ratio
        if not self._factor():
            return False
        cells, people = self._spread(point.amount)
        self.lacking = self.centre.cells.wanted - cells, 1.0 - people
        self.wrong = self.cost - self._worths(point.cells, point.people) - point.dear
        self.wrong[self.limited] += point.tight
        closed, filled = -point.amount * point.dear, -point.room * point.tight
        step = self._towards(point, closed, filled)
        far, dear = (min(1.0, one) for one in point.reach(step))
        mean = point.gap() / point.size
        after = (point.amount + far * step.amount) @ (point.dear + dear * step.dear)
        after += (point.room + far * step.room) @ (point.tight + dear * step.tight)
        aim = mean * (float(after) / point.size / mean) ** 3
        closed += aim - step.amount * step.dear
        filled += aim - step.room * step.tight
        step = self._towards(point, closed, filled)
        far, dear = (STEP * one for one in point.reach(step))
        point.go(step, far, dear)
        return True

    def _factor(self) -> bool:
        """Factor the normal equations of the cells, people's taken out."""
        centre = self.centre
        count = len(centre.cells)
        self.block, self.mixed = np.zeros((count, count)), np.zeros((centre.people, count))
        self.each = np.zeros(centre.people)
        lines = self.weight[: self.count]
        normal.gather(
            self.start, self.index, self.place, lines, self.block, self.mixed, self.each
        )  # fmt: skip
        slacks = np.bincount(centre.row, self.weight[self.count :], count)
        self.block[np.arange(count), np.arange(count)] += slacks * (1 + 1e-12)
        normal.reduce_people(self.block, self.mixed, self.each)
        return bool(normal.factor(self.block))

    def _towards(self, point: _Point, closed: Real, filled: Real) -> _Point:
        """Give the step after which products change by ``closed`` and ``filled``."""
        wrong = self.wrong - closed / point.amount
        wrong[self.limited] += filled / point.room
        cells, people = self._spread(self.weight * wrong)
        people += self.lacking[1]
        side = self.lacking[0] + cells - (people / self.each) @ self.mixed
        normal.substitute(self.block, side)
        own = (people - self.mixed @ side) / self.each
        amount = self.weight * (self._worths(side, own) - wrong)
        room = -amount[self.limited]
        dear = (closed - point.dear * amount) / point.amount
        tight = (filled - point.tight * room) / point.room
        return _Point(amount, room, side, own, dear, tight)
