"""Who has told their availability for a period, and who has not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select

from volunteer_app.db import db
from volunteer_app.duties.models import DatedWindow, WeeklyWindow
from volunteer_app.people.models import Person
from volunteer_app.rosters.gather.reads import member_ids, teams_rostered
from volunteer_app.rosters.models import Period, PeriodAnswer


@dataclass(frozen=True)
class Answer:
    """One person's word on a period."""

    person_id: int
    name: str
    answered_at: datetime | None
    reminded_at: datetime | None
    sitting_out: bool
    note: str
    #: whether any availability is on file, be it from an earlier period
    has_windows: bool
    opted_out: bool


@dataclass(frozen=True)
class Counts:
    """How many were asked, how many answered, how many of these sit out."""

    asked: int
    answered: int
    sitting_out: int

    @property
    def silent(self) -> int:
        """Who has not answered."""
        return self.asked - self.answered


def answers_of(period: Period) -> list[Answer]:
    """List everybody asked, the silent ones first, by name."""
    ids = member_ids(teams_rostered(period))
    weekly = select(WeeklyWindow.person_id).where(WeeklyWindow.person_id == Person.id)
    dated = select(DatedWindow.person_id).where(
        DatedWindow.person_id == Person.id,
        DatedWindow.kind != "away",
        DatedWindow.last_day >= period.first_day,
        DatedWindow.first_day <= period.last_day,
    )
    rows = db.session.execute(
        select(
            Person.id, Person.name, PeriodAnswer.answered_at, PeriodAnswer.reminded_at,
            func.coalesce(PeriodAnswer.sitting_out, False), func.coalesce(PeriodAnswer.note, ""),
            or_(weekly.exists(), dated.exists()), Person.opted_out,
        )
        .outerjoin(
            PeriodAnswer,
            (PeriodAnswer.person_id == Person.id) & (PeriodAnswer.period_id == period.id),
        )
        .where(Person.id.in_(ids))
        .order_by(PeriodAnswer.answered_at.is_not(None), Person.name, Person.id)
    )  # fmt: skip
    return [Answer(*row) for row in rows]


def unanswered(period: Period) -> list[Person]:
    """List the people asked who have not answered, by name."""
    ids = member_ids(teams_rostered(period))
    answered = select(PeriodAnswer.person_id).where(
        PeriodAnswer.period_id == period.id, PeriodAnswer.answered_at.is_not(None)
    )
    return list(
        db.session.scalars(
            select(Person)
            .where(Person.id.in_(ids), Person.id.not_in(answered))
            .order_by(Person.name, Person.id)
        )
    )


def counts(period: Period) -> Counts:
    """Count the answers of a period."""
    ids = member_ids(teams_rostered(period))
    rows: list[Any] = list(
        db.session.execute(
            select(PeriodAnswer.sitting_out).where(
                PeriodAnswer.period_id == period.id,
                PeriodAnswer.answered_at.is_not(None),
                PeriodAnswer.person_id.in_(ids),
            )
        )
    )
    return Counts(len(ids), len(rows), sum(row.sitting_out for row in rows))
