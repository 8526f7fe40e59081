"""What an uploaded file is, by its content, and its sheets as plain grids of cells."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import PurePath

import python_calamine

from volunteer_app.imports.files import limits
from volunteer_app.imports.files.archive import DAMAGED, MACROS, unpack
from volunteer_app.imports.files.binary import MAGIC, measure_xls
from volunteer_app.imports.files.delimited import read_csv
from volunteer_app.imports.files.extent import TOO_SPREAD, measure_xlsx
from volunteer_app.imports.files.opendocument import measure_ods
from volunteer_app.imports.misread import N_, Misread

Cell = str | float | int | bool | date | time | datetime | timedelta
EMPTY = N_("The file is empty.")
TOO_LARGE = N_("The file is larger than %(megabytes)s MB. Split it into several files.")
OTHER_KIND = N_("Only .xlsx, .xls, .ods and .csv files can be imported.")
WRONG_NAME = N_(
    "The file is named %(named)s, but its content is not. Open it, save it as .xlsx and upload that."
)
TOO_MANY_SHEETS = N_("The workbook has more than %(sheets)s sheets. Remove those not needed.")


@dataclass(frozen=True, slots=True)
class Grid:
    """
    One visible sheet: its cells row by row from A1, merged cells filled in.

    ``since_1904`` tells from which year's first day bare day numbers count.
    """

    name: str
    rows: list[list[Cell]]
    since_1904: bool = False


def open_file(name: str, content: bytes) -> list[Grid]:
    """
    Open an uploaded file within the limits.

    Parameters
    ----------
    name
        The file's name as uploaded; only its ending and stem are used.
    content
        The file's bytes.

    Raises
    ------
    Misread
        When the file is empty, too large, damaged, locked, or not what its name says.
    """
    if not content.strip():
        raise Misread(EMPTY)
    if len(content) > limits.UPLOAD:
        raise Misread(TOO_LARGE, megabytes=limits.UPLOAD >> 20)
    path = PurePath(name.replace("\\", "/"))
    ending = path.suffix.lower()
    if ending == ".xlsm":
        raise Misread(MACROS)
    if ending not in READERS:
        raise Misread(OTHER_KIND)
    if not LOOKS[ending](content):
        raise Misread(WRONG_NAME, named=ending)
    return READERS[ending](path.stem, content)


def open_csv(stem: str, content: bytes) -> list[Grid]:
    """Give a CSV file as one grid, named as the file."""
    return [Grid(stem, [list[Cell](row) for row in read_csv(content)])]


def open_xlsx(_stem: str, content: bytes) -> list[Grid]:
    """Give the sheets of an XLSX workbook."""
    parts = unpack(content)
    if "xl/workbook.xml" not in parts:
        raise Misread(WRONG_NAME, named=".xlsx")
    since_1904 = measure_xlsx(parts)
    return grids(parts.repacked(), since_1904)


def open_ods(_stem: str, content: bytes) -> list[Grid]:
    """Give the sheets of an ODS workbook."""
    parts = unpack(content)
    if "content.xml" not in parts:
        raise Misread(WRONG_NAME, named=".ods")
    since_1904 = measure_ods(parts)
    return grids(parts.repacked(), since_1904)


def open_xls(_stem: str, content: bytes) -> list[Grid]:
    """Give the sheets of an old XLS workbook."""
    since_1904 = measure_xls(content)
    return grids(io.BytesIO(content), since_1904)


READERS: dict[str, Callable[[str, bytes], list[Grid]]] = {
    ".csv": open_csv,
    ".xlsx": open_xlsx,
    ".ods": open_ods,
    ".xls": open_xls,
}
LOOKS: dict[str, Callable[[bytes], bool]] = {
    ".csv": lambda content: not content.startswith((b"PK\x03\x04", MAGIC, b"%PDF", b"{\\rtf")),
    # A locked .xlsx is an old compound file inside; the reader tells so.
    ".xlsx": lambda content: content.startswith(b"PK\x03\x04") or is_locked(content),
    ".ods": lambda content: content.startswith(b"PK\x03\x04"),
    ".xls": lambda content: content.startswith(MAGIC),
}


def is_locked(content: bytes) -> bool:
    """Say whether this is a password-protected workbook, which hides in a compound file."""
    if content.startswith(MAGIC) and "EncryptedPackage".encode("utf-16-le") in content:
        measure_xls(content)
    return False


def grids(file: io.BytesIO, since_1904: bool) -> list[Grid]:
    """Read the visible sheets of a measured workbook."""
    try:
        with python_calamine.CalamineWorkbook.from_filelike(file) as workbook:
            if len(workbook.sheets_metadata) > limits.SHEETS:
                raise Misread(TOO_MANY_SHEETS, sheets=limits.SHEETS)
            return [
                Grid(sheet.name, filled(workbook.get_sheet_by_name(sheet.name)), since_1904)
                for sheet in workbook.sheets_metadata
                if sheet.visible == python_calamine.SheetVisibleEnum.Visible
                and sheet.typ == python_calamine.SheetTypeEnum.WorkSheet
            ]
    except (python_calamine.CalamineError, ValueError, OverflowError):
        raise Misread(DAMAGED) from None
    except BaseException as fault:
        # The reader is written in Rust and panics on some damage; that is no Exception in Python.
        if type(fault).__name__ == "PanicException":
            raise Misread(DAMAGED) from None
        raise


def filled(sheet: python_calamine.CalamineSheet) -> list[list[Cell]]:
    """Give a sheet's cells from A1 on, each merged block filled with its first cell's value."""
    rows = sheet.to_python(skip_empty_area=False)
    written = 0
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        written += max(1, (min(bottom, len(rows)) - top + 1) * (right - left + 1))
        if written > limits.AREA:
            raise Misread(TOO_SPREAD)
        if top >= len(rows) or left >= len(rows[top]):
            continue
        value = rows[top][left]
        for row in rows[top : bottom + 1]:
            for column in range(left, min(right + 1, len(row))):
                row[column] = value
    return rows
