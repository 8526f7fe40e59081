"""What runs out soon, or has lately: accident insurance and qualifications of active members."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select

from volunteer_app.db import db
from volunteer_app.people.models import Person
from volunteer_app.reports.queries.load import members
from volunteer_app.teams.models import Organisation
from volunteer_app.training.models import Holding, Insurance, Qualification

AHEAD, BACK = timedelta(days=30), timedelta(days=60)


@dataclass(frozen=True)
class Expiring:
    """One thing of one person with its last valid day; ``what`` is nothing for insurance."""

    name: str
    number: str
    what: Any
    until: date


def expiring(organisation: Organisation, today: date) -> list[Expiring]:
    """List what ends within 30 days or ended within 60, the earliest first; two reads."""
    last = func.max(Insurance.until).label("until")
    insured = db.session.execute(
        select(Person.name, Person.number, last)
        .join(Insurance, Insurance.person_id == Person.id)
        .where(Person.active, Person.id.in_(members(organisation)))
        .group_by(Person.id, Person.name, Person.number)
        .having(last <= today + AHEAD, last >= today - BACK)
    )
    found = [Expiring(row.name, row.number, None, row.until) for row in insured]
    held = db.session.execute(
        select(Person.name, Person.number, Qualification, Holding.until)
        .join(Holding, Holding.person_id == Person.id)
        .join(Qualification, Qualification.id == Holding.qualification_id)
        .where(
            Person.active,
            Person.id.in_(members(organisation)),
            Holding.until <= today + AHEAD,
            Holding.until >= today - BACK,
        )
    )
    found += [Expiring(row.name, row.number, row.Qualification, row.until) for row in held]
    return sorted(found, key=lambda one: (one.until, one.number))
