"""A first lawful deep roster: one line after another, then each line again against the rest."""

import random
from collections.abc import Callable
from math import ceil

import numpy as np

from solver.engines.lines.deep import FREE, NEVER, UNLIMITED, Amount, Budget, Deep, Whole
from solver.engines.lines.person import Line, Person, weeks_of
from solver.engines.lines.sheet import Sheet, cost_of_one_more


class NoLine(RuntimeError):
    """Somebody's own rules leave them no lawful line."""


def lawful_line(person: Person, cost: Whole, scale: int = 1) -> tuple[Line, Person]:
    """
    Find a cheap line within every limit of its sorts.

    Limits are counted once a line breaks them, and the person that counts them is handed back
    for the next time. Where counting would grow too large, what was broken is made dearer
    instead, so that the line is lawful but perhaps not the cheapest.

    Raises
    ------
    NoLine
        If there is none.
    """
    dearer = np.zeros(person.deep.columns + 1, dtype=np.int64)
    for _ in range(200):
        value, line = person.cheapest(cost + dearer, scale)
        if value >= NEVER:
            raise NoLine(f"person {person.who}")
        broken = person.broken(line)
        if not broken:
            return line, person
        more = tuple(sorted({*person.counted, *broken}))
        if room(person, more) <= MOST_COUNTS:
            person = counting(person, more)
        else:
            worst = np.abs(np.where(cost >= NEVER, 0, cost)).max()
            step = max(scale, int(worst) // 8)
            dearer[:-1][np.isin(person.deep.sort_of, broken)] += step
            step *= 2
    raise NoLine(f"person {person.who}")


# As many combinations of counts as are followed exactly.
MOST_COUNTS = 200
# Longer horizons, in weeks, are dealt in stretches of so many.
LONG, STRETCH = 26, 4


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
    )


def first_sheet(deep: Deep, seed: int, keep_on: Callable[[], bool] = lambda: True) -> Sheet:
    """
    Build a lawful roster; a long one stretch by stretch, budgets shared out by days.

    Raises
    ------
    NoLine
        If somebody has no lawful line at all.
    """
    dice = random.Random(seed)
    lines = np.full((deep.people, deep.days), FREE, dtype=np.int16)
    dealer = Dealer(deep, Sheet(deep, lines, np.zeros(deep.people, dtype=np.int64)))
    order = list(range(deep.people))
    dice.shuffle(order)
    for who in order:
        dealer.deal(who)
    value = dealer.sheet().value
    while keep_on():
        dice.shuffle(order)
        for who in order:
            if not keep_on():
                break
            dealer.deal(who)
        fresh = dealer.sheet().value
        if fresh >= value:
            break
        value = fresh
    return dealer.sheet()


class Dealer:
    """Gives one person after another the cheapest line against all others."""

    def __init__(self, deep: Deep, sheet: Sheet) -> None:
        self.deep = deep
        self.lines, self.own, self.counts = (
            sheet.lines.copy(),
            sheet.own.copy(),
            sheet.counts.copy(),
        )
        weeks = weeks_of(deep)
        self.long = len(weeks) > LONG
        step = STRETCH if self.long else len(weeks)
        self.stretches = [
            (weeks[at][0], weeks[min(at + step, len(weeks)) - 1][1])
            for at in range(0, len(weeks), step)
        ]
        self.dealt = [False] * deep.people
        self.whole: dict[int, Person] = {}

    def sheet(self) -> Sheet:
        """Give the roster as it stands."""
        return Sheet(self.deep, self.lines.copy(), self.own.copy())

    def deal(self, who: int) -> None:
        """Give somebody the cheapest line, or parts of one that are cheapest in turn."""
        line = self.lines[who].copy()
        self._count(line, -1)
        if not self.long:
            line = self._whole(who)
        else:
            try:
                for first, end in self.stretches:
                    line = self._part(who, line, first, end)
            except NoLine:
                line = self.lines[who].copy() if self.dealt[who] else self._whole(who)
        self.lines[who], self.dealt[who] = line, True
        self.own[who] = Person(self.deep, who, 0, 0, line).own_price(line[:0])
        self._count(line, 1)

    def _count(self, line: Line, step: int) -> None:
        held = np.flatnonzero(line != FREE)
        self.counts[held, line[held]] += step

    def _cost(self, who: int, first: int, end: int) -> Whole:
        cost = self.deep.price[who, first:end].copy()
        cost[:, :-1] += cost_of_one_more(self.deep, self.counts)[first:end]
        return np.minimum(cost, NEVER)

    def _whole(self, who: int) -> Line:
        person = self.whole.get(who) or Person(self.deep, who)
        line, self.whole[who] = lawful_line(person, self._cost(who, 0, self.deep.days))
        return line

    def _part(self, who: int, line: Line, first: int, end: int) -> Line:
        """Find the cheapest part within the budget, or the share of it due by then."""
        budget = self.deep.budgets[who]
        if not self.dealt[who] and end < self.deep.days:
            budget = share_of(budget, end / self.deep.days, 2 * int(self.deep.units.max()))
        person = Person(self.deep, who, first, end, line, budget=budget)
        part, _ = lawful_line(person, self._cost(who, first, end))
        line = line.copy()
        line[first:end] = part
        return line


def share_of(budget: Budget, share: float, slack: int) -> Budget:
    """Give the part of a budget that is due by a share of the horizon, within ``slack`` units."""
    load, weekends = budget.load, budget.weekends
    least = max(0, int(load.least * share) - slack)
    most = load.most if load.most >= UNLIMITED else min(load.most, int(load.most * share) + slack)
    caps = tuple(one if one >= UNLIMITED else ceil(one * share) for one in budget.sorts)
    free = weekends.most if weekends.most >= UNLIMITED else ceil(weekends.most * share)
    return Budget(
        Amount(least, most, load.below, load.above),
        Amount(0, free, weekends.below, weekends.above),
        caps,
    )
