"""Writing the availability of a confirmed upload: the week anew, words about days added to it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete, select

from volunteer_app.db import db
from volunteer_app.duties.models import BusyWindow, DatedWindow, WeeklyWindow
from volunteer_app.imports.actions.names import Lists
from volunteer_app.imports.known import Known
from volunteer_app.imports.plan.availability import Said, stored_of, told_already
from volunteer_app.imports.plan.entry import Entry, changes_of
from volunteer_app.kit import audit
from volunteer_app.people.models import Person
from volunteer_app.rosters.models import PeriodAnswer


def write_availability(entries: list[Entry], lists: Lists, known: Known) -> None:
    """
    Write what the entries change.

    Where a sheet gives somebody's week, it replaces the stored one; days away, dated and busy
    stretches are only ever added. Whoever is named counts as having answered for the period.
    """
    for entry in entries:
        person = entry.thing if isinstance(entry.thing, Person) else entry.thing.thing
        write_windows(person, entry, known)
        if "answered" in entry.changes or known.period:
            answer(person, lists, known)
        audit.record(
            lists.by,
            "imported_availability",
            person,
            organisation_id=lists.organisation.id,
            subject_id=person.id,
            facts=changes_of(entry),
        )
    db.session.flush()


def write_windows(person: Person, entry: Entry, known: Known) -> None:
    """Write the stretches of one person."""
    said: Said = entry.record
    stored = stored_of(person, known)
    if "weekly" in entry.changes:
        db.session.execute(delete(WeeklyWindow).where(WeeklyWindow.person_id == person.id))
        for weekday, start, end, grade in sorted(said.weekly):
            week = WeeklyWindow(person_id=person.id, weekday=weekday, grade=grade)
            db.session.add(lasting(week, start, end))
    for one in sorted(said.dated):
        if not told_already(one, stored):
            kind, first, last, start, end, grade, note = one
            word = DatedWindow(person_id=person.id, kind=kind, grade=grade, note=note)
            word.first_day, word.last_day = first, last
            db.session.add(lasting(word, start, end))
    for on, day, start, end in sorted(said.busy - stored.busy, key=str):
        busy = BusyWindow(person_id=person.id, weekday=on, first_day=day, last_day=day)
        db.session.add(lasting(busy, start, end))


def lasting(window: Any, start: int, end: int) -> Any:
    """Give a window its first and last minute."""
    window.start_minute, window.end_minute = start, end
    return window


def answer(person: Person, lists: Lists, known: Known) -> None:
    """Note that somebody has answered for the period."""
    if known.period is None or person.id in known.answered:
        return
    known.answered.add(person.id)
    word = db.session.scalar(
        select(PeriodAnswer).where(
            PeriodAnswer.period_id == known.period.id, PeriodAnswer.person_id == person.id
        )
    )
    if word is None:
        word = PeriodAnswer(period_id=known.period.id, person_id=person.id)
        db.session.add(word)
    word.answered_at = lists.now
