"""Lapsing: an offer that nobody answered in time is no acceptance; the seat is open again."""

from __future__ import annotations

from datetime import datetime
from itertools import groupby

from sqlalchemy import delete, select
from sqlalchemy.orm import joinedload

from volunteer_app.db import db, locked
from volunteer_app.duties.models import Shift
from volunteer_app.kit import outbox
from volunteer_app.rosters.actions.drafts import lock_draft, note
from volunteer_app.rosters.models import Period, Placement, Seat
from volunteer_app.rosters.queries import staff


def due_lapses(now: datetime) -> list[int]:
    """List the periods in which an offer ran out unanswered."""
    query = (
        select(Seat.period_id)
        .where(Seat.state == "offered", Seat.answer_by <= now)
        .distinct()
        .order_by(Seat.period_id)
    )
    return list(db.session.scalars(query))


def lapse(period_id: int, now: datetime) -> int:
    """
    Let a period's unanswered offers lapse, take them off the draft and tell leads and readers.

    Whoever answers in the same moment is waited for: the period is locked, then the seats are
    read again. Running it twice lapses nothing twice.
    """
    period = lock_draft(period_id)
    seats = overdue(period, now)
    for seat in seats:
        seat.state, seat.held = "lapsed", False
        db.session.execute(
            delete(Placement).where(
                Placement.shift_id == seat.shift_id, Placement.person_id == seat.person_id
            )
        )
        note(period, None, "lapsed", subject_id=seat.person_id, shift=seat.shift_id, seat=seat.id)
    db.session.flush()
    if seats:
        tell(period, seats)
    return len(seats)


def overdue(period: Period, now: datetime) -> list[Seat]:
    """Lock the offers of a period that ran out, then read them with all that is told of them."""
    ran_out = (Seat.period_id == period.id, Seat.state == "offered", Seat.answer_by <= now)
    ids = [seat.id for seat in db.session.scalars(locked(select(Seat).where(*ran_out)))]
    query = (
        select(Seat)
        .where(Seat.id.in_(ids))
        .options(
            joinedload(Seat.person),
            joinedload(Seat.shift).options(joinedload(Shift.site), joinedload(Shift.duty_kind)),
        )
        .order_by(Seat.person_id, Seat.starts)
        .execution_options(populate_existing=True)
    )
    return list(db.session.scalars(query))


def tell(period: Period, seats: list[Seat]) -> None:
    """Write one letter to each lead about all of them, and one to each person about theirs."""
    for lead in staff.leads_of(period):
        outbox.write("seats_lapsed", lead, period=period, seats=seats)
    for _number, theirs in groupby(seats, key=lambda seat: seat.person_id):
        mine = list(theirs)
        outbox.write("my_seats_lapsed", mine[0].person, period=period, seats=mine)
