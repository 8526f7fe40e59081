"""Reading a sheet of shifts: day, time, place, duty, and the seats each asks for."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any

from volunteer_app.imports.cells import hours, numbers
from volunteer_app.imports.cells.grades import yes
from volunteer_app.imports.cells.text import items, line
from volunteer_app.imports.files.workbook import Cell
from volunteer_app.imports.headers import Table
from volunteer_app.imports.misread import N_, Problem
from volunteer_app.imports.readers.line import Context, Line, lines
from volunteer_app.imports.records import ShiftRow

MOST_A_ROW = 100
TOO_MANY = N_("This row would make %(number)s shifts; up to %(most)s fit in one row.")
NO_LENGTH = N_("The shift begins and ends at the same moment.")
BACKWARDS = N_("The shift ends before it begins.")
TOO_LONG = N_("The shift would last longer than 24 hours.")
LESS_WANTED = N_("Fewer people are wanted (%(wanted)s) than the minimum (%(minimum)s).")
MORE_LEADS = N_("More leads (%(leads)s) than people (%(wanted)s) are asked for.")
NOBODY_ASKED = N_("The shift asks for nobody, so it was left out.")
RAISED = N_("Nobody is wanted though the minimum is %(minimum)s, so the minimum was taken.")
NO_HEADS = N_("It is not said how many people the shift needs.")
TWICE = N_("The same shift already stands in row %(row)s, so this row was left out.")
SAME_KEY = N_("The shift number “%(value)s” already stands in row %(row)s.")
GUESSED = N_("“%(value)s” was read as %(start)s to %(end)s. Write the times if that is wrong.")
ADULTS = (
    "仅限成人",
    "限成人",
    "成人",
    "成年人",
    "18岁以上",
    "满18",
    "adults only",
    "adult only",
    "18+",
)


def read_shifts(table: Table, context: Context) -> tuple[list[ShiftRow], list[Problem]]:
    """
    Read a shift sheet; a row with several days or times makes several shifts.

    Returns
    -------
    The shifts of all rows without an error, and every complaint in the order of the rows.
    """
    found: list[ShiftRow] = []
    problems: list[Problem] = []
    seen: dict[object, int] = {}
    for row in lines(table, context):
        fresh = [shift for shift in read_row(row) if is_first(row, shift, seen)]
        problems.extend(row.problems)
        if row.sound:
            found.extend(fresh)
    return found, problems


def is_first(row: Line, shift: ShiftRow, seen: dict[object, int]) -> bool:
    """Say whether the shift did not stand on the sheet before; its number decides, else its facts."""
    facts = (shift.day, shift.start, shift.end, shift.site, shift.duty, shift.team)
    first = seen.setdefault(shift.key or facts, row.number)
    if first == row.number:
        return True
    if shift.key:
        row.tell("key", SAME_KEY, value=shift.key, row=first)
    else:
        row.warn("time", TWICE, row=first)
    return False


def read_row(row: Line) -> list[ShiftRow]:
    """Read one row; what could not be read is noted on it."""
    times = read_times(row)
    minimum, wanted = read_heads(row)
    leads = row.read("leads", lambda cell: numbers.count(cell, 0, 100), 0)
    note = row.text("note", 500)
    key = row.read("key", numbers.code, "")
    if row.sound and wanted and leads > wanted:
        row.tell("leads", MORE_LEADS, leads=leads, wanted=wanted)
    shared: dict[str, Any] = {
        "sheet": row.table.sheet,
        "row": row.number,
        "site": row.need("site", line, ""),
        "duty": row.need("duty", line, ""),
        "minimum": minimum,
        "wanted": wanted,
        "trainings": tuple((name, None) for name in row.read("trainings", items, ())),
        "leads": leads,
        "outdoor": row.read("outdoor", yes, None),
        "adults_only": row.read("adults_only", yes, False)
        or any(word in note.lower().replace("非成", "") for word in ADULTS),
        "team": row.text("team"),
        "note": note,
    }
    if not row.sound or not wanted:
        return []
    return [
        ShiftRow(day=day, start=start, end=end, key=part_key(key, place, len(times)), **shared)
        for place, (day, start, end) in enumerate(times, 1)
    ]


def part_key(key: str, place: int, of: int) -> str:
    """Give each shift of a row its own number."""
    return f"{key}/{place}" if key and of > 1 else key


def read_times(row: Line) -> list[tuple[date, int, int]]:
    """Read when the shifts of a row are: each a day with its first and last minute."""
    if "time" not in row.table.columns or (row.has("start", "end") and not row.has("time")):
        return read_moments(row)
    days = row.need("day", row.days, ())
    spans = row.need("time", hours.spans, ())
    for span in spans:
        if span.guessed:
            start, end = (f"{at // 60:02d}:{at % 60:02d}" for at in span[:2])
            value = str(row.cell("time"))[:60]
            row.warn("time", GUESSED, value=value, start=start, end=end)
    times = [(day, span.start, span.end) for day, span in product(days, spans)]
    if len(times) > MOST_A_ROW:
        row.tell("day", TOO_MANY, number=len(times), most=MOST_A_ROW)
    return times


def read_moments(row: Line) -> list[tuple[date, int, int]]:
    """Read a row with a start and an end column, with or without the day in them."""

    def moment(cell: Cell) -> tuple[date | None, int]:
        return hours.moment(cell, row.context.year, since_1904=row.table.since_1904)

    nothing: tuple[date | None, int] = (None, 0)
    first, start = row.need("start", moment, nothing)
    last, end = row.need("end", moment, nothing)
    day = first or row.need("day", row.day, row.context.today)
    if not row.sound:
        return []
    if last:
        end += (last - day).days * hours.DAY
    elif end < start and end + hours.DAY - start <= hours.LONGEST_NIGHT:
        end += hours.DAY
    if end <= start:
        row.tell("end", BACKWARDS if end < start else NO_LENGTH)
    elif end - start > hours.DAY:
        row.tell("end", TOO_LONG)
    return [(day, start, end)]


def read_heads(row: Line) -> tuple[int, int]:
    """Read how many people are the minimum and how many are wanted; one stands for both."""
    minimum = row.read("minimum", lambda cell: numbers.count(cell, 0, 500), None)
    wanted = row.read("wanted", lambda cell: numbers.count(cell, 0, 500), None)
    if not row.has("minimum", "wanted"):
        row.tell("wanted", NO_HEADS)
    least = minimum if minimum is not None else wanted or 0
    most = wanted if wanted is not None else least
    if row.sound and not least and not most:
        row.warn("wanted", NOBODY_ASKED)
    elif row.sound and not most:
        row.warn("wanted", RAISED, minimum=least)
        most = least
    elif row.sound and most < least:
        row.tell("wanted", LESS_WANTED, wanted=most, minimum=least)
    return least, most
