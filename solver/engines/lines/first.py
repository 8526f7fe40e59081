"""A first lawful deep roster: one line after another, then each line again against the rest."""

import random
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from solver.engines.lines.deep import FREE, NEVER, Deep, Whole
from solver.engines.lines.person import Line, Person
from solver.engines.lines.sheet import Sheet, cost_of_one_more
from solver.engines.lines.weeks import weeks_of

# As many combinations of counts as are followed exactly.
MOST_COUNTS = 200
# How often a line within the limits is sought.
TRIES = 60
# Over horizons of so many weeks load and weekends keep to what is due by the load wanted, first
# within so many duties and weekends, and then wider where there is no such line.
LONG = 26
BANDS = (3, 8, None)


class NoLine(RuntimeError):
    """Somebody's own rules leave them no lawful line."""


def lawful_line(person: Person, cost: Whole, scale: int = 1) -> tuple[Line, Person]:
    """
    Find a cheap line within every limit of its sorts.

    Limits are counted once a line breaks them, and the person that counts them is handed back
    for the next time. Where counting would grow too large, of what was broken only so many days
    of the line as the limit allows stay open, so that the next line is lawful but perhaps not
    the cheapest.

    Raises
    ------
    NoLine
        If there is none.
    """
    dice, open_cost, shut = random.Random(person.who), cost.copy(), 0
    for _ in range(TRIES):
        value, line = person.cheapest(open_cost, scale)
        if value >= NEVER and not shut:
            break
        if value >= NEVER:
            # The days that stayed open leave no line; others may.
            open_cost, shut = cost.copy(), 0
            continue
        broken = person.broken(line)
        if not broken:
            return line, person
        more = tuple(sorted({*person.counted, *broken}))
        if room(person, more) <= MOST_COUNTS and person.band is None:
            person = counting(person, more)
        else:
            shut += len(broken)
            for sort in broken:
                _keep_some(person, line, sort, open_cost, dice)
    raise NoLine(f"person {person.who}")


def _keep_some(person: Person, line: Line, sort: int, cost: Whole, dice: random.Random) -> None:
    """Shut a sort but for some whole runs of it in a line, as many days as its limit allows."""
    columns = np.flatnonzero(person.deep.sort_of == sort)
    days = np.flatnonzero(np.isin(line, columns))
    runs = np.split(days, np.flatnonzero(np.diff(days) > 1) + 1)
    dice.shuffle(runs)
    left = person.budget.sorts[sort] - person.used_sorts[sort]
    shut = np.ones(len(line), dtype=bool)
    shut[np.concatenate(runs)[: max(0, left)]] = False
    cost[np.ix_(shut, columns)] = NEVER


def room(person: Person, counted: tuple[int, ...]) -> int:
    """Tell how many combinations of counts would have to be followed."""
    size = person.counts
    for sort in counted:
        if sort not in person.counted:
            size *= (
                max(0, min(person.days, person.budget.sorts[sort] - person.used_sorts[sort])) + 1
            )
    return size


def counting(person: Person, counted: tuple[int, ...]) -> Person:
    """Make the same person, counting these sorts."""
    return Person(
        person.deep,
        person.who,
        person.first,
        person.end,
        person.line,
        counted,
        person.prices,
        person.budget,
        person.band,
    )


class Dealer:
    """Gives one person after another the cheapest line against all others."""

    def __init__(self, deep: Deep, seed: int) -> None:
        self.deep, self._dice = deep, random.Random(seed)
        self.lines = np.full((deep.people, deep.days), FREE, dtype=np.int16)
        self.own = np.zeros(deep.people, dtype=np.int64)
        self.counts = np.zeros((deep.days, deep.columns), dtype=np.int64)
        self.bands = BANDS if len(weeks_of(deep)) >= LONG else BANDS[-1:]
        self._people: dict[int, Person] = {}

    def sheet(self, keep_on: Callable[[], bool], better_on: Callable[[], bool]) -> Sheet | None:
        """
        Deal everybody a line while ``keep_on``, and better ones while ``better_on``.

        None when it had to end before everybody had one; ``lines`` holds those that have.

        Raises
        ------
        NoLine
            If somebody has no lawful line at all.
        """
        order = list(range(self.deep.people))
        self._dice.shuffle(order)
        for who in order:
            if not keep_on():
                return None
            self.deal(who)
        found = Sheet(self.deep, self.lines.copy(), self.own.copy())
        while better_on():
            self._dice.shuffle(order)
            for who in order:
                if better_on():
                    self.deal(who)
            fresh = Sheet(self.deep, self.lines.copy(), self.own.copy())
            if fresh.value >= found.value:
                break
            found = fresh
        return found

    def deal(self, who: int) -> None:
        """Give somebody the cheapest line there is, unless theirs is no dearer."""
        self._count(who, -1)
        more = np.zeros((self.deep.days, self.deep.columns + 1), dtype=np.int64)
        more[:, :-1] = cost_of_one_more(self.deep, self.counts)
        if who not in self._people:
            more[:, :-1] = more[:, :-1] * self._due()
        line, person = self._line(who, np.minimum(self.deep.price[who] + more, NEVER))
        price, days = person.own_price(line), np.arange(self.deep.days)
        now = self.own[who] + int(more[days, self.lines[who]].sum())
        if who not in self._people or price + int(more[days, line].sum()) < now:
            self.lines[who], self.own[who] = line, price
        self._people[who] = person
        self._count(who, 1)

    def _due(self) -> NDArray[np.float64]:
        """Give the share of each cell still to be filled, so that what all avoid is not left over."""
        lacking = self.deep.wanted - self.counts
        return np.where(lacking > 0, lacking / np.maximum(1, self.deep.wanted), 1.0)

    def _count(self, who: int, step: int) -> None:
        held = np.flatnonzero(self.lines[who] != FREE)
        self.counts[held, self.lines[who, held]] += step

    def _line(self, who: int, cost: Whole) -> tuple[Line, Person]:
        """Find a line as narrowly as there is one."""
        if who in self._people:
            return lawful_line(self._people[who], cost)
        for band in self.bands[:-1]:
            try:
                return lawful_line(Person(self.deep, who, band=band), cost)
            except NoLine:
                continue
        return lawful_line(Person(self.deep, who, band=self.bands[-1]), cost)
