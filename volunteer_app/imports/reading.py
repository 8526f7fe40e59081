"""Reading a whole upload: its sheets recognised, its rows as records, all complaints in order."""

from __future__ import annotations

from dataclasses import dataclass, field

from volunteer_app.imports.files.workbook import open_file
from volunteer_app.imports.headers import Table, recognise
from volunteer_app.imports.misread import ERROR, N_, Misread, Problem
from volunteer_app.imports.readers.availability import read_availability
from volunteer_app.imports.readers.line import Context
from volunteer_app.imports.readers.people import read_people
from volunteer_app.imports.readers.shifts import read_shifts
from volunteer_app.imports.records import AvailabilityRow, PersonRow, ShiftRow
from volunteer_app.imports.synonyms import AVAILABILITY, PEOPLE, SHIFTS

NOTHING_FOUND = N_(
    "No table of people, shifts or availability was found in the file. "
    "Download a template to see which headers are known."
)


@dataclass(slots=True)
class Reading:
    """What an upload says, and what could not be understood."""

    people: list[PersonRow] = field(default_factory=list)
    shifts: list[ShiftRow] = field(default_factory=list)
    availability: list[AvailabilityRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    #: the recognised sheets: name, kind, number of rows
    sheets: list[tuple[str, str, int]] = field(default_factory=list)

    @property
    def errors(self) -> list[Problem]:
        """The complaints that keep a row from being imported."""
        return [problem for problem in self.problems if problem.severity == ERROR]


def read_upload(name: str, content: bytes, context: Context) -> Reading:
    """
    Read an uploaded file; nothing is stored.

    Raises
    ------
    Misread
        When the file as a whole cannot be opened, or holds no table that is known.
    """
    reading = Reading()
    for grid in open_file(name, content):
        table = recognise(grid)
        if isinstance(table, Problem):
            reading.problems.append(table)
        else:
            read_table(table, context, reading)
    if not reading.sheets:
        raise Misread(NOTHING_FOUND)
    return reading


def read_table(table: Table, context: Context, reading: Reading) -> None:
    """Read one recognised sheet; a doubled header leaves it unread, for nobody could say which counts."""
    reading.sheets.append((table.sheet, table.kind, len(table.rows)))
    reading.problems.extend(table.problems)
    if any(problem.severity == ERROR for problem in table.problems):
        return
    if table.kind == PEOPLE:
        people, problems = read_people(table, context)
        reading.people.extend(people)
    elif table.kind == SHIFTS:
        shifts, problems = read_shifts(table, context)
        reading.shifts.extend(shifts)
    elif table.kind == AVAILABILITY:
        availability, problems = read_availability(table, context)
        reading.availability.extend(availability)
    reading.problems.extend(problems)
