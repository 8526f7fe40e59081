"""The organisations a person belongs to by a team."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from volunteer_app.db import db
from volunteer_app.teams.models import Organisation


def member_organisations(person: Any) -> list[Organisation]:
    """List the organisations of a person's teams, by number."""
    return list(
        db.session.scalars(
            select(Organisation)
            .where(Organisation.id.in_(person.standing.member_in))
            .order_by(Organisation.id)
        )
    )
