"""The first organisation of a new house and its first administrator."""

from __future__ import annotations

import secrets
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from volunteer_app.db import db
from volunteer_app.kit import audit
from volunteer_app.kit.errors import Refused
from volunteer_app.people import links
from volunteer_app.people.models import Appointment, Person
from volunteer_app.people.standing import DISTRICT_ADMIN, ORGANISATION_ADMIN
from volunteer_app.recognition.actions.levels import seed_levels
from volunteer_app.teams.actions.organisations import check_zone
from volunteer_app.teams.actions.seeds import seed_duty_kinds
from volunteer_app.teams.models import Organisation
from volunteer_app.training.actions.seeds import seed_qualifications


class NotEmpty(Refused):
    """Somebody is here already; whoever administers appoints others."""


def found_house(*, organisation: str, name: str, account: str, zone: str, now: datetime) -> str:
    """
    Make the first organisation and an administrator of it and of the district.

    Returns
    -------
    str
        The token of the link by which the administrator sets a password.

    Raises
    ------
    NotEmpty
        When there are people already.
    """
    if db.session.scalar(select(Person.id).limit(1)) is not None:
        raise NotEmpty(_("There are people here already; an administrator can invite others."))
    check_zone(zone)
    first = Organisation(name=organisation, kind="office", zone=zone, created_at=now)
    admin = Person(
        number="A000001",
        name=name,
        email=account,
        fs_uniquifier=secrets.token_hex(16),
        created_at=now,
    )
    db.session.add_all([first, admin])
    db.session.flush()
    for role, scope in ((DISTRICT_ADMIN, None), (ORGANISATION_ADMIN, first.id)):
        db.session.add(Appointment(person_id=admin.id, role=role, organisation_id=scope, since=now))
    seed_duty_kinds(first, qualifications=seed_qualifications())
    seed_levels(first)
    audit.record(None, "founded", first, organisation_id=first.id, account=account)
    return links.make(admin, links.WELCOME)
