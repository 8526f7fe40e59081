"""Two rosters of one instance side by side, both recomputed by the specification."""

from collections.abc import Mapping
from dataclasses import dataclass

from solver import score, verify
from solver.faults import order
from solver.instance import Instance, Key
from solver.roster import Assignment, Roster
from solver.studies.fairness import Fairness, fairness, granted_percent
from solver.verify import Breach


@dataclass(frozen=True)
class Side:
    """What one roster breaks, scores, and how it falls over people."""

    breaches: tuple[Breach, ...]
    goals: Mapping[str, int]
    fairness: Fairness


@dataclass(frozen=True)
class Person:
    """
    Somebody whom the rosters give different seats.

    Parameters
    ----------
    minutes, shifts
        In the first roster and in the second.
    granted
        Percent of the minutes that are as wished, None without a seat.
    lost, gained
        Shifts only the first has, and only the second.
    """

    volunteer: Key
    minutes: tuple[int, int]
    shifts: tuple[int, int]
    granted: tuple[int | None, int | None]
    lost: tuple[Key, ...]
    gained: tuple[Key, ...]


@dataclass(frozen=True)
class Compared:
    """
    Two rosters side by side.

    Parameters
    ----------
    better
        0 or 1 for the roster that is better, tier by tier, among lawful ones;
        None where they are alike or both unlawful.
    only_first, only_second
        Seats only one of them gives.
    people
        Whom they treat differently, in the order of ids.
    """

    sides: tuple[Side, Side]
    better: int | None
    only_first: frozenset[Assignment]
    only_second: frozenset[Assignment]
    people: tuple[Person, ...]


def compare(instance: Instance, first: Roster, second: Roster) -> Compared:
    """
    Judge two rosters, which must name known volunteers and shifts only.

    A lawful roster is better than an unlawful one; of two lawful ones that
    which is better in the first tier in which they differ.
    """
    one, other = (_side(instance, roster) for roster in (first, second))
    lost, gained = first.assignments - second.assignments, second.assignments - first.assignments
    changed = sorted({seat.volunteer for seat in lost | gained}, key=order)
    return Compared(
        (one, other),
        _better(instance, one, other),
        lost,
        gained,
        tuple(_person(instance, key, (first, second)) for key in changed),
    )


def _side(instance: Instance, roster: Roster) -> Side:
    found = tuple(verify.breaches(instance, roster))
    return Side(found, score.score(instance, roster), fairness(instance, roster))


def _better(instance: Instance, one: Side, other: Side) -> int | None:
    if bool(one.breaches) != bool(other.breaches):
        return int(bool(one.breaches))
    if one.breaches:
        return None
    values = [
        [score.tier_value(instance, tier, side.goals) for tier in instance.tiers]
        for side in (one, other)
    ]
    return None if values[0] == values[1] else int(values[1] < values[0])


def _person(instance: Instance, key: Key, rosters: tuple[Roster, Roster]) -> Person:
    seats = [verify.seats_of(instance, roster, key) for roster in rosters]
    first, second = ({seat.id for seat in some} for some in seats)
    person = instance.volunteer_by_id[key]
    minutes = [sum(seat.minutes for seat in some) for some in seats]
    granted = [granted_percent(person, some) for some in seats]
    return Person(
        key,
        (minutes[0], minutes[1]),
        (len(first), len(second)),
        (granted[0], granted[1]),
        tuple(sorted(first - second, key=order)),
        tuple(sorted(second - first, key=order)),
    )
