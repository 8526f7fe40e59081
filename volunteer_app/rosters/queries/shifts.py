"""What is known of shifts: one with its period, and a period's in order of time."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from volunteer_app.db import db
from volunteer_app.duties.models import Shift
from volunteer_app.kit.errors import Missing
from volunteer_app.rosters.models import Period, Placement
from volunteer_app.rosters.queries.periods import with_teams


def shift(person: Any, shift_id: int) -> Shift:
    """Find a shift within the person's reach, with site and kind of duty; else `Missing`."""
    found = db.session.scalar(
        select(Shift)
        .where(Shift.id == shift_id)
        .options(joinedload(Shift.site), joinedload(Shift.duty_kind))
    )
    if found is None or not person.standing.touches(found.organisation_id):
        raise Missing
    return found


def period_of(shift: Shift) -> Period:
    """Give the period a shift belongs to, with its teams."""
    return with_teams(shift.period_id)


def shifts_of(period: Period, *, cancelled: bool = False) -> list[Shift]:
    """List a period's shifts in order of time, with sites and kinds of duty."""
    query = (
        select(Shift)
        .where(Shift.period_id == period.id)
        .options(joinedload(Shift.site), joinedload(Shift.duty_kind))
        .order_by(Shift.starts, Shift.id)
    )
    if not cancelled:
        query = query.where(Shift.cancelled_at.is_(None))
    return list(db.session.scalars(query))


@dataclass(frozen=True)
class PlannedShift:
    """A shift with its period, for whoever plans it."""

    shift: Shift
    period: Period

    @property
    def day(self) -> date:
        """Its day on the wall calendar of its site."""
        return self.shift.starts.astimezone(ZoneInfo(self.shift.site.zone)).date()

    @property
    def minutes(self) -> tuple[int, int]:
        """Its first and last minute of that day on the wall; the end may pass 1440."""
        zone = ZoneInfo(self.shift.site.zone)
        first, last = self.shift.starts.astimezone(zone), self.shift.ends.astimezone(zone)
        days = (last.date() - first.date()).days
        return first.hour * 60 + first.minute, days * 1440 + last.hour * 60 + last.minute


def planned_shift(person: Any, shift_id: int) -> PlannedShift:
    """Find a shift with its period within the person's reach; else `Missing`."""
    found = shift(person, shift_id)
    return PlannedShift(found, period_of(found))


Days = list[tuple[date, list[tuple[Shift, int]]]]


@dataclass(frozen=True)
class Week:
    """One week of a period's shifts, and the Mondays of those before and after it."""

    monday: date
    days: Days
    earlier: date | None
    later: date | None


def week_of(days: Days, wished: date) -> Week | None:
    """Give the week of a day, or the nearest that has shifts; nothing where there are none."""
    mondays = sorted({day - timedelta(days=day.weekday()) for day, _listed in days})
    if not mondays:
        return None
    place = max(0, bisect_right(mondays, wished) - 1)
    monday = mondays[place]
    return Week(
        monday=monday,
        days=[one for one in days if monday <= one[0] < monday + timedelta(days=7)],
        earlier=mondays[place - 1] if place else None,
        later=mondays[place + 1] if place + 1 < len(mondays) else None,
    )


def by_day(period: Period) -> Days:
    """List a period's shifts day by day, cancelled ones included, each with its draft's crew."""
    crews: dict[int, int] = dict(
        db.session.execute(
            select(Placement.shift_id, func.count())
            .where(Placement.period_id == period.id)
            .group_by(Placement.shift_id)
        )
        .tuples()
        .all()
    )
    found: dict[date, list[tuple[Shift, int]]] = {}
    for one in shifts_of(period, cancelled=True):
        day = one.starts.astimezone(ZoneInfo(one.site.zone)).date()
        found.setdefault(day, []).append((one, crews.get(one.id, 0)))
    return sorted(found.items())
