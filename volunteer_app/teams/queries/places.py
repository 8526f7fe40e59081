"""What is known of sites and kinds of duty when they are edited: one of them, and all with the closed ones."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from volunteer_app.db import db
from volunteer_app.kit.errors import Missing
from volunteer_app.teams.models import DutyKind, Organisation, Site, Team


def all_sites(organisation_id: int) -> list[Site]:
    """List an organisation's sites, the closed ones last."""
    return list(
        db.session.scalars(
            select(Site)
            .where(Site.organisation_id == organisation_id)
            .order_by(Site.active.desc(), Site.name)
        )
    )


def all_duty_kinds(organisation_id: int) -> list[DutyKind]:
    """List an organisation's kinds of duty, the closed ones last."""
    return list(
        db.session.scalars(
            select(DutyKind)
            .where(DutyKind.organisation_id == organisation_id)
            .order_by(DutyKind.active.desc(), DutyKind.name)
        )
    )


def all_teams(organisation_id: int) -> list[Team]:
    """List an organisation's teams, the closed ones last."""
    return list(
        db.session.scalars(
            select(Team)
            .where(Team.organisation_id == organisation_id)
            .order_by(Team.active.desc(), Team.name)
        )
    )


def all_organisations() -> list[Organisation]:
    """List the district's organisations by name."""
    return list(db.session.scalars(select(Organisation).order_by(Organisation.name)))


def site(viewer: Any, site_id: int) -> Site:
    """Find a site within the viewer's reach; else `Missing`."""
    found = db.session.get(Site, site_id)
    if found is None or not viewer.standing.touches(found.organisation_id):
        raise Missing
    return found


def duty_kind(viewer: Any, duty_kind_id: int) -> DutyKind:
    """Find a kind of duty within the viewer's reach; else `Missing`."""
    found = db.session.get(DutyKind, duty_kind_id)
    if found is None or not viewer.standing.touches(found.organisation_id):
        raise Missing
    return found
