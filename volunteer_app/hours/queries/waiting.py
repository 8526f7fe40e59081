"""What waits for a second word in an organisation, and what was decided lately."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from volunteer_app.db import db
from volunteer_app.hours.models import Waiting
from volunteer_app.kit.errors import Missing
from volunteer_app.people.models import Person


def waiting(person: Any, waiting_id: int) -> Waiting:
    """Find something that waits within the person's reach; else `Missing`."""
    found = db.session.scalar(
        select(Waiting).where(Waiting.id == waiting_id).options(joinedload(Waiting.person))
    )
    if found is None or not person.standing.touches(found.organisation_id):
        raise Missing
    return found


@dataclass(frozen=True)
class WaitingPage:
    """What waits, what was decided lately, and the names of proposers and deciders."""

    open: list[Waiting]
    decided: list[Waiting]
    names: dict[int, str]


def waiting_page(organisation_id: int, team_ids: frozenset[int] | None) -> WaitingPage:
    """Read what an organisation's page of waiting minutes shows."""
    still = waiting_in(organisation_id, team_ids)
    decided = decided_in(organisation_id, team_ids)
    ids = {one.proposed_by for one in still} | {one.decided_by for one in decided if one.decided_by}
    return WaitingPage(still, decided, names_of(ids))


def waiting_in(organisation_id: int, team_ids: frozenset[int] | None) -> list[Waiting]:
    """List what waits, the oldest first; of some teams only where given."""
    rows = db.session.scalars(
        select(Waiting)
        .where(Waiting.organisation_id == organisation_id, Waiting.state == "waiting")
        .options(joinedload(Waiting.person))
        .order_by(Waiting.id)
        .limit(300)
    )
    return [one for one in rows if team_ids is None or one.entry["team_id"] in team_ids]


def decided_in(organisation_id: int, team_ids: frozenset[int] | None) -> list[Waiting]:
    """List the last decisions."""
    rows = db.session.scalars(
        select(Waiting)
        .where(Waiting.organisation_id == organisation_id, Waiting.state != "waiting")
        .options(joinedload(Waiting.person))
        .order_by(Waiting.decided_at.desc(), Waiting.id.desc())
        .limit(20)
    )
    return [one for one in rows if team_ids is None or one.entry["team_id"] in team_ids]


def count_waiting(organisation_ids: list[int]) -> int:
    """Count what waits in some organisations."""
    return int(
        db.session.execute(
            select(func.count())
            .select_from(Waiting)
            .where(Waiting.organisation_id.in_(organisation_ids), Waiting.state == "waiting")
        ).scalar_one()
    )


def served_on(one: Waiting) -> date:
    """Give the day the minutes were served on."""
    return date.fromisoformat(one.entry["served_on"])


def names_of(ids: set[int]) -> dict[int, str]:
    """Give some people's names by id."""
    return dict(
        db.session.execute(select(Person.id, Person.name).where(Person.id.in_(ids))).tuples().all()
    )
