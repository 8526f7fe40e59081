"""Deeds on certain days: away, only at some hours, or also at some hours."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from sqlalchemy import func, select

from volunteer_app.db import db
from volunteer_app.duties import queries
from volunteer_app.duties.actions import one_at_a_time
from volunteer_app.duties.models import CAN, DatedWindow
from volunteer_app.duties.windows import DAY
from volunteer_app.kit import audit
from volunteer_app.kit.errors import Refused
from volunteer_app.people.models import Person

MOST_ENTRIES = 200
AHEAD = timedelta(days=400)
ONE_DAY = timedelta(days=1)


def check_days(first_day: date, last_day: date, today: date) -> None:
    """
    Refuse days in the wrong order, in the past or years away.

    Raises
    ------
    Refused
        Blaming the day that makes no sense.
    """
    if last_day < first_day:
        raise Refused(_("The last day is before the first day."), field="last_day")
    if last_day < today:
        raise Refused(_("These days are already over."), field="last_day")
    if last_day > today + AHEAD:
        raise Refused(_("Choose days within the next 400 days."), field="last_day")
    if first_day < today - AHEAD:
        raise Refused(_("Choose a first day that is not so long ago."), field="first_day")


def check_hours(start: int | None, end: int | None) -> tuple[int, int]:
    """
    Refuse hours that are missing or in the wrong order.

    Raises
    ------
    Refused
        Blaming the hour that makes no sense.
    """
    if start is None:
        raise Refused(_("Say from what time."), field="start")
    if end is None:
        raise Refused(_("Say until what time."), field="end")
    if end <= start:
        raise Refused(
            _("The end must be later than the start. Past midnight, enter the next day too."),
            field="end",
        )
    return start, end


def add_day(
    person: Person,
    by: Person,
    now: datetime,
    *,
    kind: str,
    first_day: date,
    last_day: date | None = None,
    start: int | None = None,
    end: int | None = None,
    grade: int = CAN,
    note: str = "",
) -> DatedWindow:
    """
    Add a person's word about certain days, joined with what was said before.

    Parameters
    ----------
    kind
        ``away`` for whole days, ``only`` or ``also`` for hours of these days.
    last_day
        The first day when left out.
    start, end
        Minutes from midnight; needed unless the person is away.

    Raises
    ------
    Refused
        When days or hours make no sense.
    """
    last_day = last_day or first_day
    check_days(first_day, last_day, now.astimezone(ZoneInfo(queries.home_zone(person))).date())
    if kind == "away":
        start, end, grade = 0, DAY, CAN
    start, end = check_hours(start, end)
    one_at_a_time(person)
    refuse_too_many(person)
    window = DatedWindow(
        person_id=person.id,
        kind=kind,
        first_day=first_day,
        last_day=last_day,
        start_minute=start,
        end_minute=end,
        grade=grade,
        note=note,
    )
    absorb(window)
    db.session.add(window)
    db.session.flush()
    audit.record(by, "added_days", window, subject_id=person.id, **told(window))
    return window


def refuse_too_many(person: Person) -> None:
    """Refuse an entry beyond what a person could ever mean."""
    count = db.session.scalar(
        select(func.count()).select_from(DatedWindow).where(DatedWindow.person_id == person.id)
    )
    if (count or 0) >= MOST_ENTRIES:
        raise Refused(_("There are very many entries already. Remove some of the old ones first."))


def absorb(window: DatedWindow) -> None:
    """Take earlier entries into a new one, where the two together are one stretch."""
    for other in db.session.scalars(
        select(DatedWindow)
        .where(DatedWindow.person_id == window.person_id, DatedWindow.kind == window.kind)
        .order_by(DatedWindow.first_day, DatedWindow.start_minute)
    ):
        if same_days(other, window) and other.grade == window.grade and hours_meet(other, window):
            window.start_minute = min(window.start_minute, other.start_minute)
            window.end_minute = max(window.end_minute, other.end_minute)
        elif same_hours(other, window) and days_meet(other, window):
            window.first_day = min(window.first_day, other.first_day)
            window.last_day = max(window.last_day, other.last_day)
        else:
            continue
        window.note = window.note or other.note
        db.session.delete(other)


def same_days(one: DatedWindow, other: DatedWindow) -> bool:
    """Say whether two entries are about the same days."""
    return (one.first_day, one.last_day) == (other.first_day, other.last_day)


def same_hours(one: DatedWindow, other: DatedWindow) -> bool:
    """Say whether two entries are about the same hours, at the same grade."""
    return (one.start_minute, one.end_minute, one.grade) == (
        other.start_minute,
        other.end_minute,
        other.grade,
    )


def hours_meet(one: DatedWindow, other: DatedWindow) -> bool:
    """Say whether hours touch or overlap."""
    return one.start_minute <= other.end_minute and other.start_minute <= one.end_minute


def days_meet(one: DatedWindow, other: DatedWindow) -> bool:
    """Say whether days follow one another or overlap."""
    return one.first_day <= other.last_day + ONE_DAY and other.first_day <= one.last_day + ONE_DAY


def remove_day(window: DatedWindow, by: Person) -> None:
    """Take a word about certain days back."""
    audit.record(by, "removed_days", window, **told(window))
    db.session.delete(window)
    db.session.flush()


def told(window: DatedWindow) -> dict[str, Any]:
    """Write an entry for the trail; the note stays the person's own."""
    return {
        "kind": window.kind,
        "days": [window.first_day, window.last_day],
        "minutes": [window.start_minute, window.end_minute],
        "grade": window.grade,
    }
