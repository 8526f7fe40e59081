"""The secret behind a shift's codes: made when a lead first shows them, renewed when a code got about."""

from __future__ import annotations

from datetime import datetime

from volunteer_app.attendance.actions.presence import hold_shift
from volunteer_app.attendance.codes import fresh_secret
from volunteer_app.attendance.models import CheckPoint
from volunteer_app.db import db
from volunteer_app.duties.models import Shift
from volunteer_app.kit import audit
from volunteer_app.people.models import Person


def set_up(shift: Shift, by: Person, now: datetime) -> CheckPoint:
    """Make the codes of a shift, unless there are some."""
    shift = hold_shift(shift.id)
    point = db.session.get(CheckPoint, shift.id)
    if point is None:
        point = CheckPoint(shift_id=shift.id, secret=fresh_secret(), created_at=now)
        db.session.add(point)
        db.session.flush()
        audit.record(by, "made_codes", shift)
    return point


def renew(shift: Shift, by: Person, now: datetime) -> CheckPoint:
    """Make new codes; every earlier one, printed posters included, is void."""
    shift = hold_shift(shift.id)
    point = set_up(shift, by, now)
    point.secret, point.created_at = fresh_secret(), now
    db.session.flush()
    audit.record(by, "renewed_codes", shift)
    return point
