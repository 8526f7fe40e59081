"""A person's own hours: entries, what still waits, the total, and the last twelve months."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, extract, func, select

from volunteer_app.attendance.models import Attendance
from volunteer_app.db import db
from volunteer_app.duties.models import Shift
from volunteer_app.hours.models import LedgerEntry, Question, Waiting
from volunteer_app.hours.queries.months import months_before
from volunteer_app.rosters.models import Seat
from volunteer_app.teams.models import DutyKind, Organisation, Site

PAGE = 20


@dataclass(frozen=True)
class MyHours:
    """One page of a person's entries, newest first."""

    rows: Sequence[Any]
    page: int
    more: bool


def verified_total(person_id: int) -> int:
    """Sum a person's verified minutes in all organisations."""
    total = select(func.coalesce(func.sum(LedgerEntry.minutes), 0)).where(
        LedgerEntry.person_id == person_id
    )
    return int(db.session.execute(total).scalar_one())


def totals_by_organisation(person_id: int) -> list[tuple[Organisation, int]]:
    """Sum a person's verified minutes by organisation, the largest first."""
    minutes = func.sum(LedgerEntry.minutes)
    rows = db.session.execute(
        select(Organisation, minutes)
        .join(LedgerEntry, LedgerEntry.organisation_id == Organisation.id)
        .where(LedgerEntry.person_id == person_id)
        .group_by(Organisation.id)
        .order_by(minutes.desc(), Organisation.id)
    )
    return [(organisation, int(total)) for organisation, total in rows]


def entries_of(person_id: int, page: int) -> MyHours:
    """Give one page of a person's entries, newest duty first."""
    rows = db.session.execute(
        select(
            LedgerEntry.id,
            LedgerEntry.served_on,
            LedgerEntry.minutes,
            LedgerEntry.kind,
            LedgerEntry.evidence,
            LedgerEntry.reason,
            LedgerEntry.corrects_id,
            DutyKind.name,
            DutyKind.name_en,
            Question.state.label("question"),
            Question.answer,
        )
        .outerjoin(DutyKind, DutyKind.id == LedgerEntry.duty_kind_id)
        .outerjoin(Question, Question.id == latest_question())
        .where(LedgerEntry.person_id == person_id)
        .order_by(LedgerEntry.served_on.desc(), LedgerEntry.id.desc())
        .limit(PAGE + 1)
        .offset((page - 1) * PAGE)
    ).all()
    return MyHours(rows[:PAGE], page, len(rows) > PAGE)


def latest_question() -> Any:
    """Give the number of the last question about an entry."""
    return (
        select(func.max(Question.id))
        .where(Question.entry_id == LedgerEntry.id)
        .correlate(LedgerEntry)
        .scalar_subquery()
    )


def waiting_of(person_id: int) -> list[Waiting]:
    """List what waits for a second word about a person."""
    return list(
        db.session.scalars(
            select(Waiting)
            .where(Waiting.person_id == person_id, Waiting.state == "waiting")
            .order_by(Waiting.id.desc())
        )
    )


def unconfirmed_of(person_id: int) -> list[Row[Any]]:
    """List attendances of a person that no lead has confirmed yet."""
    return list(
        db.session.execute(
            select(Attendance, Seat, Site, DutyKind)
            .join(Seat, Seat.id == Attendance.seat_id)
            .join(Shift, Shift.id == Attendance.shift_id)
            .join(Site, Site.id == Shift.site_id)
            .join(DutyKind, DutyKind.id == Shift.duty_kind_id)
            .where(Attendance.person_id == person_id, Attendance.state.in_(("here", "left")))
            .order_by(Seat.starts.desc())
        )
    )


def minutes_by_month(person_id: int, today: date, months: int = 12) -> list[tuple[date, int]]:
    """Sum a person's verified minutes by month, the last ones up to today's, empty ones included."""
    wanted = months_before(today, months)
    year, month = extract("year", LedgerEntry.served_on), extract("month", LedgerEntry.served_on)
    rows = db.session.execute(
        select(year, month, func.sum(LedgerEntry.minutes))
        .where(LedgerEntry.person_id == person_id, LedgerEntry.served_on >= wanted[0])
        .group_by(year, month)
    )
    found = {date(int(y), int(m), 1): int(minutes) for y, m, minutes in rows}
    return [(first, found.get(first, 0)) for first in wanted]


@dataclass(frozen=True)
class Own:
    """Everything of a person's hours that their own page shows, their level aside."""

    total: int
    months: list[tuple[date, int]]
    entries: MyHours
    waiting: list[Waiting]
    unconfirmed: list[Row[Any]]


def own_hours(person_id: int, today: date, page: int) -> Own:
    """Read what a person's own page shows."""
    return Own(
        total=verified_total(person_id),
        months=minutes_by_month(person_id, today),
        entries=entries_of(person_id, page),
        waiting=waiting_of(person_id),
        unconfirmed=unconfirmed_of(person_id),
    )
