"""What is done with organisations and teams: founded, changed, given a new joining link."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any
from zoneinfo import available_timezones

from flask_babel import gettext as _

from volunteer_app.db import db
from volunteer_app.kit import audit
from volunteer_app.kit.errors import Refused
from volunteer_app.people.models import Person
from volunteer_app.teams.models import Organisation, Team

KINDS = ("office", "union", "company", "association", "school", "other")


class NoSuchZone(Refused):
    """The time zone is not one of the world's list."""


class NotUnderItself(Refused):
    """Something cannot stand below itself."""


def check_zone(zone: str) -> None:
    """Refuse a time zone the world's list does not name."""
    if zone not in available_timezones():
        raise NoSuchZone(_("Use a name such as Asia/Shanghai."), field="zone")


def fresh_join_code() -> str:
    """Make the secret of a joining link: 128 bits."""
    return secrets.token_urlsafe(16)


def change(thing: Any, by: Person, wished: dict[str, Any]) -> None:
    """Write the changed facts of a row, with before and after on the trail."""
    changes: dict[str, Any] = {
        name: [getattr(thing, name), value]
        for name, value in wished.items()
        if getattr(thing, name) != value
    }
    for name, (_before, value) in changes.items():
        setattr(thing, name, value)
    if changes:
        db.session.flush()
        organisation_id = getattr(thing, "organisation_id", None) or thing.id
        audit.record(by, "changed", thing, organisation_id=organisation_id, **changes)


def found(
    *, by: Person, now: datetime, zone: str, parent_id: int | None, **facts: Any
) -> Organisation:
    """Found an organisation."""
    check_zone(zone)
    organisation = Organisation(zone=zone, parent_id=parent_id or None, created_at=now, **facts)
    db.session.add(organisation)
    db.session.flush()
    audit.record(by, "added", organisation, organisation_id=organisation.id, name=facts["name"])
    return organisation


def change_organisation(
    organisation: Organisation, *, by: Person, zone: str, parent_id: int | None, **facts: Any
) -> None:
    """
    Change an organisation.

    Raises
    ------
    NoSuchZone, NotUnderItself
    """
    check_zone(zone)
    above = parent_id or None
    seen = {organisation.id}
    while above is not None:
        if above in seen:
            raise NotUnderItself(_("An organisation cannot stand below itself."), field="parent_id")
        seen.add(above)
        above = db.session.get_one(Organisation, above).parent_id
    change(organisation, by, {"zone": zone, "parent_id": parent_id or None, **facts})


def open_team(organisation: Organisation, *, by: Person, now: datetime, **facts: Any) -> Team:
    """Open a team; a squad names the team it belongs to."""
    facts["parent_id"] = facts.get("parent_id") or None
    facts.pop("active", None)
    team = Team(
        organisation_id=organisation.id, join_code=fresh_join_code(), created_at=now, **facts
    )
    db.session.add(team)
    db.session.flush()
    audit.record(by, "added", team, name=facts["name"])
    return team


def change_team(team: Team, *, by: Person, **facts: Any) -> None:
    """
    Change a team.

    Raises
    ------
    NotUnderItself
    """
    facts["parent_id"] = facts.get("parent_id") or None
    above = facts["parent_id"]
    seen = {team.id}
    while above is not None:
        if above in seen:
            raise NotUnderItself(_("A team cannot stand below itself."), field="parent_id")
        seen.add(above)
        above = db.session.get_one(Team, above).parent_id
    change(team, by, facts)


def rotate_link(team: Team, *, by: Person) -> None:
    """Make a new joining link; printed codes and old links open nothing any more."""
    team.join_code = fresh_join_code()
    audit.record(by, "rotated_link", team)
