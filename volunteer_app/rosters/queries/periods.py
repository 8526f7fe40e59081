"""What is known of periods: those within reach, one with its teams, and what stands in it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from volunteer_app.db import db
from volunteer_app.kit.errors import Missing
from volunteer_app.rosters.models import Period, PeriodTeam


def period(person: Any, period_id: int) -> Period:
    """Find a period within the person's reach, with its teams; else `Missing`."""
    found = db.session.scalar(
        select(Period).where(Period.id == period_id).options(selectinload(Period.teams))
    )
    if found is None or not person.standing.touches(found.organisation_id):
        raise Missing
    return found


def with_teams(period_id: int) -> Period:
    """Give a period with its teams, whoever asks."""
    return db.session.scalars(
        select(Period).where(Period.id == period_id).options(selectinload(Period.teams))
    ).one()


def periods_within_reach(person: Any) -> list[Period]:
    """List the periods whose drafts are open to the person, the latest first."""
    standing = person.standing
    query = (
        select(Period)
        .options(selectinload(Period.teams))
        .order_by(Period.first_day.desc(), Period.id.desc())
    )
    if not (standing.district_admin or standing.auditor):
        led = select(PeriodTeam.period_id).where(PeriodTeam.team_id.in_(standing.lead_of))
        coordinated = standing.schedules | standing.administers
        query = query.where(Period.organisation_id.in_(coordinated) | Period.id.in_(led))
    return list(db.session.scalars(query))
