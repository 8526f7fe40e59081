"""What is done with sites: opened, changed, closed."""

from __future__ import annotations

from typing import Any

from volunteer_app.db import db
from volunteer_app.kit import audit
from volunteer_app.people.models import Person
from volunteer_app.teams.actions.organisations import change, check_zone
from volunteer_app.teams.models import Organisation, Site


def open_site(organisation: Organisation, *, by: Person, zone: str, **facts: Any) -> Site:
    """Open a site in its own time zone."""
    check_zone(zone)
    site = Site(organisation_id=organisation.id, zone=zone, **facts)
    db.session.add(site)
    db.session.flush()
    audit.record(by, "added", site, name=facts["name"])
    return site


def change_site(site: Site, *, by: Person, zone: str, **facts: Any) -> None:
    """Change a site; closing keeps its past."""
    check_zone(zone)
    change(site, by, {"zone": zone, **facts})
