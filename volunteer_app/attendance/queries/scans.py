"""A scanned code and the seat of whoever scanned it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from volunteer_app.attendance.models import Attendance, CheckPoint
from volunteer_app.attendance.queries.days import attendance_of
from volunteer_app.db import db
from volunteer_app.duties.models import Shift
from volunteer_app.kit.errors import Missing
from volunteer_app.rosters.models import Seat

#: how near another seat must be to be named to somebody at the wrong post
NEARBY = timedelta(hours=3)


@dataclass
class Scan:
    """What a scan points at; a code that is no good reveals nothing of the shift."""

    shift_id: int
    code: str
    secret: str | None
    seat: Seat | None
    attendance: Attendance | None


def scan(person: Any, shift_id: int, code: str) -> Scan:
    """Find the codes' secret of a shift, and the person's own seat on it."""
    point = db.session.get(CheckPoint, shift_id)
    seat = db.session.scalar(
        with_shift(select(Seat).where(Seat.shift_id == shift_id, Seat.person_id == person.id))
        .order_by(Seat.held.desc(), Seat.id.desc())
        .limit(1)
    )
    return Scan(
        shift_id,
        code,
        point.secret if point else None,
        seat,
        attendance_of(seat.id) if seat else None,
    )


def my_seat(person: Any, seat_id: int) -> Seat:
    """Find one of the person's own seats with its shift, site and kind of duty; else `Missing`."""
    seat = db.session.scalar(
        with_shift(select(Seat).where(Seat.id == seat_id, Seat.person_id == person.id, Seat.held))
    )
    if seat is None:
        raise Missing
    return seat


def seat_nearby(person: Any, now: datetime) -> Seat | None:
    """Find the seat a person is probably looking for: an accepted one about now."""
    return db.session.scalar(
        with_shift(
            select(Seat).where(
                Seat.person_id == person.id,
                Seat.state == "accepted",
                Seat.starts < now + NEARBY,
                Seat.ends > now,
            )
        )
        .order_by(Seat.starts)
        .limit(1)
    )


def with_shift(query: Any) -> Any:
    """Have seats come with their shift, its site and its kind of duty."""
    return query.options(
        joinedload(Seat.shift).joinedload(Shift.site),
        joinedload(Seat.shift).joinedload(Shift.duty_kind),
    )
