"""What is known of memberships: who belongs to a team, who applied, what one belongs to oneself."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from volunteer_app.db import db
from volunteer_app.kit.errors import Missing
from volunteer_app.kit.paging import Slice, slice_of
from volunteer_app.people.models import Appointment, Person
from volunteer_app.teams.models import Membership, Team


def on_the_roll(team_id: int) -> Select[Any]:
    """Ask for the memberships of a team's active people, with the person, by name."""
    return (
        select(Membership)
        .join(Membership.person)
        .where(Membership.team_id == team_id, Person.active)
        .options(joinedload(Membership.person))
        .order_by(Person.name, Person.id)
    )


def applicants_of(team_id: int) -> list[Membership]:
    """List everybody who waits for an answer."""
    return list(db.session.scalars(on_the_roll(team_id).where(Membership.state == "applied")))


def members_of_team(team_id: int, page: int) -> Slice:
    """Give one page of a team's members, the paused among them."""
    return slice_of(on_the_roll(team_id).where(Membership.state.in_(("active", "paused"))), page)


def leads_of(team_id: int) -> list[Person]:
    """List the people who lead a team now."""
    return list(
        db.session.scalars(
            select(Person)
            .join(Appointment, Appointment.person_id == Person.id)
            .where(
                Appointment.team_id == team_id,
                Appointment.role == "lead",
                Appointment.until.is_(None),
                Person.active,
            )
            .order_by(Person.name)
        )
    )


def membership(viewer: Any, membership_id: int) -> Membership:
    """Find a membership within the viewer's reach, with its team and person; else `Missing`."""
    found = db.session.scalar(
        select(Membership)
        .where(Membership.id == membership_id)
        .options(
            joinedload(Membership.team).joinedload(Team.organisation),
            joinedload(Membership.person),
        )
    )
    if found is None or not viewer.standing.touches(found.team.organisation_id):
        raise Missing
    return found


def own_membership(viewer: Any, membership_id: int) -> Membership:
    """Find one of the viewer's own memberships; else `Missing`."""
    found = db.session.scalar(
        select(Membership)
        .where(Membership.id == membership_id, Membership.person_id == viewer.id)
        .options(joinedload(Membership.team))
    )
    if found is None:
        raise Missing
    return found


def own_memberships(person_id: int) -> list[Membership]:
    """List the teams a person belongs to or applied to, with their organisations."""
    return list(
        db.session.scalars(
            select(Membership)
            .join(Membership.team)
            .where(Membership.person_id == person_id, Membership.state != "left")
            .options(joinedload(Membership.team).joinedload(Team.organisation))
            .order_by(Team.name)
        )
    )


def team_to_join(_viewer: Any, code: str) -> Team:
    """Find the team whose joining link this is; else `Missing`."""
    found = db.session.scalar(
        select(Team)
        .where(Team.join_code == code, Team.joinable, Team.active)
        .options(joinedload(Team.organisation))
    )
    if found is None:
        raise Missing
    return found


def counts_of(organisation_id: int) -> dict[int, dict[str, int]]:
    """Count an organisation's memberships by team and state."""
    counted = db.session.execute(
        select(Membership.team_id, Membership.state, func.count())
        .join(Team, Team.id == Membership.team_id)
        .join(Person, Person.id == Membership.person_id)
        .where(Team.organisation_id == organisation_id, Person.active)
        .group_by(Membership.team_id, Membership.state)
    )
    by_team: dict[int, dict[str, int]] = {}
    for team_id, state, count in counted:
        by_team.setdefault(team_id, {})[state] = count
    return by_team
