"""The shifts around today within a person's reach, and how their people stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, false, or_, select, true
from sqlalchemy.orm import joinedload

from volunteer_app.attendance.models import Attendance, ShiftClose
from volunteer_app.attendance.queries.days import GRACE
from volunteer_app.db import db
from volunteer_app.duties.models import Shift
from volunteer_app.kit import words
from volunteer_app.rosters.models import PeriodTeam, Seat

#: how far ahead shifts are shown, and how far back those nobody has closed
AHEAD = timedelta(hours=36)
BACK = timedelta(days=21)
GROUPS = ("today", "earlier", "next")


@dataclass
class Near:
    """One shift near today with its people counted by state."""

    shift: Shift
    closed: bool
    counts: Counter[str] = field(default_factory=Counter)

    @property
    def day(self) -> date:
        """The day it begins, on its site's wall calendar."""
        return words.local(self.shift.starts, self.shift.site.zone).date()

    @property
    def people(self) -> int:
        """How many seats were accepted."""
        return sum(self.counts.values())

    @property
    def to_confirm(self) -> int:
        """How many came whose minutes nobody has confirmed."""
        return self.counts["left"] if self.closed else 0

    def done(self) -> bool:
        """Say whether nothing is left to do."""
        return self.closed and not self.counts["left"]


def within_reach(person: Any) -> ColumnElement[bool]:
    """Give the condition under which a shift's day is open to a person."""
    standing = person.standing
    if standing.district_admin or standing.auditor:
        return true()
    ways: list[ColumnElement[bool]] = []
    organisations = standing.schedules | standing.administers
    if organisations:
        ways.append(Shift.organisation_id.in_(organisations))
    if standing.lead_of:
        led = exists().where(
            PeriodTeam.period_id == Shift.period_id, PeriodTeam.team_id.in_(standing.lead_of)
        )
        ways.append(Shift.team_id.in_(standing.lead_of))
        ways.append(and_(Shift.team_id.is_(None), led))
    return or_(*ways) if ways else false()


def near_shifts(person: Any, now: datetime) -> list[Near]:
    """List the shifts of yesterday, today and tomorrow, and older ones still to be closed."""
    rows = db.session.execute(
        select(Shift, ShiftClose.shift_id)
        .outerjoin(ShiftClose, ShiftClose.shift_id == Shift.id)
        .where(
            within_reach(person),
            Shift.cancelled_at.is_(None),
            Shift.starts < now + AHEAD,
            Shift.starts > now - BACK,
            exists().where(Seat.shift_id == Shift.id, Seat.state == "accepted"),
        )
        .options(joinedload(Shift.site), joinedload(Shift.duty_kind))
        .order_by(Shift.starts, Shift.id)
    ).all()
    found = {shift.id: Near(shift, closed is not None) for shift, closed in rows}
    count_people(found, now)
    recent = now - timedelta(hours=18)
    return [one for one in found.values() if one.shift.ends > recent or not one.done()]


def count_people(found: dict[int, Near], now: datetime) -> None:
    """Count the accepted seats of shifts by the state of their people; one read for all."""
    rows = db.session.execute(
        select(Seat.shift_id, Seat.starts, Seat.ends, Attendance.state)
        .outerjoin(Attendance, Attendance.seat_id == Seat.id)
        .where(Seat.shift_id.in_(found), Seat.state == "accepted")
    )
    for shift_id, starts, ends, state in rows:
        absent = "due" if now < starts + GRACE else "late" if now < ends else "missing"
        found[shift_id].counts[state or absent] += 1


def by_day(shifts: Sequence[Near], now: datetime) -> list[tuple[str, list[Near]]]:
    """Group shifts: today's, earlier ones with something left to do, and the next ones."""

    def group(one: Near) -> str:
        today = words.local(now, one.shift.site.zone).date()
        if one.day == today or one.shift.starts <= now < one.shift.ends:
            return "today"
        return "earlier" if one.day < today else "next"

    grouped = [(name, [one for one in shifts if group(one) == name]) for name in GROUPS]
    return [(name, some) for name, some in grouped if some or name == "today"]
