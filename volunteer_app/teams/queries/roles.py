"""What is known of roles: who holds which in an organisation or the district, now."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import joinedload

from volunteer_app.db import db
from volunteer_app.kit.errors import Missing
from volunteer_app.people.models import Appointment
from volunteer_app.people.standing import DISTRICT_ROLES
from volunteer_app.teams.models import Team


def standing_now(now: datetime) -> Select[Any]:
    """Ask for the appointments that stand."""
    return select(Appointment).where(or_(Appointment.until.is_(None), Appointment.until > now))


def roles_of(organisation_id: int, now: datetime) -> list[Appointment]:
    """List the roles of an organisation, with who holds them."""
    return list(
        db.session.scalars(
            standing_now(now)
            .where(Appointment.organisation_id == organisation_id)
            .options(joinedload(Appointment.person))
            .order_by(Appointment.role, Appointment.since, Appointment.id)
        )
    )


def district_roles(now: datetime) -> list[Appointment]:
    """List the roles that reach over the whole district, with who holds them."""
    return list(
        db.session.scalars(
            standing_now(now)
            .where(Appointment.role.in_(DISTRICT_ROLES))
            .options(joinedload(Appointment.person))
            .order_by(Appointment.role, Appointment.since, Appointment.id)
        )
    )


def appointment(viewer: Any, appointment_id: int) -> Appointment:
    """Find an appointment within the viewer's reach, with its person; else `Missing`."""
    found = db.session.scalar(
        select(Appointment)
        .where(Appointment.id == appointment_id)
        .options(joinedload(Appointment.person))
    )
    standing = viewer.standing
    if found is None:
        raise Missing
    if found.organisation_id is None:
        if not standing.district_admin:
            raise Missing
    elif not standing.touches(found.organisation_id):
        raise Missing
    return found


def team_names(organisation_id: int) -> dict[int, str]:
    """Give the names of an organisation's teams by id."""
    found = db.session.execute(
        select(Team.id, Team.name).where(Team.organisation_id == organisation_id)
    )
    return {row.id: row.name for row in found}


def holds_role(person_id: int, now: datetime) -> bool:
    """Say whether somebody holds any role, wherever."""
    held = standing_now(now).where(Appointment.person_id == person_id).limit(1)
    return db.session.scalar(held) is not None
