"""Finding the table on a sheet: which row holds the headers, what each column means, which kind it is."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field

from volunteer_app.imports.files.extent import column_letter
from volunteer_app.imports.files.workbook import Cell, Grid
from volunteer_app.imports.misread import ERROR, N_, WARNING, Problem, Spot
from volunteer_app.imports.synonyms import AVAILABILITY, PEOPLE, SHIFTS, VOCABULARY

#: how far down a header row is looked for; titles and remarks stand above it
DEEPEST = 15
#: one of each group must be there for a sheet to be of the kind
NEEDED = {
    PEOPLE: (("name",),),
    SHIFTS: (("duty", "site"), ("day", "start"), ("time", "start", "day")),
    AVAILABILITY: (
        ("number", "name", "phone"),
        ("weekday", "start", "day", "away", *(f"weekday_{day}" for day in range(7))),
    ),
}
TWICE = N_("Two columns are headed “%(header)s”. Rename or remove one of them.")
IGNORED = N_("The column “%(header)s” is not known and was left out.")
NO_TABLE = N_(
    "No table of people, shifts or availability was found on this sheet, so it was left out."
)


@dataclass(frozen=True, slots=True)
class Table:
    """A recognised sheet: its kind, where its header row stands, which column holds what."""

    kind: str
    sheet: str
    header_row: int
    columns: dict[str, int]
    headers: dict[str, str]
    rows: list[tuple[int, list[Cell]]]
    since_1904: bool = False
    problems: list[Problem] = field(default_factory=list)

    def spot(self, row: int, column: str = "") -> Spot:
        """Name a place on the sheet by row number and the column's meaning."""
        if column not in self.columns:
            return Spot(self.sheet, row)
        letter = column_letter(self.columns[column] + 1)
        return Spot(self.sheet, row, letter, self.headers[column])


def fold(header: object) -> str:
    """Bring a header to the form in which it is looked up: half width, lower case, no marks."""
    text = unicodedata.normalize("NFKC", str(header)).lower()
    for opening, closing in ("()", "[]", "【】"):
        start, end = text.find(opening), text.find(closing)
        if 0 < start < end:
            text = text[:start] + text[end + 1 :]
    return "".join(mark for mark in text if mark.isalnum())


def meanings(row: list[Cell], kind: str) -> list[tuple[int, str]]:
    """Give the columns of a row whose header the kind knows, with their meaning."""
    words = VOCABULARY[kind]
    found = ((place, words.get(fold(cell), "")) for place, cell in enumerate(row) if cell != "")
    return [(place, meaning) for place, meaning in found if meaning]


def suits(known: set[str], kind: str) -> bool:
    """Say whether these columns are enough for a sheet of the kind."""
    return all(any(meaning in known for meaning in group) for group in NEEDED[kind])


def recognise(grid: Grid) -> Table | Problem:
    """Find the table on a sheet, or say that there is none."""
    best: tuple[int, int, str] = (0, 0, "")
    for place, row in enumerate(grid.rows[:DEEPEST]):
        for kind in VOCABULARY:
            known = {meaning for _, meaning in meanings(row, kind)}
            if suits(known, kind):
                best = max(best, (len(known), -place, kind))
    count, place, kind = best
    if not count:
        return Problem(Spot(grid.name), "", NO_TABLE, severity=WARNING)
    return table_at(grid, -place, kind)


def table_at(grid: Grid, place: int, kind: str) -> Table:
    """Lay out the table under a header row, telling of doubled and unknown headers."""
    headers = grid.rows[place]
    columns: dict[str, int] = {}
    for column, meaning in meanings(headers, kind):
        columns.setdefault(meaning, column)
    table = Table(
        kind=kind,
        sheet=grid.name,
        header_row=place + 1,
        columns=columns,
        headers={meaning: str(headers[column]).strip() for meaning, column in columns.items()},
        rows=[
            (number, row)
            for number, row in enumerate(grid.rows[place + 1 :], place + 2)
            if any(str(cell).strip() for cell in row)
        ],
        since_1904=grid.since_1904,
    )
    table.problems.extend(header_problems(table, headers))
    return table


def header_problems(table: Table, headers: list[Cell]) -> list[Problem]:
    """Tell of columns that mean the same, and of columns nobody knows."""
    problems = []
    for column, cell in enumerate(headers):
        header = str(cell).strip()
        if not header:
            continue
        spot = Spot(table.sheet, table.header_row, column_letter(column + 1), header)
        meaning = VOCABULARY[table.kind].get(fold(cell))
        if not meaning:
            problems.append(Problem(spot, header, IGNORED, {"header": header}, WARNING))
        elif table.columns[meaning] != column:
            problems.append(Problem(spot, header, TWICE, {"header": header}, ERROR))
    return problems
