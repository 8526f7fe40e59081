"""Reading CSV as it is found: UTF-8 with or without mark, UTF-16, GB18030; comma, semicolon or tab."""

from __future__ import annotations

import codecs
import csv
import io
import re

from volunteer_app.imports.files import limits
from volunteer_app.imports.files.extent import TOO_MANY_ROWS, TOO_WIDE
from volunteer_app.imports.misread import N_, Misread

DELIMITERS = ",;\t|"
CONTROLS = re.compile(r"[\x01-\x08\x0b\x0c\x0e-\x1f]")
NOT_TEXT = N_("The file is not readable text. Save it as CSV in UTF-8, or as an .xlsx workbook.")
LONG_CELL = N_("A cell in row %(row)s is longer than %(limit)s characters. Shorten it.")
OPEN_QUOTE = N_(
    "A quotation mark opened in row %(row)s is never closed. Close it and upload the file again."
)


def read_csv(content: bytes) -> list[list[str]]:
    """
    Give the rows of a CSV file; blank lines stay, so that row numbers are the spreadsheet's.

    Raises
    ------
    Misread
        When it is no text, or larger than the limits.
    """
    text = decode(content)
    csv.field_size_limit(limits.UPLOAD)
    rows: list[list[str]] = []
    filled = 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text), strict=False)
    for row in reader:
        look_at_row(row, len(rows) + 1)
        filled += any(cell.strip() for cell in row)
        if filled > limits.ROWS or len(rows) > 4 * limits.ROWS:
            raise Misread(TOO_MANY_ROWS, rows=limits.ROWS)
        rows.append(row)
    return rows


def look_at_row(row: list[str], number: int) -> None:
    """Refuse a row that is too wide, or holds a cell that only an open quotation mark explains."""
    if len(row) > limits.COLUMNS and any(cell.strip() for cell in row[limits.COLUMNS :]):
        raise Misread(TOO_WIDE, column="CV")
    for cell in row:
        if cell.count("\n") > 100:
            raise Misread(OPEN_QUOTE, row=number)
        if len(cell) > 10 * limits.CELL:
            raise Misread(LONG_CELL, row=number, limit=limits.CELL)


def decode(content: bytes) -> str:
    """Give the text of a CSV file, by its mark, else UTF-8, else the Chinese national encoding."""
    text = decoded(content)
    # A line may say only which delimiter is used; spreadsheets write it for one another.
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) <= 5:
        text = rest
    if "\0" in text or len(CONTROLS.findall(text)) * 50 > len(text):
        raise Misread(NOT_TEXT)
    return text


def decoded(content: bytes) -> str:
    """Try the encodings in the order in which a wrong one would be noticed."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        tries = ["utf-16"]
    elif content[:400:2].count(0) > 20 or content[1:400:2].count(0) > 20:
        tries = ["utf-16-le" if content[1:400:2].count(0) > 20 else "utf-16-be"]
    else:
        tries = ["utf-8-sig", "gb18030"]
    for encoding in tries:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Misread(NOT_TEXT)


def delimiter_of(text: str) -> str:
    """Find the delimiter: the mark that splits the first rows most often and most evenly."""
    lines = [line for line in text[:20_000].splitlines()[:20] if line.strip()]

    def evenness(mark: str) -> tuple[int, int]:
        widths = [len(row) for row in csv.reader(lines, delimiter=mark)]
        widest = max(widths, default=1)
        return (widths.count(widest) if widest > 1 else 0, widest)

    return max(DELIMITERS, key=evenness)
