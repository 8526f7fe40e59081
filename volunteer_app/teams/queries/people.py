"""What is known of an organisation's people: the list, its search, and one person's dossier."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import joinedload

from volunteer_app.db import db
from volunteer_app.kit.errors import Missing
from volunteer_app.kit.paging import Slice, slice_of
from volunteer_app.people.models import Appointment, Person
from volunteer_app.teams.models import Membership, Organisation, Team
from volunteer_app.teams.queries import organisation


@dataclass(frozen=True)
class Dossier:
    """A person as one organisation knows them."""

    organisation: Organisation
    person: Person
    memberships: list[Membership]

    @property
    def team_ids(self) -> frozenset[int]:
        """The teams of the organisation the person stands in."""
        return frozenset(m.team_id for m in self.memberships if m.state != "left")


def belonging(organisation_id: int) -> Any:
    """Give the condition that a person belongs to an organisation: by a team, or by a role."""
    return or_(
        Person.id.in_(
            select(Membership.person_id)
            .join(Team, Team.id == Membership.team_id)
            .where(Team.organisation_id == organisation_id)
        ),
        Person.id.in_(
            select(Appointment.person_id).where(Appointment.organisation_id == organisation_id)
        ),
    )


def seen_by(viewer: Any, organisation_id: int) -> Select[Any]:
    """Ask for the people of an organisation the viewer works with: all, or those of teams led."""
    query = select(Person).where(belonging(organisation_id), Person.active)
    standing = viewer.standing
    if standing.coordinates(organisation_id) or standing.auditor:
        return query
    return query.where(
        Person.id.in_(
            select(Membership.person_id).where(
                Membership.team_id.in_(standing.lead_of), Membership.state != "left"
            )
        )
    )


def people_of(
    viewer: Any, organisation_id: int, *, wanted: str = "", without: str = "", page: int = 1
) -> Slice:
    """
    Give one page of an organisation's people by name.

    Parameters
    ----------
    wanted
        Part of a name, or the beginning of a volunteer number.
    without
        ``account`` for those who were never given a password.
    """
    query = seen_by(viewer, organisation_id)
    if wanted:
        part = wanted.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        query = query.where(
            or_(
                Person.name.ilike(f"%{part}%", escape="\\"),
                Person.number.ilike(f"{part}%", escape="\\"),
            )
        )
    if without == "account":
        query = query.where(Person.password.is_(None))
    return slice_of(query.order_by(Person.name, Person.id), page)


def teams_by_person(organisation_id: int, person_ids: list[int]) -> dict[int, list[Membership]]:
    """Give the memberships of some people in an organisation's teams, by person."""
    found = db.session.scalars(
        select(Membership)
        .join(Membership.team)
        .where(
            Team.organisation_id == organisation_id,
            Membership.person_id.in_(person_ids),
            Membership.state != "left",
        )
        .options(joinedload(Membership.team))
        .order_by(Team.name)
    )
    sorted_out: dict[int, list[Membership]] = {}
    for membership in found:
        sorted_out.setdefault(membership.person_id, []).append(membership)
    return sorted_out


def dossier(viewer: Any, organisation_id: int, person_id: int) -> Dossier:
    """
    Find a person of an organisation within the viewer's reach.

    Raises
    ------
    Missing
        When the organisation is nothing to the viewer, or the person nothing to it.
    """
    found = organisation(viewer, organisation_id)
    person = db.session.scalar(
        select(Person).where(Person.id == person_id, belonging(organisation_id))
    )
    if person is None:
        raise Missing
    memberships = list(
        db.session.scalars(
            select(Membership)
            .join(Membership.team)
            .where(Team.organisation_id == organisation_id, Membership.person_id == person_id)
            .options(joinedload(Membership.team))
            .order_by(Membership.state, Team.name)
        )
    )
    return Dossier(found, person, memberships)


def person_numbered(organisation_id: int | None, number: str) -> Person | None:
    """Find a person by volunteer number, within an organisation or the whole district."""
    query = select(Person).where(Person.number.in_((number, number.upper())), Person.active)
    if organisation_id is not None:
        query = query.where(belonging(organisation_id))
    found: Person | None = db.session.scalar(query)
    return found
