"""What still stands against a draft before it may be published, decisions written down taken into account."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import select

from solver.verify import (
    Breach,
    breaches,
    crew_breaches,
    person_breaches,
    seats_of,
    shared_breaches,
)
from volunteer_app.db import db
from volunteer_app.duties.models import Shift
from volunteer_app.rosters.gather import Asked, gather
from volunteer_app.rosters.judging.changes import may_override
from volunteer_app.rosters.judging.lawful import own_word
from volunteer_app.rosters.models import Period, Placement, Seat

#: rules about a person's seats together: a reason given at one of them holds for all
TOGETHER = frozenset({"limits", "rest", "streaks", "nights"})
#: what is no matter of the draft: who is placed by hand only may be placed by hand
BESIDE = frozenset({"opt_out", "pins"})


def objections(period: Period, *, now: datetime) -> list[Breach]:
    """
    Find everything that keeps the whole draft from being published.

    Left out are shifts that have begun, what a lead has overruled with a written reason where
    that is allowed, and a person's own earlier word about seats they have accepted since.
    """
    asked = gather(period, now=now)
    found = [one for one in breaches(asked.instance, asked.draft) if one.rule not in BESIDE]
    if not found:
        return []
    found = not_overruled(not_begun(found, period, now), period)
    return not_consented(found, period, asked)


def objections_to_crew(period: Period, shift_id: int, asked: Asked) -> list[Breach]:
    """Find what keeps one shift's crew from being published; quick enough for every click."""
    seat = asked.instance.shift_by_id.get(str(shift_id))
    if seat is None:
        return []
    ids = asked.draft.crew(seat.id)
    found = [
        one
        for volunteer in ids
        for one in person_breaches(
            asked.instance,
            asked.instance.volunteer_by_id[volunteer],
            seats_of(asked.instance, asked.draft, volunteer),
        )
        if one.shift in (None, seat.id) and one.rule not in BESIDE
    ]
    crew = [asked.instance.volunteer_by_id[one] for one in ids]
    found += crew_breaches(asked.instance, seat, crew)
    found += shared_breaches(asked.instance, asked.draft, [seat])
    if not found:
        return []
    return not_consented(not_overruled(found, period), period, asked)


def not_begun(found: Iterable[Breach], period: Period, now: datetime) -> list[Breach]:
    """Leave out what concerns shifts that have begun."""
    begun = {
        str(shift_id)
        for shift_id in db.session.scalars(
            select(Shift.id).where(Shift.period_id == period.id, Shift.starts <= now)
        )
    }
    return [one for one in found if one.shift is None or one.shift not in begun]


def not_overruled(found: Sequence[Breach], period: Period) -> list[Breach]:
    """Leave out what a lead has decided against in writing, where that is allowed."""
    rows = db.session.execute(
        select(Placement.shift_id, Placement.person_id, Placement.overrides).where(
            Placement.period_id == period.id, Placement.override_reason != ""
        )
    )
    exactly, anywhere = set(), set()
    for row in rows:
        for rule in row.overrides:
            exactly.add((str(row.shift_id), str(row.person_id), rule))
            anywhere.add((str(row.person_id), rule))

    def overruled(one: Breach) -> bool:
        if not may_override(one):
            return False
        if one.rule in TOGETHER:
            return (one.volunteer, one.rule) in anywhere
        return (one.shift, one.volunteer, one.rule) in exactly

    return [one for one in found if not overruled(one)]


def not_consented(found: Sequence[Breach], period: Period, asked: Asked) -> list[Breach]:
    """Leave out a person's own earlier word where they have accepted that very seat since."""
    if not any(one.kind == "person" for one in found):
        return list(found)
    accepted: dict[str, list[str]] = {}
    for row in db.session.execute(
        select(Seat.person_id, Seat.shift_id).where(
            Seat.period_id == period.id, Seat.state == "accepted"
        )
    ):
        accepted.setdefault(str(row.person_id), []).append(str(row.shift_id))
    known = asked.instance.shift_by_id
    agreed = {
        one.mark
        for volunteer, seats in accepted.items()
        if volunteer in asked.instance.volunteer_by_id
        for one in person_breaches(
            asked.instance,
            asked.instance.volunteer_by_id[volunteer],
            sorted((known[seat] for seat in seats if seat in known), key=lambda seat: seat.start),
        )
    }
    return [one for one in found if not (one.mark in agreed and own_word(one, period))]
