"""Counting a workbook's cells before any reader makes room for them: rows, columns, rectangle."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from xml.parsers import expat

from volunteer_app.imports.files import limits
from volunteer_app.imports.files.archive import DAMAGED, Parts
from volunteer_app.imports.misread import N_, Misread

TOO_MANY_ROWS = N_("The file has more than %(rows)s rows. Split it into several files.")
TOO_WIDE = N_("A sheet is filled beyond column %(column)s. Remove what stands far to the right.")
TOO_SPREAD = N_(
    "The cells of a sheet lie too far apart. Remove single cells far below or right of the table."
)
ENTITIES = N_("The file contains XML definitions that no spreadsheet needs. It was not opened.")


@dataclass
class Extent:
    """The rows in use and the rectangle of all sheets seen so far, held against the limits."""

    rows: int = 0
    area: int = 0
    _last_row: int = field(default=0, repr=False)
    _last_column: int = field(default=0, repr=False)
    _first_row: int = field(default=0, repr=False)

    def sheet_starts(self) -> None:
        """Begin the next sheet; the rectangle of the last one counts."""
        self.area += self.rectangle()
        self._first_row = self._last_row = self._last_column = 0

    def rectangle(self) -> int:
        """Give the cells of the present sheet's rectangle."""
        return (self._last_row - self._first_row + 1) * self._last_column if self._last_row else 0

    def filled(self, row: int, column: int, rows: int = 1) -> None:
        """Count a filled cell (both numbers from 1); ``rows`` more when it repeats downward."""
        if row != self._last_row:
            self.rows += rows
        self._first_row = self._first_row or row
        self._last_row = max(self._last_row, row + rows - 1)
        self._last_column = max(self._last_column, column)
        if self.rows > limits.ROWS:
            raise Misread(TOO_MANY_ROWS, rows=limits.ROWS)
        if column > limits.COLUMNS:
            raise Misread(TOO_WIDE, column="CV")
        if self.area + self.rectangle() > limits.AREA:
            raise Misread(TOO_SPREAD)


Started = Callable[[str, dict[str, str]], None]
Ended = Callable[[str], None]


def scan(content: bytes, started: Started | None, ended: Ended | None = None) -> None:
    """Read XML with two callbacks; document types and entities are refused, nothing is fetched."""
    parser = expat.ParserCreate()
    parser.StartElementHandler = started
    parser.EndElementHandler = ended
    parser.StartDoctypeDeclHandler = refuse_entities
    try:
        parser.Parse(content, True)
    except expat.ExpatError:
        raise Misread(DAMAGED) from None


def refuse_entities(*_declaration: object) -> None:
    """Refuse a document type: the door of entity bombs and outside entities."""
    raise Misread(ENTITIES)


def local(name: str) -> str:
    """Give an element's or attribute's name without its prefix."""
    return name.rpartition(":")[2]


def measure_xlsx(parts: Parts) -> bool:
    """Count the cells of all sheets; say whether the workbook's days count from 1904."""
    extent, since_1904 = Extent(), False

    def workbook(name: str, attributes: dict[str, str]) -> None:
        nonlocal since_1904
        if local(name) == "workbookPr":
            since_1904 = attributes.get("date1904", "0") in ("1", "true")

    for path, content in parts.items():
        if path == "xl/workbook.xml":
            scan(content, workbook)
        elif path.startswith("xl/worksheets/"):
            extent.sheet_starts()
            measure_sheet(content, extent)
        else:
            scan(content, None)
    return since_1904


def measure_sheet(content: bytes, extent: Extent) -> None:
    """Count the cells of one XLSX sheet that hold a value, a row at a time."""
    row = column = widest = 0

    def row_ends() -> None:
        nonlocal column, widest
        if widest:
            extent.filled(row, widest)
        column = widest = 0

    def started(name: str, attributes: dict[str, str]) -> None:
        nonlocal row, column, widest
        name = local(name) if ":" in name else name
        if name == "c":
            place = attributes.get("r")
            column = column_number(place.rstrip("0123456789")) if place else column + 1
        elif name in ("v", "is"):
            widest = max(widest, column)
        elif name == "row":
            row_ends()
            row = row_number(attributes.get("r"), row + 1)

    scan(content, started)
    row_ends()


def row_number(written: str | None, following: int) -> int:
    """Give a row's number: the one written, else the one that follows."""
    try:
        return int(written) if written else following
    except ValueError:
        raise Misread(DAMAGED) from None


@lru_cache(maxsize=1024)
def column_number(letters: str) -> int:
    """Give the number of a column's letters, from 1: ``A`` 1, ``AB`` 28."""
    number = 0
    for mark in letters.upper()[:8]:
        number = number * 26 + max(0, ord(mark) - 64)
    return number


def column_letter(number: int) -> str:
    """Give the letters of a column number counted from 1."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
