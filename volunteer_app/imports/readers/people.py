"""Reading a sheet of people: who they are, what they are trained for, their caps and wishes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from volunteer_app.imports.cells import dates, numbers
from volunteer_app.imports.cells.grades import yes
from volunteer_app.imports.cells.text import items, line
from volunteer_app.imports.files.workbook import Cell
from volunteer_app.imports.headers import Table
from volunteer_app.imports.misread import N_, Misread, Problem
from volunteer_app.imports.readers.line import Context, Line, lines
from volunteer_app.imports.records import PersonRow

NOBODY = N_(
    "A volunteer number or a telephone number is needed, so that the person is known again next time."
)
TWICE = N_("“%(value)s” already stands in row %(row)s. Keep one of the two rows.")
SHARED_PHONE = N_(
    "The telephone number already stands in row %(row)s, so this person is imported without one."
)
NOT_AN_ADDRESS = N_("“%(value)s” is not an e-mail address.")
ADDRESS = re.compile(r"[^@\s,;<>\"']{1,64}@[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9-]+)+")
DATED = re.compile(
    r"(?P<name>.+?)\s*[(（](?:有效期?|valid)?\s*(?:至|到|until|to)?\s*(?P<until>[^()（）]+)[)）]"
)
WEEK, PERIOD = 168 * 60, 2000 * 60


def read_people(table: Table, context: Context) -> tuple[list[PersonRow], list[Problem]]:
    """
    Read a people sheet.

    Returns
    -------
    The persons of all rows without an error, and every complaint in the order of the rows.
    """
    found: list[PersonRow] = []
    problems: list[Problem] = []
    seen: dict[tuple[str, str], int] = {}
    for row in lines(table, context):
        person = look_for_doubles(row, read_person(row), seen)
        problems.extend(row.problems)
        if row.sound:
            found.append(person)
    return found, problems


def read_person(row: Line) -> PersonRow:
    """Read one row; what could not be read is noted on it and left empty."""
    person = PersonRow(
        sheet=row.table.sheet,
        row=row.number,
        name=row.need("name", lambda cell: line(cell, 80), ""),
        number=row.read("number", numbers.code, ""),
        phone=row.read("phone", numbers.phone, ""),
        email=row.read("email", address, ""),
        employer=row.text("employer"),
        team=row.text("team"),
        born=row.read("born", lambda cell: month(row, cell), None),
        trainings=read_trainings(row),
        insured_until=row.read("insured_until", row.day, None),
        weekly_minutes=limit(row, "weekly_hours", lambda cell: numbers.minutes(cell, WEEK)),
        monthly_shifts=limit(row, "monthly_shifts", lambda cell: numbers.count(cell, 0, 200)),
        period_minutes=limit(row, "period_hours", lambda cell: numbers.minutes(cell, PERIOD)),
        period_shifts=limit(row, "period_shifts", lambda cell: numbers.count(cell, 0, 1000)),
        wishes=row.read("wishes", items, ()),
        languages=row.read("languages", items, ()),
        skills=row.read("skills", items, ()),
        emergency_name=row.text("emergency_name", 80),
        emergency_phone=row.read("emergency_phone", numbers.phone, ""),
        may_lead=row.read("may_lead", yes, None),
    )
    if not row.has("number", "phone"):
        row.tell("number" if "number" in row.table.columns else "phone", NOBODY)
    return person


def look_for_doubles(row: Line, person: PersonRow, seen: dict[tuple[str, str], int]) -> PersonRow:
    """Refuse a person who stands on the sheet twice; a telephone stays with its first owner."""
    if person.number:
        first = seen.setdefault(("number", person.number), row.number)
        if first != row.number:
            row.tell("number", TWICE, value=person.number, row=first)
    if person.phone:
        first = seen.setdefault(("phone", person.phone), row.number)
        if first != row.number and person.number:
            row.warn("phone", SHARED_PHONE, row=first)
            return replace(person, phone="")
        if first != row.number:
            row.tell("phone", TWICE, value=person.phone, row=first)
    return person


def read_trainings(row: Line) -> tuple[tuple[str, date | None], ...]:
    """Read the trainings, each with its last valid day from its brackets or the row's own column."""
    general = row.read("trained_until", row.day, None)
    return tuple(dated(row, name, general) for name in row.read("trainings", items, ()))


def dated(row: Line, written: str, general: date | None) -> tuple[str, date | None]:
    """Part a training such as 道路执勤（至2026-12-31） into its name and last valid day."""
    match = DATED.fullmatch(written)
    if match:
        try:
            return match["name"], row.day(match["until"])
        except Misread:
            # The brackets belong to the name.
            return written, general
    return written, general


def limit(row: Line, column: str, parse: Callable[[Cell], int]) -> int | None:
    """Read a person's own cap; 不限 and an empty cell mean that there is none."""
    if numbers.unlimited(row.cell(column)):
        return None
    return row.read(column, parse, None)


def month(row: Line, cell: Cell) -> date:
    """Read a month of birth in this sheet's reckoning."""
    return dates.month(cell, row.context.today, since_1904=row.table.since_1904)


def address(cell: Cell) -> str:
    """Read an e-mail address."""
    text = line(cell, 254).lower()
    if not ADDRESS.fullmatch(text):
        raise Misread(NOT_AN_ADDRESS, value=text[:60])
    return text
