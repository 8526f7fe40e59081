"""Which periods ask a person for their availability, and what they have answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from volunteer_app.db import db
from volunteer_app.duties.models import DatedWindow, WeeklyWindow
from volunteer_app.kit import clock
from volunteer_app.kit.errors import Missing
from volunteer_app.rosters.models import Period, PeriodAnswer, PeriodTeam
from volunteer_app.rosters.queries.open_seats import my_team_ids


@dataclass(frozen=True)
class Question:
    """A period that collects availability, and the person's word on it so far."""

    period: Period
    answered_at: datetime | None
    sitting_out: bool
    #: whether the person has answered for another period before
    returning: bool
    #: whether any hours are entered that could be planned with
    has_hours: bool
    now: datetime

    @property
    def open(self) -> bool:
        """Whether there is still time to answer."""
        return self.now < self.period.answers_due

    @property
    def answered(self) -> bool:
        """Whether the person has answered."""
        return self.answered_at is not None


def questions(person: Any, now: datetime) -> list[Question]:
    """List the periods that collect availability in a person's teams, the first due first."""
    teams = my_team_ids(person.id)
    if not teams:
        return []
    periods = db.session.scalars(
        select(Period)
        .where(
            Period.state == "collecting",
            Period.last_day >= now.date(),
            Period.id.in_(select(PeriodTeam.period_id).where(PeriodTeam.team_id.in_(teams))),
        )
        .order_by(Period.answers_due, Period.id)
    ).all()
    return asked(person.id, periods, now) if periods else []


def asked(person_id: int, periods: Sequence[Period], now: datetime) -> list[Question]:
    """Add a person's answers to the periods that ask."""
    answers = {
        one.period_id: one
        for one in db.session.scalars(
            select(PeriodAnswer).where(
                PeriodAnswer.person_id == person_id, PeriodAnswer.answered_at.is_not(None)
            )
        )
    }
    hours = has_hours(person_id)
    return [
        Question(
            period=one,
            answered_at=answers[one.id].answered_at if one.id in answers else None,
            sitting_out=one.id in answers and answers[one.id].sitting_out,
            returning=bool(answers.keys() - {one.id}),
            has_hours=hours,
            now=now,
        )
        for one in periods
    ]


def has_hours(person_id: int) -> bool:
    """Say whether a person has entered any hours at which they can serve."""
    weekly = select(WeeklyWindow.id).where(WeeklyWindow.person_id == person_id)
    dated = select(DatedWindow.id).where(
        DatedWindow.person_id == person_id, DatedWindow.kind != "away"
    )
    return bool(db.session.scalar(select(weekly.exists() | dated.exists())))


def asking(person: Any, period_id: int) -> Period:
    """Find a period that collects availability in the person's teams; else `Missing`."""
    found = db.session.scalar(
        select(Period).where(
            Period.id == period_id,
            Period.id.in_(
                select(PeriodTeam.period_id).where(PeriodTeam.team_id.in_(my_team_ids(person.id)))
            ),
        )
    )
    if found is None:
        raise Missing
    return found


def asked_of(person: Any) -> list[Question]:
    """List the questions a page of one's own puts before everything else."""
    return [one for one in questions(person, clock.now()) if not one.answered]
