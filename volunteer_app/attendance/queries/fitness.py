"""What law and safety say against a person serving on a shift today, by the solver's specification."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from solver.verify import person_breaches
from volunteer_app.attendance.queries.days import ShiftDay
from volunteer_app.duties.models import Shift
from volunteer_app.rosters.gather import gather_for
from volunteer_app.rosters.queries.shifts import period_of
from volunteer_app.rosters.telling.sentences import sentences

#: the rules about the person alone that can have changed since the seat was accepted
CHECKED = frozenset({"qualification", "age", "insurance"})


def hindrances(shift: Shift, people: Collection[int], *, now: datetime) -> dict[int, list[str]]:
    """
    Tell for each of some people, in whole sentences, why they must not serve on a shift.

    Trainings, age and insurance are looked at again as they stand now: a seat accepted three
    weeks ago may have lost its ground since.
    """
    if not people:
        return {}
    period = period_of(shift)
    asked = gather_for(period, people, now=now, shift_ids=[shift.id])
    seat = asked.instance.shift_by_id.get(str(shift.id))
    if seat is None:
        return {}
    found = {}
    for person_id in people:
        volunteer = asked.instance.volunteer_by_id.get(str(person_id))
        if volunteer is None:
            continue
        broken = [
            one
            for one in person_breaches(asked.instance, volunteer, [seat])
            if one.rule in CHECKED and one.kind in ("law", "safety")
        ]
        if broken:
            found[person_id] = sentences(broken, period)
    return found


def warn(day: ShiftDay, *, now: datetime) -> None:
    """Write beside everybody who is still to come what keeps them from serving."""
    if day.close is not None:
        return
    awaited = day.unknown()
    found = hindrances(day.shift, [line.person.id for line in awaited], now=now)
    for line in awaited:
        line.hindrances = found.get(line.person.id, [])
