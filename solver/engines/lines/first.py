"""A first lawful deep roster: one line after another, then each line again against the rest."""

import random
from collections.abc import Callable

import numpy as np

from solver.engines.lines.deep import FREE, NEVER, Deep, Whole
from solver.engines.lines.person import Line, Person
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
        person.deep, person.who, person.first, person.end, person.line, counted, person.prices
    )


def first_sheet(deep: Deep, seed: int, keep_on: Callable[[], bool] = lambda: True) -> Sheet:
    """
    Build a lawful roster.

    Raises
    ------
    NoLine
        If somebody has no lawful line at all.
    """
    dice = random.Random(seed)
    people = [Person(deep, who) for who in range(deep.people)]
    lines = np.full((deep.people, deep.days), FREE, dtype=np.int16)
    sheet = Sheet(deep, lines, np.zeros(deep.people, dtype=np.int64))
    order = list(range(deep.people))
    dice.shuffle(order)
    sheet = _deal(sheet, people, order)
    value = sheet.value
    while keep_on():
        dice.shuffle(order)
        sheet = _deal(sheet, people, order)
        if sheet.value >= value:
            break
        value = sheet.value
    return sheet


def _deal(sheet: Sheet, people: list[Person], order: list[int]) -> Sheet:
    """Give each in turn the cheapest line against all others."""
    deep, counts = sheet.deep, sheet.counts.copy()
    lines, own = sheet.lines.copy(), sheet.own.copy()
    days = np.arange(deep.days)
    for who in order:
        held = lines[who]
        counts[days[held != FREE], held[held != FREE]] -= 1
        cost = np.zeros((deep.days, deep.columns + 1), dtype=np.int64)
        cost[:, :-1] = cost_of_one_more(deep, counts)
        line, people[who] = lawful_line(people[who], cost + deep.price[who])
        counts[days[line != FREE], line[line != FREE]] += 1
        lines[who], own[who] = line, people[who].own_price(line)
    return Sheet(deep, lines, own)
