"""Who answers for a period: the leads of its teams, and who may publish it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, or_, select

from volunteer_app.db import db
from volunteer_app.kit import clock
from volunteer_app.people.models import Appointment, Person
from volunteer_app.people.standing import LEAD, ORGANISATION_ADMIN, SCHEDULER
from volunteer_app.rosters.models import Period
from volunteer_app.teams.models import Team


def leads_of(period: Period) -> list[Person]:
    """List the leads of a period's teams, or who may publish it where the teams have none."""
    parents = select(Team.parent_id).where(
        Team.id.in_(period.team_ids), Team.parent_id.is_not(None)
    )
    teams = or_(Appointment.team_id.in_(period.team_ids), Appointment.team_id.in_(parents))
    return appointed((LEAD,), teams) or publishers_of(period)


def publishers_of(period: Period) -> list[Person]:
    """List the schedulers and admins of a period's organisation."""
    return appointed(
        (SCHEDULER, ORGANISATION_ADMIN), Appointment.organisation_id == period.organisation_id
    )


def appointed(roles: Sequence[str], scope: ColumnElement[bool]) -> list[Person]:
    """List the people who hold a role now, each once, by name."""
    now = clock.now()
    return list(
        db.session.scalars(
            select(Person)
            .where(
                Person.id.in_(
                    select(Appointment.person_id).where(
                        Appointment.role.in_(roles),
                        scope,
                        Appointment.since <= now,
                        or_(Appointment.until.is_(None), Appointment.until > now),
                    )
                ),
                Person.active,
            )
            .order_by(Person.name, Person.id)
        )
    )


def people_by_id(ids: Iterable[int]) -> dict[int, Person]:
    """Give some people by their ids."""
    return {one.id: one for one in db.session.scalars(select(Person).where(Person.id.in_(ids)))}
