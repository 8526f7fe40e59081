"""How work and wishes fell over people: reports, not goals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from solver.instance import Instance, Key, Shift, Volunteer
from solver.language.spans import Grade, joined
from solver.roster import Roster
from solver.score import willing
from solver.verify import seats_of


@dataclass(frozen=True)
class Fairness:
    """
    How work and wishes fell over the willing; a report, not a goal.

    Parameters
    ----------
    minutes, shifts
        Given to each willing person, nothing included.
    granted
        Share of each person's minutes that are as wished, in percent; people
        with no seat are left out.
    jain
        Jain's index of the minutes: 1 for all alike (Jain, Chiu, Hawe 1984).
    gini
        Gini coefficient of the minutes: 0 for all alike.
    """

    minutes: Mapping[Key, int]
    shifts: Mapping[Key, int]
    granted: Mapping[Key, int]
    jain: float
    gini: float


def fairness(instance: Instance, roster: Roster) -> Fairness:
    """Report how minutes, seats and wishes fell over the willing."""
    people = [one for one in instance.volunteers if willing(instance, one)]
    minutes, shifts, granted = {}, {}, {}
    for person in people:
        seats = seats_of(instance, roster, person.id)
        minutes[person.id] = sum(seat.minutes for seat in seats)
        shifts[person.id] = len(seats)
        share = granted_percent(person, seats)
        if share is not None:
            granted[person.id] = share
    values = sorted(minutes.values())
    return Fairness(minutes, shifts, granted, _jain(values), _gini(values))


def granted_percent(person: Volunteer, seats: Sequence[Shift]) -> int | None:
    """Give the share of seats' minutes that are as a person wished; None without a seat."""
    minutes = sum(seat.minutes for seat in seats)
    if not minutes:
        return None
    liked = sum(
        offered(person, seat, Grade.CAN)
        for seat in seats
        if not person.wishes or seat.duty in person.wishes
    )
    return round(100 * liked / minutes)


def offered(person: Volunteer, shift: Shift, grade: Grade) -> int:
    """Count the minutes of a shift offered at this grade or a better one."""
    spans = joined(window for window in person.windows if window.grade >= grade)
    return sum(max(0, min(end, shift.end) - max(start, shift.start)) for start, end in spans)


def _jain(values: Sequence[int]) -> float:
    squares = sum(value * value for value in values)
    return sum(values) ** 2 / (len(values) * squares) if squares else 1.0


def _gini(values: Sequence[int]) -> float:
    total, count = sum(values), len(values)
    if not total:
        return 0.0
    ranked = sum((2 * place - count - 1) * value for place, value in enumerate(values, 1))
    return ranked / (count * total)
