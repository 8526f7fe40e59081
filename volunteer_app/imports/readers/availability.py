"""Reading a sheet of availability: weekly or dated stretches, their grade, and days away."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from volunteer_app.imports.cells import hours, numbers
from volunteer_app.imports.cells.grades import CAN, CANNOT, GRADE_WORDS, grade
from volunteer_app.imports.cells.text import plain
from volunteer_app.imports.cells.weekdays import weekdays
from volunteer_app.imports.files.workbook import Cell
from volunteer_app.imports.headers import Table
from volunteer_app.imports.misread import N_, Misread, Problem
from volunteer_app.imports.readers.line import Context, Line, lines
from volunteer_app.imports.readers.shifts import BACKWARDS, GUESSED
from volunteer_app.imports.records import AvailabilityRow

LONGEST = 31 * hours.DAY
NOBODY = N_("It is not said whose availability this is.")
NOTHING = N_("The row names no weekday, no date and no day away, so it was left out.")
WHOLE_DAYS = N_("No time is given, so the whole day was taken.")
TOO_LONG = N_("The stretch is longer than %(days)s days. Check the dates.")
WEEKDAY_COLUMNS = tuple(f"weekday_{day}" for day in range(7))


def read_availability(
    table: Table, context: Context
) -> tuple[list[AvailabilityRow], list[Problem]]:
    """
    Read an availability sheet.

    Returns
    -------
    The availability of all rows without an error, and every complaint in the order of the rows.
    """
    found: list[AvailabilityRow] = []
    problems: list[Problem] = []
    for row in lines(table, context):
        fresh = read_row(row)
        problems.extend(row.problems)
        if row.sound:
            found.extend(fresh)
    return found, problems


def read_row(row: Line) -> list[AvailabilityRow]:
    """Read one row, which may speak of several weekdays, days or moments."""
    shared: dict[str, Any] = {
        "sheet": row.table.sheet,
        "row": row.number,
        "number": row.read("number", numbers.code, ""),
        "name": row.text("name", 80),
        "phone": row.read("phone", numbers.phone, ""),
    }
    if not row.has("number", "name", "phone"):
        row.tell("number" if "number" in row.table.columns else "name", NOBODY)
    chosen = row.read("grade", grade, CAN)
    away = row.read("away", row.days, ())
    away_note = row.text("away_note", 200)
    found = [AvailabilityRow(**shared, **facts) for facts in stretches(row, chosen)]
    if away:
        found.append(AvailabilityRow(**shared, away=away, away_note=away_note))
    if not found and row.sound:
        row.warn("weekday", NOTHING)
    return found


def stretches(row: Line, chosen: str) -> Iterator[dict[str, Any]]:
    """Give the stretches a row speaks of, in whichever of the usual layouts."""
    if row.has("start", "end") and not row.has("weekday"):
        yield from moments(row, chosen)
    elif row.has("weekday"):
        named = row.read("weekday", weekdays, ())
        yield {"weekdays": named, "spans": read_spans(row), "grade": chosen}
    elif row.has("day"):
        spans = read_spans(row)
        for day in row.read("day", row.days, ()):
            yield {"day": day, "spans": spans, "grade": chosen}
    for weekday, column in enumerate(WEEKDAY_COLUMNS):
        if row.has(column):
            spans, how = row.read(column, lambda cell: spans_or_grade(cell, chosen), ((), chosen))
            if how != CANNOT:
                yield {"weekdays": (weekday,), "spans": spans, "grade": how}


def read_spans(row: Line) -> tuple[tuple[int, int], ...]:
    """Read the times of a row: one cell, a start and an end, or none for the whole day."""
    if row.has("start", "end"):
        start = row.need("start", hours.clock, 0)
        end = row.need("end", hours.clock, hours.DAY)
        if row.sound and end <= start:
            end += hours.DAY
            if end - start > hours.LONGEST_NIGHT:
                row.tell("end", BACKWARDS)
        return ((start, end),)
    if not row.has("time"):
        row.warn("time", WHOLE_DAYS)
        return ((0, hours.DAY),)
    spans = row.read("time", hours.spans, ())
    for span in spans:
        if span.guessed:
            start_text, end_text = (f"{at // 60:02d}:{at % 60:02d}" for at in span[:2])
            value = str(row.cell("time"))[:60]
            row.warn("time", GUESSED, value=value, start=start_text, end=end_text)
    return tuple((span.start, span.end) for span in spans)


def spans_or_grade(cell: Cell, chosen: str) -> tuple[tuple[tuple[int, int], ...], str]:
    """Read a cell under a weekday: times, or a word such as √ or 优先 for the whole day."""
    word = plain(cell).replace(" ", "")
    if word in GRADE_WORDS:
        return ((0, hours.DAY),), grade(cell)
    return tuple((span.start, span.end) for span in hours.spans(cell)), chosen


def moments(row: Line, chosen: str) -> Iterator[dict[str, Any]]:
    """Read a row with a start and an end that carry their days."""

    def moment(cell: Cell) -> tuple[date, int]:
        day, minute = hours.moment(cell, row.context.year, since_1904=row.table.since_1904)
        if day is None and not row.has("day"):
            raise Misread(hours.UNKNOWN, value=plain(cell)[:60])
        return day or row.day(row.cell("day")), minute

    nothing = (row.context.today, 0)
    (first, start), (last, end) = (
        row.need("start", moment, nothing),
        row.need("end", moment, nothing),
    )
    if not row.sound:
        return
    end += (last - first).days * hours.DAY
    if end <= start and last == first and end + hours.DAY - start <= hours.LONGEST_NIGHT:
        end += hours.DAY
    if end <= start:
        row.tell("end", BACKWARDS)
    elif end - start > LONGEST:
        row.tell("end", TOO_LONG, days=LONGEST // hours.DAY)
    yield {"day": first, "spans": ((start, end),), "grade": chosen}
