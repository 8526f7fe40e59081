"""Spreadsheets going out: rows as XLSX or CSV, in which no cell can turn into a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import xlsxwriter

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
#: what makes a spreadsheet program take a text for a formula, full-width twins included
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
#: programs that read XLSX cut names of sheets here, and forbid these marks
SHEET_NAME, FORBIDDEN = 31, "[]:*?/\\'"
#: the widest a column gets, in characters
WIDEST = 48


@dataclass(frozen=True)
class Sheet:
    """
    A table going out.

    Parameters
    ----------
    title
        Names the sheet and stands in its first line.
    about
        Lines under the title: which filters, when, by whom.
    columns
        The words above the columns.
    rows
        Texts, whole numbers, days and moments; everything else is written as text.
    """

    title: str
    about: Sequence[str]
    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]


def as_xlsx(sheet: Sheet) -> bytes:
    """Write a sheet as XLSX; every text is stored as text, whatever it starts with."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    page = book.add_worksheet(sheet_name(sheet.title))
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
    page.write_string(0, 0, sheet.title, bold)
    for number, line in enumerate(sheet.about, 1):
        page.write_string(number, 0, line)
    top = len(sheet.about) + 2
    for column, word in enumerate(sheet.columns):
        page.write_string(top, column, word, bold)
        page.set_column(column, column, width(sheet, column))
    for number, row in enumerate(sheet.rows, top + 1):
        for column, value in enumerate(row):
            write_cell(page, number, column, value, day)
    page.freeze_panes(top + 1, 0)
    if sheet.rows:
        page.autofilter(top, 0, top + len(sheet.rows), max(0, len(sheet.columns) - 1))
    book.close()
    return out.getvalue()


def write_cell(page: Any, row: int, column: int, value: Any, day: Any) -> None:
    """Write one value as what it is: number, day or text; never as a formula."""
    if isinstance(value, bool) or value is None:
        page.write_string(row, column, "" if value is None else str(value))
    elif isinstance(value, int):
        page.write_number(row, column, value)
    elif isinstance(value, datetime):
        page.write_string(row, column, value.isoformat(sep=" ", timespec="minutes"))
    elif isinstance(value, date):
        page.write_datetime(row, column, datetime.combine(value, datetime.min.time()), day)
    else:
        page.write_string(row, column, str(value)[:32767])


def sheet_name(title: str) -> str:
    """Give a title as the name of a sheet."""
    plain = "".join(" " if mark in FORBIDDEN else mark for mark in title).strip()
    return plain[:SHEET_NAME] or "1"


def width(sheet: Sheet, column: int) -> int:
    """Give a column's width in characters; Chinese ones take the room of two."""
    texts = [sheet.columns[column], *(str(row[column]) for row in sheet.rows[:200])]
    return min(WIDEST, max(sum(2 if mark > "\u2e80" else 1 for mark in text) for text in texts) + 2)


def as_csv(sheet: Sheet) -> bytes:
    """
    Write a sheet as CSV in UTF-8 with a mark, as spreadsheet programs expect it.

    A text that a program would take for a formula gets an apostrophe in front (source: OWASP,
    CSV injection).
    """
    out = io.StringIO()
    lines = csv.writer(out, lineterminator="\r\n")
    lines.writerow([harmless(sheet.title)])
    lines.writerows([harmless(line)] for line in sheet.about)
    lines.writerow([])
    lines.writerow([harmless(word) for word in sheet.columns])
    lines.writerows([harmless(value) for value in row] for row in sheet.rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def harmless(value: Any) -> str:
    """Give a value as a CSV cell that stays a text."""
    if value is None:
        return ""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    text = value.isoformat() if isinstance(value, (date, datetime)) else str(value)
    return (
        "'" + text
        if text.lstrip(" \u3000").startswith(DANGEROUS) or text.startswith(DANGEROUS)
        else text
    )
