"""One shift on its day: who is due, here, late, gone, absent, and what stands in their way."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from volunteer_app.attendance.models import Attendance, CheckPoint, ShiftClose
from volunteer_app.db import db
from volunteer_app.duties.models import Shift
from volunteer_app.kit import words
from volunteer_app.kit.errors import Missing
from volunteer_app.people.models import Person
from volunteer_app.rosters.models import PeriodTeam, Seat
from volunteer_app.rosters.queries.crew_leads import PHONE_SHOWN

#: from how long after the start somebody who has not come is late
GRACE = timedelta(minutes=5)


@dataclass
class Line:
    """One accepted seat on the day, with what its person did so far."""

    day: ShiftDay
    seat: Seat
    person: Person
    attendance: Attendance | None = None
    #: whole sentences: why law or safety keeps this person from serving today
    hindrances: list[str] = field(default_factory=list)

    def state(self, now: datetime) -> str:
        """Name the state: due, late, missing, here, left, absent, excused or confirmed."""
        if self.attendance is not None:
            return self.attendance.state
        if now < self.seat.starts + GRACE:
            return "due"
        return "late" if now < self.seat.ends else "missing"


@dataclass
class ShiftDay:
    """A shift with everything its day needs."""

    shift: Shift
    team_ids: frozenset[int]
    close: ShiftClose | None = None
    has_codes: bool = False
    lines: list[Line] = field(default_factory=list)
    #: people who were offered a seat and never answered
    unanswered: list[Person] = field(default_factory=list)

    @property
    def organisation_id(self) -> int:
        """The organisation whose shift it is."""
        return self.shift.organisation_id

    @property
    def zone(self) -> str:
        """The zone of its site."""
        return self.shift.site.zone

    @property
    def on(self) -> date:
        """The day it begins, on the wall calendar of its site."""
        return words.local(self.shift.starts, self.zone).date()

    def counts(self, now: datetime) -> Counter[str]:
        """Count the people by state."""
        return Counter(line.state(now) for line in self.lines)

    def unknown(self) -> list[Line]:
        """List the people nobody has said anything about."""
        return [line for line in self.lines if line.attendance is None]


def shift_with_teams(shift_id: int) -> ShiftDay | None:
    """Find a shift with its site, its kind of duty and the teams it belongs to."""
    found = db.session.execute(
        select(Shift, ShiftClose, CheckPoint.shift_id)
        .outerjoin(ShiftClose, ShiftClose.shift_id == Shift.id)
        .outerjoin(CheckPoint, CheckPoint.shift_id == Shift.id)
        .where(Shift.id == shift_id)
        .options(joinedload(Shift.site), joinedload(Shift.duty_kind))
    ).first()
    if found is None:
        return None
    shift, close, codes = found
    if shift.team_id is not None:
        return ShiftDay(shift, frozenset({shift.team_id}), close, codes is not None)
    teams = db.session.scalars(
        select(PeriodTeam.team_id).where(PeriodTeam.period_id == shift.period_id)
    )
    return ShiftDay(shift, frozenset(teams), close, codes is not None)


def day(person: Any, shift_id: int) -> ShiftDay:
    """Find a shift within the person's reach with its people; else `Missing`."""
    found = bare_day(person, shift_id)
    seats = db.session.scalars(
        select(Seat)
        .where(Seat.shift_id == shift_id, Seat.held)
        .options(joinedload(Seat.person))
        .join(Person, Person.id == Seat.person_id)
        .order_by(Seat.leads.desc(), Person.name, Person.id)
    ).all()
    came = {
        one.seat_id: one
        for one in db.session.scalars(select(Attendance).where(Attendance.shift_id == shift_id))
    }
    found.lines = [
        Line(found, seat, seat.person, came.get(seat.id))
        for seat in seats
        if seat.state == "accepted"
    ]
    found.unanswered = [seat.person for seat in seats if seat.state == "offered"]
    return found


def bare_day(person: Any, shift_id: int) -> ShiftDay:
    """Find a shift within the person's reach without its people; else `Missing`."""
    found = shift_with_teams(shift_id)
    if found is None or not person.standing.touches(found.organisation_id):
        raise Missing
    return found


def line(person: Any, seat_id: int) -> Line:
    """Find one accepted seat on its day, within the person's reach; else `Missing`."""
    seat = db.session.scalar(
        select(Seat).where(Seat.id == seat_id).options(joinedload(Seat.person))
    )
    if seat is None or seat.state != "accepted":
        raise Missing
    found = bare_day(person, seat.shift_id)
    return Line(found, seat, seat.person, attendance_of(seat_id))


def attendance_of(seat_id: int) -> Attendance | None:
    """Give what was noted for a seat."""
    return db.session.scalar(select(Attendance).where(Attendance.seat_id == seat_id))


def is_closed(shift_id: int) -> bool:
    """Say whether a lead has closed the shift."""
    return db.session.get(ShiftClose, shift_id) is not None


def phones_shown(day: ShiftDay, now: datetime) -> bool:
    """Say whether the shift is near enough for phone numbers to be of use."""
    return day.shift.starts - PHONE_SHOWN <= now <= day.shift.ends + PHONE_SHOWN
