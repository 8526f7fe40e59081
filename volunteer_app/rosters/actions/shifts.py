"""Adding, changing and cancelling the single shifts of a period."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import delete, func, select
from sqlalchemy.orm import joinedload

from volunteer_app.db import db, locked
from volunteer_app.duties.models import Shift
from volunteer_app.kit import audit, outbox
from volunteer_app.kit.errors import Changed, Refused
from volunteer_app.people.models import Person
from volunteer_app.rosters.actions.drafts import PeriodClosed, lock_draft, note
from volunteer_app.rosters.models import Period, Placement, Seat
from volunteer_app.rosters.plans import Impossible, Plan, check

#: more in one period is a slip of the hand
MOST_SHIFTS = 5000


class ShiftChanged(Changed):
    """Somebody changed the shift after the person opened it."""


class ShiftOver(Refused):
    """The shift has begun or was cancelled."""


def add_shift(period: Period, by: Person, now: datetime, *, day: date, plan: Plan) -> Shift:
    """Add a single shift to a period."""
    kept = open_for_planning(period.id)
    check(plan, kept.organisation_id, teams=kept.team_ids, day=day)
    check_day(kept, day, plan, now)
    room_for(kept, 1)
    shift = Shift(organisation_id=kept.organisation_id, period_id=kept.id, **plan.columns(day))
    db.session.add(shift)
    db.session.flush()
    note(kept, by, "added_shift", shift=shift.id)
    return shift


def change_shift(
    shift: Shift, by: Person, now: datetime, *, day: date, plan: Plan, seen_revision: int
) -> Shift:
    """
    Change a shift that has not begun.

    People who hold seats are asked again when the change is published, if it moves the time.

    Raises
    ------
    ShiftChanged
        If it is no longer the shift that was seen.
    Impossible
        If the plan cannot be, or has fewer seats than people hold.
    """
    period = open_for_planning(shift.period_id)
    kept = as_seen(shift, seen_revision, now)
    check(plan, period.organisation_id, teams=period.team_ids, day=day)
    check_day(period, day, plan, now)
    held = held_count(kept)
    if plan.wanted < held:
        raise Impossible(
            _("%(held)s people hold seats here; release some on the board first.", held=held),
            field="wanted",
        )
    changed: dict[str, Any] = {
        name: [getattr(kept, name), value]
        for name, value in plan.columns(day).items()
        if getattr(kept, name) != value
    }
    for name, (_before, value) in changed.items():
        setattr(kept, name, value)
    if changed:
        kept.revision += 1
        note(period, by, "changed_shift", shift=kept.id, **changed)
    return kept


def cancel_shift(
    shift: Shift, by: Person, now: datetime, *, reason: str, seen_revision: int
) -> Shift:
    """
    Cancel a shift: nobody is due there any more, and whoever held a seat gets a letter at once.

    Raises
    ------
    ShiftChanged
        If it is no longer the shift that was seen.
    """
    period = open_for_planning(shift.period_id)
    kept = as_seen(shift, seen_revision, now)
    kept.cancelled_at, kept.cancel_reason = now, reason
    kept.revision += 1
    released = release_seats(kept, by, now, reason)
    db.session.execute(delete(Placement).where(Placement.shift_id == kept.id))
    note(period, by, "cancelled_shift", shift=kept.id, reason=reason, seats=released)
    db.session.flush()
    return kept


def release_seats(shift: Shift, by: Person, now: datetime, reason: str) -> int:
    """Free everybody who holds a seat of a cancelled shift, with a letter each."""
    seats = db.session.scalars(
        locked(select(Seat).where(Seat.shift_id == shift.id, Seat.held))
    ).all()
    people = {
        person.id: person
        for person in db.session.scalars(
            select(Person).where(Person.id.in_([seat.person_id for seat in seats]))
        )
    }
    for seat in seats:
        audit.record(by, "released", seat, state=[seat.state, "released"], reason=reason)
        seat.state, seat.held, seat.reason = "released", False, reason
        outbox.write("shift_cancelled", people[seat.person_id], shift=shift, reason=reason)
    return len(seats)


def open_for_planning(period_id: int) -> Period:
    """Lock a period's draft for a change of its shifts; a closed one is refused."""
    kept = lock_draft(period_id)
    if kept.state == "closed":
        raise PeriodClosed(_("This period is closed; its roster no longer changes."))
    return kept


def check_day(period: Period, day: date, plan: Plan, now: datetime) -> None:
    """Refuse a day outside the period, or a time that is over."""
    if not period.first_day <= day <= period.last_day:
        raise Impossible(_("This day lies outside the period."), field="day")
    if plan.starts(day) <= now:
        raise Impossible(_("This time is over already."), field="day")


def room_for(period: Period, more: int) -> None:
    """Refuse more shifts than a period can sensibly hold."""
    there = db.session.scalar(
        select(func.count()).select_from(Shift).where(Shift.period_id == period.id)
    )
    if (there or 0) + more > MOST_SHIFTS:
        raise Impossible(_("A period holds at most %(most)s shifts.", most=f"{MOST_SHIFTS:,}"))


def as_seen(shift: Shift, seen_revision: int, now: datetime) -> Shift:
    """Lock a shift that is still the one that was seen, and still ahead."""
    kept: Shift = db.session.scalars(
        locked(select(Shift).where(Shift.id == shift.id)).options(
            joinedload(Shift.site, innerjoin=True), joinedload(Shift.duty_kind, innerjoin=True)
        )
    ).one()
    if kept.cancelled_at is not None:
        raise ShiftOver(_("This shift was cancelled."))
    if kept.revision != seen_revision:
        raise ShiftChanged(
            _("Somebody else changed this shift meanwhile. Look at it again, then decide.")
        )
    if kept.starts <= now:
        raise ShiftOver(_("This shift has begun already."))
    return kept


def held_count(shift: Shift) -> int:
    """Count the seats people hold on a shift."""
    held = select(func.count()).select_from(Seat).where(Seat.shift_id == shift.id, Seat.held)
    return db.session.scalar(held) or 0
