"""What is known of periods: those within reach, one with its teams, and what stands in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from volunteer_app.db import db
from volunteer_app.kit.errors import Missing
from volunteer_app.rosters.models import Period, PeriodTeam

#: when people would answer: so many days before the first, but so many from today at least
EARLY, SHORTEST = 14, 3
#: how long a period is that does not begin with a month
FOUR_WEEKS = timedelta(days=27)
MONTH = timedelta(days=32)


@dataclass(frozen=True)
class NextDays:
    """The days a new period would cover, and the last one on which people answer for it."""

    first: date
    last: date
    due: date

    @property
    def is_month(self) -> bool:
        """Whether they are a whole month."""
        return self.first.day == 1 and (self.last + timedelta(days=1)).day == 1


def next_days(organisation_id: int, today: date) -> NextDays:
    """Suggest what follows an organisation's periods: the next month, or the four weeks after them."""
    latest = db.session.scalar(
        select(func.max(Period.last_day)).where(Period.organisation_id == organisation_id)
    )
    first = (today.replace(day=1) + MONTH).replace(day=1)
    if latest is not None and latest >= first:
        first = latest + timedelta(days=1)
    whole = first.day == 1
    last = (first + MONTH).replace(day=1) - timedelta(days=1) if whole else first + FOUR_WEEKS
    early, soon = first - timedelta(days=EARLY), today + timedelta(days=SHORTEST)
    return NextDays(first, last, min(max(early, soon), first - timedelta(days=1)))


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
