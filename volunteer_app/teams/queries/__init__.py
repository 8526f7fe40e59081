"""What is known of teams: standing of a person, organisations, teams, members, sites, duty kinds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from volunteer_app.db import db
from volunteer_app.kit import clock
from volunteer_app.kit.errors import Missing
from volunteer_app.people.models import Appointment, Person
from volunteer_app.people.standing import (
    DISTRICT_ROLES,
    LEAD,
    ORGANISATION_ADMIN,
    SCHEDULER,
    Standing,
)
from volunteer_app.teams.models import DutyKind, Membership, Organisation, Site, Team


def standing_of(person_id: int) -> Standing:
    """Sum up a person's roles and memberships as they are now; three small reads."""
    now = clock.now()
    appointments = db.session.scalars(
        select(Appointment).where(
            Appointment.person_id == person_id,
            Appointment.since <= now,
            or_(Appointment.until.is_(None), Appointment.until > now),
        )
    ).all()
    member = db.session.execute(
        select(Team.id, Team.organisation_id)
        .join(Membership, Membership.team_id == Team.id)
        .where(Membership.person_id == person_id, Membership.state.in_(("active", "paused")))
    ).all()
    led = {a.team_id for a in appointments if a.role == LEAD and a.team_id is not None}
    lead_teams = with_squads(led)

    def organisations(role: str) -> frozenset[int]:
        return frozenset(
            a.organisation_id
            for a in appointments
            if a.role == role and a.organisation_id is not None
        )

    return Standing(
        lead_of=frozenset(row.id for row in lead_teams),
        lead_in=frozenset(row.organisation_id for row in lead_teams),
        schedules=organisations(SCHEDULER),
        administers=organisations(ORGANISATION_ADMIN),
        district=frozenset(a.role for a in appointments if a.role in DISTRICT_ROLES),
        member_of=frozenset(row.id for row in member),
        member_in=frozenset(row.organisation_id for row in member),
    )


def with_squads(team_ids: Iterable[int]) -> Sequence[Any]:
    """Read teams together with their squads, as (id, organisation id)."""
    ids = list(team_ids)
    if not ids:
        return []
    led = or_(Team.id.in_(ids), Team.parent_id.in_(ids))
    return db.session.execute(select(Team.id, Team.organisation_id).where(led)).all()


def organisation(person: Any, organisation_id: int) -> Organisation:
    """
    Find an organisation within the person's reach.

    Raises
    ------
    Missing
        When there is none, or it is nothing to the person.
    """
    found = db.session.get(Organisation, organisation_id)
    if found is None or not person.standing.touches(found.id):
        raise Missing
    return found


def organisations_within_reach(person: Any) -> list[Organisation]:
    """List the organisations whose rosters or records the person works on, by name."""
    standing = person.standing
    query = select(Organisation).order_by(Organisation.name)
    if not standing.district:
        ids = standing.lead_in | standing.schedules | standing.administers
        query = query.where(Organisation.id.in_(ids))
    return list(db.session.scalars(query))


def organisations_at_work(person: Any) -> list[Organisation]:
    """
    List the organisations within reach that have teams, by name; all of them while none has.

    Firms that people only work at are organisations too, but keep no rosters and no hours.
    """
    within = organisations_within_reach(person)
    having = set(db.session.scalars(select(Team.organisation_id).distinct()))
    return [one for one in within if one.id in having] or within


def team(person: Any, team_id: int) -> Team:
    """Find a team within the person's reach, with its organisation; else `Missing`."""
    found = db.session.scalar(
        select(Team).where(Team.id == team_id).options(joinedload(Team.organisation))
    )
    if found is None or not person.standing.touches(found.organisation_id):
        raise Missing
    return found


def teams_of(organisation_id: int) -> list[Team]:
    """List an organisation's active teams by name."""
    return list(
        db.session.scalars(
            select(Team)
            .where(Team.organisation_id == organisation_id, Team.active)
            .order_by(Team.name)
        )
    )


def sites_of(organisation_id: int) -> list[Site]:
    """List an organisation's active sites by name."""
    return list(
        db.session.scalars(
            select(Site)
            .where(Site.organisation_id == organisation_id, Site.active)
            .order_by(Site.name)
        )
    )


def duty_kinds_of(organisation_id: int) -> list[DutyKind]:
    """List an organisation's active kinds of duty by name."""
    return list(
        db.session.scalars(
            select(DutyKind)
            .where(DutyKind.organisation_id == organisation_id, DutyKind.active)
            .order_by(DutyKind.name)
        )
    )


def members_of(team_ids: Iterable[int]) -> list[Person]:
    """List everybody active in at least one of the teams, by name."""
    return list(
        db.session.scalars(
            select(Person)
            .where(
                Person.id.in_(
                    select(Membership.person_id).where(
                        Membership.team_id.in_(list(team_ids)), Membership.state == "active"
                    )
                ),
                Person.active,
            )
            .order_by(Person.name, Person.id)
        )
    )
