"""Who of an organisation's people has not joined yet, and who of them has a letter with a link."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import select

from volunteer_app.db import db
from volunteer_app.kit.outbox import Letter
from volunteer_app.people import links
from volunteer_app.people.models import Person
from volunteer_app.teams.models import Membership, Team
from volunteer_app.teams.queries import teams_of
from volunteer_app.teams.queries.people import seen_by


def not_joined(viewer: Any, organisation_id: int, team_id: int | None = None) -> list[Person]:
    """List the people without an account whom the viewer works with, by name."""
    query = seen_by(viewer, organisation_id).where(Person.password.is_(None))
    if team_id is not None:
        within = select(Membership.person_id).where(
            Membership.team_id == team_id, Membership.state != "left"
        )
        query = query.where(Person.id.in_(within))
    return list(db.session.scalars(query.order_by(Person.name, Person.id)))


def lettered(person_ids: Collection[int], now: datetime) -> set[int]:
    """Give those of some people who have a letter whose link still opens something."""
    query = select(Letter.person_id).where(
        Letter.person_id.in_(person_ids),
        Letter.kind == "welcome",
        Letter.written_at > now - links.LIVES[links.WELCOME],
    )
    return {number for number in db.session.scalars(query) if number is not None}


def teams_to_invite(viewer: Any, organisation_id: int) -> list[Team]:
    """List the teams whose people the viewer may invite, by name."""
    standing = viewer.standing
    all_of_them = standing.coordinates(organisation_id)
    return [one for one in teams_of(organisation_id) if all_of_them or one.id in standing.lead_of]
