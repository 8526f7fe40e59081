"""What is known of shifts: one with its period, and a period's in order of time."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from volunteer_app.db import db
from volunteer_app.duties.models import Shift
from volunteer_app.kit.errors import Missing
from volunteer_app.rosters.models import Period
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
