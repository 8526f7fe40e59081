"""What is done with roles: given and ended, by somebody else, with an admin always left."""

from __future__ import annotations

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from volunteer_app.db import db, locked
from volunteer_app.kit import audit, outbox
from volunteer_app.kit.errors import Changed, Refused
from volunteer_app.people.actions.accounts import end_sessions
from volunteer_app.people.models import Appointment, Person
from volunteer_app.people.standing import DISTRICT_ADMIN, DISTRICT_ROLES, LEAD, ORGANISATION_ADMIN
from volunteer_app.teams.models import Organisation, Team
from volunteer_app.teams.queries.people import person_numbered

#: roles of which one must always be held
NEVER_EMPTY = (ORGANISATION_ADMIN, DISTRICT_ADMIN)


class OwnRole(Refused):
    """Nobody changes their own roles."""


class LastAdmin(Refused):
    """Without this one nobody could appoint any more."""


class CannotAppoint(Refused):
    """The person or the scope does not fit the role."""


def appoint(
    organisation: Organisation | None,
    *,
    number: str,
    role: str,
    team_id: int | None = None,
    by: Person,
    now: datetime,
) -> Appointment:
    """
    Give somebody a role in an organisation, in one of its teams, or in the district.

    Raises
    ------
    CannotAppoint, OwnRole
    """
    within = organisation.id if organisation and not by.standing.district_admin else None
    person = person_numbered(within, number)
    if person is None:
        raise CannotAppoint(
            _("Nobody in this organisation has the number %(number)s.", number=number),
            field="number",
        )
    if person.id == by.id:
        raise OwnRole(_("Somebody else must give you a role."), field="number")
    team = the_team(organisation, role, team_id)
    known = db.session.scalar(
        locked(
            select(Appointment).where(
                Appointment.person_id == person.id,
                Appointment.role == role,
                Appointment.organisation_id == (organisation.id if organisation else None),
                Appointment.team_id == (team.id if team else None),
                Appointment.until.is_(None),
            )
        )
    )
    if known is not None:
        raise CannotAppoint(
            _("%(name)s holds this role already.", name=person.name), field="number"
        )
    return give(person, role, organisation, team, by=by, now=now)


def the_team(organisation: Organisation | None, role: str, team_id: int | None) -> Team | None:
    """
    Give the team a role is for.

    Raises
    ------
    CannotAppoint
        When scope and role do not fit.
    """
    if (organisation is None) != (role in DISTRICT_ROLES):
        raise CannotAppoint(_("This role has another scope."), field="role")
    if role != LEAD:
        return None
    team = db.session.get(Team, team_id) if team_id else None
    if team is None or organisation is None or team.organisation_id != organisation.id:
        raise CannotAppoint(_("Choose the team to lead."), field="team_id")
    return team


def give(
    person: Person,
    role: str,
    organisation: Organisation | None,
    team: Team | None,
    *,
    by: Person,
    now: datetime,
) -> Appointment:
    """Write the appointment; the person's sessions end, so that rights change at once."""
    appointment = Appointment(
        person_id=person.id,
        role=role,
        organisation_id=organisation.id if organisation else None,
        team_id=team.id if team else None,
        since=now,
    )
    db.session.add(appointment)
    db.session.flush()
    end_sessions(person)
    audit.record(by, "appointed", appointment, role=role, team=team.id if team else None)
    outbox.write("role_given", person, role=role, organisation=organisation, team=team)
    return appointment


def end(appointment: Appointment, *, by: Person, now: datetime) -> None:
    """
    End a role from now on.

    Raises
    ------
    OwnRole
        When it is one's own.
    LastAdmin
        When nobody could appoint in its scope any more.
    Changed
        When somebody else has ended it.
    """
    if appointment.person_id == by.id:
        raise OwnRole(_("Somebody else must end your role."))
    holders = all_holders(appointment)
    held = next((found for found in holders if found.id == appointment.id), None)
    if held is None:
        raise Changed(_("This role was ended already."))
    if held.role in NEVER_EMPTY and len({found.person_id for found in holders}) == 1:
        raise LastAdmin(_("At least one must be left who may appoint. Appoint another one first."))
    held.until = now
    db.session.flush()
    person = db.session.get_one(Person, held.person_id)
    end_sessions(person)
    audit.record(by, "ended", held, role=held.role, team=held.team_id)


def all_holders(appointment: Appointment) -> list[Appointment]:
    """Give everybody's standing appointment to a role in its scope, locked in one order."""
    same_scope = (
        Appointment.organisation_id.is_(None)
        if appointment.organisation_id is None
        else Appointment.organisation_id == appointment.organisation_id
    )
    return list(
        db.session.scalars(
            locked(
                select(Appointment)
                .where(
                    Appointment.role == appointment.role,
                    same_scope,
                    # not "until > now": a rival's end may carry a later moment than ours
                    Appointment.until.is_(None),
                )
                .order_by(Appointment.id)
            )
        )
    )
