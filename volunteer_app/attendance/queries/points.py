"""The secret behind a shift's codes."""

from __future__ import annotations

from volunteer_app.attendance.models import CheckPoint
from volunteer_app.attendance.queries.days import ShiftDay
from volunteer_app.db import db
from volunteer_app.kit.errors import Missing


def point_of(day: ShiftDay) -> CheckPoint:
    """Give the shift's codes; `Missing` before a lead has made them."""
    point = db.session.get(CheckPoint, day.shift.id)
    if point is None:
        raise Missing
    return point
