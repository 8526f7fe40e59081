"""Availability of a sheet, gathered for each person and held against what is stored of them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from volunteer_app.duties.models import CAN, PREFER, RATHER_NOT
from volunteer_app.imports.cells import grades
from volunteer_app.imports.known import Known
from volunteer_app.imports.misread import N_
from volunteer_app.imports.plan.entry import CHANGED, NEW, REFUSED, SAME, Entry, entry_key
from volunteer_app.imports.records import AvailabilityRow
from volunteer_app.people.models import Person

DAY = 24 * 60
GRADES = {grades.PREFER: PREFER, grades.CAN: CAN, grades.RATHER_NOT: RATHER_NOT}
NOBODY = N_("Nobody here has the number, telephone or name “%(value)s”.")
SEVERAL = N_("Several people are named “%(value)s”. Use the volunteer number.")
NOT_IMPORTED = N_("%(name)s cannot be imported, so their availability cannot either.")


@dataclass(slots=True)
class Said:
    """What all rows of a sheet together say of one person's time, as the store would hold it."""

    #: (weekday, first minute, last minute, grade)
    weekly: set[tuple[int, int, int, int]] = field(default_factory=set)
    #: (kind, first day, last day, first minute, last minute, grade, note)
    dated: set[tuple[str, date, date, int, int, int, str]] = field(default_factory=set)
    #: (weekday or None, day or None, first minute, last minute)
    busy: set[tuple[int | None, date | None, int, int]] = field(default_factory=set)

    def take(self, row: AvailabilityRow) -> None:
        """Add what one row says."""
        for day in row.away:
            self.dated.add(("away", day, day, 0, DAY, CAN, row.away_note))
        for start, end in row.spans:
            if row.grade == grades.CANNOT:
                self.busy |= {(weekday, None, start, end) for weekday in row.weekdays}
                self.busy |= busy_days(row.day, start, end) if row.day else set()
            elif row.day:
                self.dated.add(("also", row.day, row.day, start, end, GRADES[row.grade], ""))
            for weekday in row.weekdays if row.grade in GRADES else ():
                self.weekly |= within_days(weekday, start, end, GRADES[row.grade])


def within_days(weekday: int, start: int, end: int, grade: int) -> set[tuple[int, int, int, int]]:
    """Part a weekly stretch at midnight, as windows lie within one day."""
    pieces = {(weekday, start, min(end, DAY), grade)}
    if end > DAY:
        pieces.add(((weekday + 1) % 7, 0, end - DAY, grade))
    return pieces


def busy_days(day: date, start: int, end: int) -> set[tuple[int | None, date | None, int, int]]:
    """Give the busy stretch of one day; the store holds up to two days of it."""
    return {(None, day, start, min(end, 2 * DAY))}


def plan_availability(rows: list[AvailabilityRow], known: Known, fresh: list[Entry]) -> list[Entry]:
    """
    Hold everybody's availability against the store.

    Parameters
    ----------
    fresh
        The people of the same file, who may not be stored yet.
    """
    finder = Finder(known, fresh)
    said: dict[str, Said] = defaultdict(Said)
    entries: dict[str, Entry] = {}
    for row in rows:
        who = finder.find(row)
        key = who.key if who else f"?{row.number}{row.phone}{row.name}"
        entries.setdefault(key, finder.entry(row, who))
        said[key].take(row)
    for key, entry in entries.items():
        entry.record = said[key]
        if entry.status != REFUSED:
            compare(entry, said[key], known)
    return list(entries.values())


@dataclass(slots=True)
class Who:
    """Somebody a row speaks of: stored already, or an entry of the same file."""

    key: str
    name: str
    person: Person | None
    entry: Entry | None


class Finder:
    """Finds the person of a row by number, else telephone, else a name that only one has."""

    def __init__(self, known: Known, fresh: list[Entry]) -> None:
        self.numbers: dict[str, Who] = {}
        self.phones: dict[str, Who] = {}
        self.names: dict[str, list[Who]] = defaultdict(list)
        for person in known.people.values():
            self.learn(Who(f"p{person.id}", person.name, person, None), person.number, person.phone)
        for entry in fresh:
            if entry.thing is None:
                self.learn(
                    Who(entry.key, entry.record.name, None, entry),
                    entry.record.number,
                    entry.record.phone,
                )

    def learn(self, who: Who, number: str, phone: str | None) -> None:
        """Remember a person by everything they can be called."""
        if number:
            self.numbers.setdefault(number.upper(), who)
        if phone:
            self.phones.setdefault(phone, who)
        self.names[who.name].append(who)

    def find(self, row: AvailabilityRow) -> Who | None:
        """Find the person a row speaks of; ``None`` where nobody or several fit."""
        if row.number:
            return self.numbers.get(row.number.upper())
        if row.phone:
            return self.phones.get(row.phone)
        named = self.names.get(row.name, [])
        return named[0] if len(named) == 1 else None

    def entry(self, row: AvailabilityRow, who: Who | None) -> Entry:
        """Begin the entry of a person."""
        called = row.number or row.phone or row.name
        entry = Entry(
            key=entry_key("availability", row.sheet, row.row),
            sheet=row.sheet,
            row=row.row,
            title=f"{who.name} {row.number}".strip() if who else called,
            status=NEW,
            record=row,
            thing=who.person if who and who.person else who.entry if who else None,
        )
        if who is None:
            several = not row.number and not row.phone and len(self.names.get(row.name, [])) > 1
            return entry.refuse(SEVERAL if several else NOBODY, called, value=called)
        if who.entry and who.entry.status == REFUSED:
            return entry.refuse(NOT_IMPORTED, called, name=who.name)
        return entry


def compare(entry: Entry, said: Said, known: Known) -> None:
    """Note what would change of somebody's stored availability."""
    person = entry.thing if isinstance(entry.thing, Person) else None
    stored = stored_of(person, known) if person else Said()
    changes: dict[str, tuple[Any, Any]] = {}
    if said.weekly and said.weekly != stored.weekly:
        changes["weekly"] = (len(stored.weekly), len(said.weekly))
    fresh = {one for one in said.dated if not told_already(one, stored)}
    if fresh:
        changes["dated"] = (len(stored.dated), len(stored.dated) + len(fresh))
    if said.busy - stored.busy:
        changes["busy"] = (len(stored.busy), len(stored.busy | said.busy))
    if known.period and (person is None or person.id not in known.answered):
        changes["answered"] = (False, True)
    entry.changes = changes
    empty = not (stored.weekly or stored.dated or stored.busy)
    entry.status = SAME if not changes else NEW if empty else CHANGED


def told_already(one: tuple[str, date, date, int, int, int, str], stored: Said) -> bool:
    """Say whether the store already has a dated word; a longer absence covers a shorter one."""
    kind, first, last, *times, _note = one
    if kind != "away":
        return any((kind, first, last, *times) == told[:6] for told in stored.dated)
    return any(
        told[0] == "away"
        and told[1] <= first
        and last <= told[2]
        and told[3] == 0
        and told[4] >= DAY
        for told in stored.dated
    )


def stored_of(person: Person, known: Known) -> Said:
    """Give what the store has of somebody's time, in the same shape."""
    return Said(
        weekly={
            (one.weekday, one.start_minute, one.end_minute, one.grade)
            for one in known.weekly.get(person.id, ())
        },
        dated={
            (one.kind, one.first_day, one.last_day, one.start_minute, one.end_minute, one.grade, "")
            for one in known.dated.get(person.id, ())
        },
        busy={
            (one.weekday, one.first_day, one.start_minute, one.end_minute)
            for one in known.busy.get(person.id, ())
        },
    )
