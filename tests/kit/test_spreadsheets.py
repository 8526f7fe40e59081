"""Spreadsheets going out: numbers stay numbers, and no text turns into a formula (Q41, ASVS 1.2.10)."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import UTC, date, datetime

import pytest
from python_calamine import CalamineWorkbook

from volunteer_app.kit.spreadsheets import Sheet, as_csv, as_xlsx, harmless, sheet_name

WICKED = [
    "=1+1", "+x", "@x", "-x", "=HYPERLINK(\"http://x\")", "＝1+1", "＋x", "－x", "＠x", "\t=1", "\r=1",
    " =1+1", "\n=1", "\u3000=1", "=cmd|' /C calc'!A0",
]  # fmt: skip
PLAIN = ["张三", "1-2", "a=b", "O'Neil", "😀", "12,5", '引"号', "两\n行"]


def sheet(*rows):
    return Sheet("达星名单", ["街道办", "截至 2026-12-07"], ["姓名", "分钟", "日期"], list(rows))


def read_back(body):
    return CalamineWorkbook.from_filelike(io.BytesIO(body)).get_sheet_by_index(0).to_python()


@pytest.mark.parametrize("text", WICKED)
def test_no_formula_gets_into_xlsx(text):
    body = as_xlsx(Sheet(text, [text], [text], [(text,)]))
    with zipfile.ZipFile(io.BytesIO(body)) as parts:
        cells = parts.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in cells
    assert "hyperlink" not in cells


@pytest.mark.parametrize("text", WICKED)
def test_no_formula_gets_into_csv(text):
    for line in csv.reader(
        io.StringIO(as_csv(Sheet(text, [text], [text], [(text,)])).decode("utf-8-sig"))
    ):
        for cell in line:
            assert cell.startswith("'")


@pytest.mark.parametrize("text", PLAIN)
def test_plain_texts_stay_as_they_are(text):
    assert harmless(text) == text
    assert read_back(as_xlsx(sheet((text, 1, date(2026, 1, 2)))))[-1][0] == text


def test_numbers_and_days_keep_their_kind():
    row = read_back(as_xlsx(sheet(("张三", -120, date(2026, 2, 28)))))[-1]
    assert row[1:] == [-120, date(2026, 2, 28)]
    assert harmless(-120) == "-120"
    assert harmless(None) == ""
    assert harmless(date(2026, 2, 28)) == "2026-02-28"


def test_the_head_tells_filters_and_columns_and_texts_of_digits_stay_texts():
    table = read_back(as_xlsx(sheet(("0012", 1, date(2026, 1, 2)))))
    assert [line[0] for line in table[:3]] == ["达星名单", "街道办", "截至 2026-12-07"]
    assert table[4] == ["姓名", "分钟", "日期"]
    assert table[5][0] == "0012"


def test_csv_opens_in_spreadsheet_programs():
    body = as_csv(sheet(("张三", 1, date(2026, 1, 2))))
    assert body.startswith(b"\xef\xbb\xbf")
    assert body.endswith("张三,1,2026-01-02\r\n".encode())


def test_an_empty_list_is_a_file_too():
    assert read_back(as_xlsx(sheet()))[-1] == ["姓名", "分钟", "日期"]
    assert b"\r\n" in as_csv(sheet())


def test_titles_that_no_sheet_may_bear_are_made_fit():
    assert sheet_name("a/b:c?[d]*" * 9) == ("a b c  d  " * 9).strip()[:31]
    assert sheet_name("***") == "1"
    as_xlsx(Sheet("a/b", [], ["x"], [(True,), (None,), (datetime(2026, 1, 1, tzinfo=UTC),)]))
