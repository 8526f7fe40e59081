"""Deeds on the weekly pattern: painting it, presets, storing it as merged whole windows."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import delete

from volunteer_app.db import db
from volunteer_app.duties import queries
from volunteer_app.duties import week as weeks
from volunteer_app.duties.actions import one_at_a_time
from volunteer_app.duties.models import WeeklyWindow
from volunteer_app.duties.windows import DAY, Weekly
from volunteer_app.kit import audit
from volunteer_app.kit.errors import Refused
from volunteer_app.people.models import Person


def set_week(person: Person, by: Person, now: datetime, *, windows: Iterable[Weekly]) -> bool:
    """
    Store a person's weekly pattern, merged; say whether anything changed.

    Raises
    ------
    Refused
        When a window is not a stretch of one weekday.
    """
    wished = list(windows)
    for window in wished:
        if not (0 <= window.weekday <= 6 and 0 <= window.start < window.end <= DAY):
            raise Refused(_("The end must be later than the start."), field="end")
    one_at_a_time(person)
    return store(person, by, queries.week_of(person.id), weeks.merged(wished))


def paint_cells(person: Person, by: Person, now: datetime, *, cells: str) -> bool:
    """Store the week as it was painted on the grid: seven days of 48 letters."""
    one_at_a_time(person)
    before = queries.week_of(person.id)
    return store(person, by, before, weeks.from_cells(cells.split("/"), before))


def paint_hours(
    person: Person,
    by: Person,
    now: datetime,
    *,
    days: Collection[int],
    start: int,
    end: int,
    brush: str,
) -> bool:
    """
    Paint the same hours of some weekdays: what the grid does, without a grid.

    Raises
    ------
    Refused
        When the end is not later than the start.
    """
    if end <= start:
        raise Refused(
            _("The end must be later than the start. Past midnight, enter the next day too."),
            field="end",
        )
    one_at_a_time(person)
    before = queries.week_of(person.id)
    after = weeks.painted(before, days, start, end, weeks.GRADES[brush])
    return store(person, by, before, after)


def use_preset(person: Person, by: Person, now: datetime, *, preset: str) -> bool:
    """Paint a preset over the stored week."""
    one_at_a_time(person)
    before = queries.week_of(person.id)
    return store(person, by, before, weeks.with_preset(before, preset))


def store(person: Person, by: Person, before: list[Weekly], after: list[Weekly]) -> bool:
    """Replace the stored windows when they differ, with a line in the trail."""
    if after == before:
        return False
    db.session.execute(delete(WeeklyWindow).where(WeeklyWindow.person_id == person.id))
    db.session.add_all(
        WeeklyWindow(
            person_id=person.id,
            weekday=one.weekday,
            start_minute=one.start,
            end_minute=one.end,
            grade=one.grade,
        )
        for one in after
    )
    db.session.flush()
    audit.record(by, "painted_week", person, subject_id=person.id, week=[told(before), told(after)])
    return True


def told(week: list[Weekly]) -> list[list[int]]:
    """Write a week for the trail."""
    return [[one.weekday, one.start, one.end, one.grade] for one in week]
