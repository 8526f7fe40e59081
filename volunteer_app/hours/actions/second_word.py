"""What waits for a second word: minutes one person's word is not enough for."""

from __future__ import annotations

from datetime import datetime

from volunteer_app.db import db
from volunteer_app.hours.facts import Facts
from volunteer_app.hours.models import Waiting
from volunteer_app.kit import audit
from volunteer_app.people.models import Person


def waiting_for(facts: Facts, kind: str, level: int, by: Person, now: datetime) -> Waiting:
    """Make the row that waits; ``level`` 2 is the organisation's admin, 3 the district's."""
    return Waiting(
        organisation_id=facts.organisation_id,
        kind=kind,
        person_id=facts.person_id,
        attendance_id=facts.attendance_id,
        corrects_id=facts.corrects_id,
        minutes=facts.minutes,
        level=level,
        reason=facts.reason,
        entry=facts.plain(),
        proposed_by=by.id,
        proposed_at=now,
    )


def put_off(facts: Facts, kind: str, level: int, by: Person, now: datetime) -> Waiting:
    """Store what waits for a second word."""
    waiting = waiting_for(facts, kind, level, by, now)
    db.session.add(waiting)
    db.session.flush()
    audit.record(by, "put_off", waiting, kind=kind, level=level, minutes=facts.minutes)
    return waiting
