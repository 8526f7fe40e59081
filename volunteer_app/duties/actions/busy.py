"""Deeds on the hours of people's own jobs: weekly, on certain days, or a rota of days on and off."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from sqlalchemy import delete, func, select

from volunteer_app.db import db
from volunteer_app.duties import queries
from volunteer_app.duties.actions import one_at_a_time
from volunteer_app.duties.actions.days import ONE_DAY, check_days
from volunteer_app.duties.models import BusyWindow
from volunteer_app.duties.windows import DAY
from volunteer_app.kit import audit
from volunteer_app.kit.errors import Refused
from volunteer_app.people.models import Person

MOST_ENTRIES = 300
ROTA_DAYS = 366


def add_weekly(
    person: Person, by: Person, now: datetime, *, days: Collection[int], start: int, end: int
) -> None:
    """
    Note the hours of a job on some weekdays; an end before the start is the next morning's.

    Raises
    ------
    Refused
        When start and end are the same.
    """
    end = end_of(start, end)
    one_at_a_time(person)
    for weekday in sorted(days):
        keep(BusyWindow(person_id=person.id, weekday=weekday, start_minute=start, end_minute=end))
    settle_entries(person)
    audit.record(
        by, "added_job_hours", person, subject_id=person.id, weekdays=days, minutes=[start, end]
    )


def add_dated(
    person: Person,
    by: Person,
    now: datetime,
    *,
    first_day: date,
    last_day: date | None = None,
    start: int,
    end: int,
) -> None:
    """Note the hours of a job on certain days, each day anew."""
    last_day = last_day or first_day
    check_days(first_day, last_day, today_of(person, now))
    end = end_of(start, end)
    one_at_a_time(person)
    keep(dated(person, first_day, last_day, start, end))
    settle_entries(person)
    audit.record(
        by,
        "added_job_days",
        person,
        subject_id=person.id,
        days=[first_day, last_day],
        minutes=[start, end],
    )


def add_rota(
    person: Person,
    by: Person,
    now: datetime,
    *,
    first_day: date,
    last_day: date,
    days_on: int,
    days_off: int,
    start: int,
    end: int,
) -> int:
    """
    Note a rota of so many days on and so many off, from the first day worked; give its runs.

    Raises
    ------
    Refused
        When days or hours make no sense, or it is longer than a year.
    """
    check_days(first_day, last_day, today_of(person, now))
    if (last_day - first_day).days > ROTA_DAYS:
        raise Refused(_("Enter a rota for one year at most."), field="last_day")
    end = end_of(start, end)
    one_at_a_time(person)
    runs = list(rota(first_day, last_day, days_on, days_off))
    for first, last in runs:
        keep(dated(person, first, last, start, end))
    settle_entries(person)
    audit.record(
        by,
        "added_rota",
        person,
        subject_id=person.id,
        days=[first_day, last_day],
        on_off=[days_on, days_off],
        minutes=[start, end],
    )
    return len(runs)


def rota(first_day: date, last_day: date, on: int, off: int) -> Iterator[tuple[date, date]]:
    """Give the first and last day of each run of days worked."""
    day = first_day
    while day <= last_day:
        yield day, min(day + timedelta(days=on - 1), last_day)
        day += timedelta(days=on + off)


def end_of(start: int, end: int) -> int:
    """Give the end in minutes from the first midnight; before the start it is the next day's."""
    if end == start:
        raise Refused(_("Start and end are the same time."), field="end")
    return end if end > start else end + DAY


def today_of(person: Person, now: datetime) -> date:
    """Give the day on the wall at the person's home."""
    return now.astimezone(ZoneInfo(queries.home_zone(person))).date()


def dated(person: Person, first: date, last: date, start: int, end: int) -> BusyWindow:
    """Make an entry for certain days."""
    return BusyWindow(
        person_id=person.id, first_day=first, last_day=last, start_minute=start, end_minute=end
    )


def keep(window: BusyWindow) -> None:
    """Add an entry, and take in those it makes one stretch with."""
    same = [BusyWindow.person_id == window.person_id]
    if window.weekday is not None:
        same.append(BusyWindow.weekday == window.weekday)
    else:
        same += [BusyWindow.first_day.is_not(None)]
    for other in db.session.scalars(
        select(BusyWindow).where(*same).order_by(BusyWindow.first_day, BusyWindow.start_minute)
    ):
        if (other.first_day, other.last_day) == (window.first_day, window.last_day) and (
            other.start_minute <= window.end_minute and window.start_minute <= other.end_minute
        ):
            window.start_minute = min(window.start_minute, other.start_minute)
            window.end_minute = max(window.end_minute, other.end_minute)
        elif window.first_day and same_run(window, other):
            window.first_day = min(window.first_day, other.first_day or window.first_day)
            window.last_day = max(window.last_day, other.last_day)  # type: ignore[type-var]
        else:
            continue
        db.session.delete(other)
    db.session.add(window)
    db.session.flush()


def same_run(one: BusyWindow, other: BusyWindow) -> bool:
    """Say whether two dated entries are one run of days at the same hours."""
    if (one.start_minute, one.end_minute) != (other.start_minute, other.end_minute):
        return False
    first, last, start, end = one.first_day, one.last_day, other.first_day, other.last_day
    if first is None or last is None or start is None or end is None:
        return False
    return first <= end + ONE_DAY and start <= last + ONE_DAY


def settle_entries(person: Person) -> None:
    """Refuse more entries than anybody's job could make."""
    count = db.session.scalar(
        select(func.count()).select_from(BusyWindow).where(BusyWindow.person_id == person.id)
    )
    if (count or 0) > MOST_ENTRIES:
        raise Refused(_("There are very many entries already. Remove some of the old ones first."))


def remove_busy(window: BusyWindow, by: Person) -> None:
    """Take an entry back."""
    audit.record(
        by,
        "removed_job_hours",
        window,
        weekday=window.weekday,
        days=[window.first_day, window.last_day],
        minutes=[window.start_minute, window.end_minute],
    )
    db.session.delete(window)
    db.session.flush()


def clear_dated(person: Person, by: Person, now: datetime) -> int:
    """Take all entries for certain days back, such as those of a rota; say how many."""
    one_at_a_time(person)
    gone = db.session.execute(
        delete(BusyWindow)
        .where(BusyWindow.person_id == person.id, BusyWindow.first_day.is_not(None))
        .returning(BusyWindow.id)
    ).all()
    count = len(gone)
    if count:
        audit.record(by, "cleared_job_days", person, subject_id=person.id, entries=count)
    return count
