"""Some people in some days, everything else standing: column generation with a bound."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from copy import copy
from dataclasses import dataclass
from functools import partial

import numpy as np

from solver.engines.lines.cells import Cells
from solver.engines.lines.centre import Centre
from solver.engines.lines.deep import FREE, NEVER, Deep, Whole
from solver.engines.lines.first import MOST_COUNTS, NoLine, counting, lawful_line, room
from solver.engines.lines.person import Line, Person
from solver.engines.lines.sheet import Sheet

# Sums of scaled prices of one line stay under this.
MOST_SUM = 1 << 27
# Seconds for a step of a sweep over states and loads, and for factoring ten times, by rows cubed.
STEP_SECONDS, FACTOR_SECONDS = 1e-9, 4e-10
# The master is solved to this share of the distance to the bound, and at last to this of a step.
NEAR, EXACT = 0.1, 0.2
# Nothing more is hoped for from a master solved so much more exactly than it is worth.
LEAST = 1e-4


@dataclass
class Column:
    """A line of one of the people asked, by place, and its own price."""

    place: int
    line: Line
    price: int


# Everybody over the whole horizon, with the limits found to need counting.
Team = list[Person]


class Piece:
    """
    A question about some people in the days from ``first`` up to but without ``end``.

    The bound is Lagrange's: whatever the cells are taken to be worth, the cheapest line of
    each person and the cheapest count in each cell add up to no more than the best roster
    (Desaulniers, Desrosiers, Solomon, Column Generation, 2005, ch. 1). Worths are whole
    multiples of 1 / ``scale``, so that the bound is exact.
    """

    def __init__(
        self, sheet: Sheet, people: Sequence[int], first: int, end: int, team: Team | None = None
    ) -> None:
        deep = sheet.deep
        self.deep, self.sheet, self.asked = deep, sheet, list(people)
        self.first, self.end = first, end
        if team is not None and end - first == deep.days:
            self.people = [copy(team[who]) for who in people]
        else:
            self.people = [Person(deep, who, first, end, sheet.lines[who]) for who in people]
        days = slice(first, end)
        self.now = [sheet.lines[who, days] for who in people]
        outside = sheet.counts[days].copy()
        day = np.arange(end - first)
        for line in self.now:
            outside[day[line != FREE], line[line != FREE]] -= 1
        self.cells = Cells(deep, days, outside)
        self.scale = scale_of(deep, end - first)
        self.columns: list[Column] = []
        self._known: set[tuple[int, bytes]] = set()
        self.master = Centre(self.cells, len(self.people))
        self.threads: ThreadPoolExecutor | None = None
        self._variants = [{one.counted: one} for one in self.people]
        # Lines of people for whom nothing is left to choose.
        self.fixed: dict[int, Column] = {}
        self.bound = -NEVER
        self.swept = 0
        self.centre: Whole | None = None
        self.learn(
            [
                Column(p, line, int(sheet.own[who]))
                for p, (who, line) in enumerate(zip(people, self.now, strict=True))
            ]
        )
        self.value = self.value_of(self.now, [int(sheet.own[who]) for who in people])

    def value_of(self, lines: Sequence[Line], prices: Sequence[int]) -> int:
        """Price a choice of lines: the people asked and the cells of the stretch."""
        held = np.zeros(len(self.cells), dtype=np.int64)
        for line in lines:
            held[self.cells.rows_of(line)] += 1
        return int(self.cells.cost(held).sum()) + sum(prices)

    def learn(self, columns: Sequence[Column]) -> int:
        """Take over lines not yet known; say how many."""
        fresh = []
        for one in columns:
            key = (one.place, one.line.tobytes())
            if key not in self._known:
                self._known.add(key)
                fresh.append(one)
        if fresh:
            self.columns += fresh
            self.master.add(
                [c.place for c in fresh], [c.line for c in fresh], [c.price for c in fresh]
            )
        return len(fresh)

    @property
    def effort(self) -> float:
        """Estimate the seconds spent, from counts that do not depend on the machine's load."""
        factors = 0.1 * self.master.iterations * self.master.rows**3
        return STEP_SECONDS * self.swept + FACTOR_SECONDS * factors

    @property
    def round_effort(self) -> float:
        """Estimate the seconds of one round of lines and worths, in the same way."""
        steps = sum(person.size for person in self.people)
        return STEP_SECONDS * steps + FACTOR_SECONDS * self.master.rows**3

    def is_now(self, column: Column) -> bool:
        """Tell whether a column is the line held now."""
        return bool((self.now[column.place] == column.line).all())

    def generate(self, keep_on: Callable[[], float], stop_at: float, rounds: int = 10**6) -> bool:
        """
        Generate lines until the master is solved, or nothing under ``stop_at`` can be found.

        ``keep_on`` gives the seconds left. Says whether the master was solved to its end.
        """
        near = 1.0
        for _ in range(rounds):
            if (left := keep_on()) <= 0:
                return False
            if not self.master.solve(left, self._gap() * near):
                return False
            value = self.master.value
            if self.bound > value - EXACT * self.deep.step:
                return True
            if self.bound >= stop_at:
                return False
            if self.price(self.whole(self.master.worth)):
                near = 1.0
            elif self.master.gap <= EXACT * self.deep.step or near < LEAST:
                return True
            else:
                near *= NEAR
        return False

    def _gap(self) -> float:
        """Say how exactly the master is worth solving, the bound being as far off as it is."""
        if self.bound == -NEVER:
            return 10.0 * self.deep.step
        return max(EXACT * self.deep.step, NEAR * (self.master.value - self.bound))

    def whole(self, worth: np.ndarray) -> Whole:
        """Round worths to the scale, within what a person in the cell can be worth at all."""
        scaled = np.rint(worth * self.scale).astype(np.int64)
        least, most = (
            -self.cells.over * self.scale,
            (self.cells.under + self.cells.lack) * self.scale,
        )
        return np.clip(scaled, least, most)

    def price(self, worth: Whole) -> int:
        """Find each person's cheapest line, better the bound, learn; say how many are new."""
        cost = np.zeros((self.end - self.first, self.deep.columns + 1), dtype=np.int64)
        cost[self.cells.day, self.cells.column] = -worth
        places = range(len(self.people))
        ask = partial(self._cheapest, cost=cost)
        pairs = list(self.threads.map(ask, places) if self.threads else map(ask, places))
        found = [column for _, column in pairs]
        total = sum(best for best, _ in pairs)
        total += sum(person.fixed_price for person in self.people) * self.scale
        total += self.cells.least(worth, self.scale, len(self.people))
        bound = -(-total // self.scale)
        if bound > self.bound or self.centre is None:
            self.bound, self.centre = max(bound, self.bound), worth
        return self.learn(found)

    def _cheapest(self, place: int, cost: Whole) -> tuple[int, Column]:
        """
        Price one person; limits of sorts are counted once a line breaks them.

        Next time only those that this line reaches are counted from the outset.
        """
        person = self.people[place]
        if place in self.fixed:
            column = self.fixed[place]
            seats = int(cost[np.arange(len(column.line)), column.line].sum())
            return (column.price - person.fixed_price) * self.scale + seats, column
        self.swept += person.size
        cells = np.where(person.prices >= NEVER, NEVER, person.prices * self.scale + cost)
        best, line = person.cheapest(cells, self.scale)
        broken = person.broken(line)
        if broken:
            more = tuple(sorted({*person.counted, *broken}))
            if room(person, more) <= MOST_COUNTS:
                self.people[place] = self._counting(place, more)
                return self._cheapest(place, cost)
            try:
                line, _ = lawful_line(person, cells, self.scale)
            except NoLine:
                line = self.now[place]
            return best, Column(place, line, person.own_price(line))
        if person.counted:
            self.people[place] = self._counting(place, person.reached(line))
        # What the line costs by itself is what it costs here, less the worths of its cells.
        paid = best - int(cost[np.arange(len(line)), line].sum())
        return best, Column(place, line, paid // self.scale + person.fixed_price)

    def _counting(self, place: int, sorts: tuple[int, ...]) -> Person:
        """Give the person at a place as one that counts these sorts."""
        known = self._variants[place]
        if sorts not in known:
            known[sorts] = counting(self.people[place], sorts)
        return known[sorts]

    def twin(self) -> "Piece":
        """Make a copy whose lines grow apart from these."""
        other = copy(self)
        other.people = [copy(one) for one in self.people]
        other.columns, other._known = self.columns.copy(), self._known.copy()
        other.master, other.fixed = self.master.copy(), {}
        other._variants = [{one.counted: one} for one in other.people]
        return other

    def own_prices(self) -> None:
        """Let people's prices be changed without touching the question's."""
        for one in self.people:
            one.prices = one.prices.copy()
        self._variants = [{one.counted: one} for one in self.people]


def scale_of(deep: Deep, days: int) -> int:
    """Give the fineness of worths that keeps the sum of a line's prices small."""
    worst = int((deep.under + deep.lack + deep.over).max(initial=1))
    worst += int(np.abs(deep.price[deep.price < NEVER]).max(initial=0))
    return max(1, min(1024, 1 << max(0, (MOST_SUM // (worst * days)).bit_length() - 1)))
