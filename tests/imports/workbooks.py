"""Makers of uploads for the tests: workbooks, hostile archives, CSV in many encodings."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import xlsxwriter

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns"


def xlsx(
    sheets: dict[str, list[list[Any]]], finish: Callable[..., None] | None = None, **options: Any
) -> bytes:
    """Give a workbook with the sheets' rows from A1 on; ``finish(book, sheets)`` may add to it."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(
        file, {"default_date_format": "yyyy-mm-dd", "in_memory": True, **options}
    )
    made = {}
    for name, rows in sheets.items():
        made[name] = book.add_worksheet(name)
        for number, row in enumerate(rows):
            made[name].write_row(number, 0, row)
    if finish:
        finish(book, made)
    book.close()
    return file.getvalue()


def repacked(content: bytes, change: dict[str, bytes | None]) -> bytes:
    """Give the archive with some of its parts replaced, added, or (``None``) left out."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if name not in change:
                new.writestr(name, old.read(name))
        for name, part in change.items():
            if part is not None:
                new.writestr(name, part)
    return file.getvalue()


def sheet_xml(rows: str, before: str = "", after: str = "") -> bytes:
    """Give the XML of one worksheet."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}<worksheet xmlns="{MAIN}">'
        f"<sheetData>{rows}</sheetData>{after}</worksheet>"
    ).encode()


def with_sheet(xml: bytes) -> bytes:
    """Give a workbook whose first sheet is this XML."""
    return repacked(xlsx({"a": [["姓名"]]}), {"xl/worksheets/sheet1.xml": xml})


def ods(rows: str) -> bytes:
    """Give an ODS workbook with one sheet of these row elements."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "META-INF/manifest.xml",
            f'<manifest:manifest xmlns:manifest="{OFFICE}:manifest:1.0"/>',
        )
        archive.writestr(
            "content.xml",
            f'<office:document-content xmlns:office="{OFFICE}:office:1.0" '
            f'xmlns:table="{OFFICE}:table:1.0" xmlns:text="{OFFICE}:text:1.0"><office:body>'
            f'<office:spreadsheet><table:table table:name="名单">{rows}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return file.getvalue()


def ods_row(*texts: str, repeated: int = 1) -> str:
    """Give an ODS row of text cells."""
    cells = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
        for text in texts
    )
    return f'<table:table-row table:number-rows-repeated="{repeated}">{cells}</table:table-row>'
