"""Who stands near whom: sharing a shift from the day before to the day after it."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import exists, or_, select

from volunteer_app.db import db
from volunteer_app.duties.models import Shift
from volunteer_app.people.standing import Standing
from volunteer_app.rosters.models import PeriodTeam, Seat

DAY = timedelta(hours=24)


def shares_a_shift(standing: Standing, organisation_id: int, person_id: int, now: datetime) -> bool:
    """
    Say whether a lead or scheduler runs a shift of the person's within 24 hours.

    A shift is run by the leads of its team, or of every team of its period when it names
    none, and by the organisation's schedulers (domain.md 6.2, "see phone").
    """
    if organisation_id not in standing.schedules and not standing.lead_of:
        return False
    led = or_(
        Shift.team_id.in_(standing.lead_of),
        Shift.team_id.is_(None)
        & Shift.period_id.in_(
            select(PeriodTeam.period_id).where(PeriodTeam.team_id.in_(standing.lead_of))
        ),
    )
    run = led if organisation_id not in standing.schedules else Shift.id.is_not(None)
    return bool(
        db.session.scalar(
            select(
                exists().where(
                    Seat.person_id == person_id,
                    Seat.held,
                    Seat.organisation_id == organisation_id,
                    Seat.starts < now + DAY,
                    Seat.ends > now - DAY,
                    Shift.id == Seat.shift_id,
                    Shift.cancelled_at.is_(None),
                    run,
                )
            )
        )
    )
