"""Opening uploads: what people really send is read, what could do harm is refused in time and small."""

import subprocess
import sys
import time
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

from tests.imports.workbooks import ods, ods_row, repacked, sheet_xml, with_sheet, xlsx
from volunteer_app.imports.files import limits
from volunteer_app.imports.files.extent import column_letter, column_number
from volunteer_app.imports.files.workbook import open_file
from volunteer_app.imports.misread import Misread

SAMPLES = Path(__file__).parent / "samples"
XLS = (SAMPLES / "names.xls").read_bytes()
TABLE = "编号,姓名\r\nYT0001,丁华超\r\nYT0002,欧阳䶮堃\r\n"
ROWS = [["编号", "姓名"], ["YT0001", "丁华超"], ["YT0002", "欧阳䶮堃"]]


def cell(reference: str, number: int = 1) -> str:
    return f'<c r="{reference}"><v>{number}</v></c>'


@pytest.mark.parametrize(
    "content",
    [
        TABLE.encode(),
        TABLE.encode("utf-8-sig"),
        TABLE.encode("gb18030"),
        TABLE.encode("utf-16"),
        TABLE.encode("utf-16-le"),
        TABLE.encode("utf-16-be"),
        TABLE.replace("\r\n", "\n").encode(),
        TABLE.replace("\r\n", "\r").encode(),
        TABLE.replace("\r\n", "\n", 1).encode(),
        TABLE.replace(",", ";").encode(),
        TABLE.replace(",", "\t").encode("utf-16"),
        TABLE.replace("丁华超", '"丁华超"').encode(),
        ("sep=,\r\n" + TABLE).encode(),
    ],
)
def test_csv_in_every_usual_encoding_and_style(content):
    assert open_file("名单.csv", content)[0].rows == ROWS


def test_csv_keeps_quotes_line_ends_and_row_numbers():
    content = b'name,remark\n"Li, Na","two\nlines, ""quoted"""\n\nWang,=1+1\n'
    assert open_file("a.csv", content)[0].rows == [
        ["name", "remark"],
        ["Li, Na", 'two\nlines, "quoted"'],
        [],
        ["Wang", "=1+1"],
    ]


def test_xlsx_gives_days_numbers_and_visible_sheets_only():
    def finish(_book, sheets):
        sheets["藏"].hide()

    content = xlsx({"人": [["姓名", date(2026, 12, 1), 3, True]], "藏": [["x"]]}, finish)
    (grid,) = open_file("人.XLSX", content)
    assert (grid.name, grid.rows, grid.since_1904) == (
        "人",
        [["姓名", date(2026, 12, 1), 3.0, True]],
        False,
    )


def test_xlsx_counting_from_1904_says_so():
    (grid,) = open_file("a.xlsx", xlsx({"a": [[date(2026, 12, 1)]]}, date_1904=True))
    assert grid.since_1904
    assert grid.rows == [[date(2026, 12, 1)]]


def test_merged_cells_are_filled_down_and_right():
    def finish(_book, sheets):
        sheets["a"].merge_range("A2:B3", "路口1")

    (grid,) = open_file("a.xlsx", xlsx({"a": [["a", "b", "c"], ["", "", 1], ["", "", 2]]}, finish))
    assert grid.rows[1:] == [["路口1", "路口1", 1.0], ["路口1", "路口1", 2.0]]


def test_xls_is_read_with_its_merged_title():
    (grid,) = open_file("名单.xls", XLS)
    assert grid.name == "志愿者"
    assert grid.rows[0][3] == "2026年志愿者名单"
    assert grid.rows[2] == ["YT0000", "王0", 19900000001.0, date(1990, 1, 1)]


def test_ods_is_read_and_its_empty_rest_left():
    empty = (
        '<table:table-row table:number-rows-repeated="1048570">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    (grid,) = open_file(
        "a.ods", ods(ods_row("编号", "姓名") + ods_row("1", "李", repeated=2) + empty)
    )
    assert grid.rows == [["编号", "姓名"], ["1", "李"], ["1", "李"]]


def million_rows() -> bytes:
    """Two sheets of a million rows each, as a generator of workbooks would write them."""
    rows = "".join(f'<row r="{row}">{cell(f"A{row}")}</row>' for row in range(1, 1_000_001))
    return with_sheet(sheet_xml(rows))


def zip_bomb() -> bytes:
    """A small archive whose sheet unpacks to 120 MB of blanks."""
    return with_sheet(b"<?xml version='1.0'?><worksheet>" + b" " * (120 << 20))


def far_cell() -> bytes:
    """The small XLS file with its last text cell moved to row 65,000, column CV."""
    content = bytearray(XLS)
    record = content.rindex(b"\xfd\x00\x0a\x00")
    content[record + 4 : record + 8] = (64_999).to_bytes(2, "little") + (99).to_bytes(2, "little")
    return bytes(content)


ENTITIES = (
    "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>"
    "<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'><!ENTITY d '&c;&c;&c;&c;&c;&c;'>]>"
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
TEXT_CELL = '<row r="1"><c r="A1" t="inlineStr"><is><t>&a;</t></is></c></row>'
PLAIN = xlsx({"a": ROWS})
HOSTILE = {
    "zip bomb": ("a.xlsx", zip_bomb, "unpack to more than"),
    "entity bomb": (
        "a.xlsx",
        lambda: with_sheet(sheet_xml(TEXT_CELL, ENTITIES)),
        "XML definitions",
    ),
    "outside entity": (
        "a.xlsx",
        lambda: with_sheet(sheet_xml(TEXT_CELL, OUTSIDE)),
        "XML definitions",
    ),
    "outside entity in styles": (
        "a.xlsx",
        lambda: repacked(
            PLAIN, {"xl/styles.xml": (OUTSIDE + "<styleSheet>&a;</styleSheet>").encode()}
        ),
        "XML definitions",
    ),
    "links to other files": (
        "a.xlsx",
        lambda: repacked(PLAIN, {"xl/externalLinks/externalLink1.xml": b"<externalLink/>"}),
        "other files",
    ),
    "macro": ("a.xlsx", lambda: repacked(PLAIN, {"xl/vbaProject.bin": b"\0"}), "macros"),
    "macro by its name": ("a.xlsm", lambda: PLAIN, "macros"),
    "a million rows": ("a.xlsx", million_rows, "more than 50000 rows"),
    "two million lines": ("a.csv", lambda: b"a,b\n" + b"1,2\n" * 2_000_000, "more than 50000 rows"),
    "a million columns": ("a.csv", lambda: b"1," * 1_000_000, "beyond column CV"),
    "the last cell there is": (
        "a.xlsx",
        lambda: with_sheet(sheet_xml(f'<row r="1048576">{cell("XFD1048576")}</row>')),
        "beyond column CV",
    ),
    "cells far apart": (
        "a.xlsx",
        lambda: with_sheet(
            sheet_xml(f'<row r="1">{cell("CU1")}</row><row r="1048576">{cell("A1048576")}</row>')
        ),
        "too far apart",
    ),
    "endless merged cells": (
        "a.xlsx",
        lambda: with_sheet(
            sheet_xml(
                "".join(f'<row r="{row}">{cell(f"CU{row}")}</row>' for row in range(1, 9000)),
                after="<mergeCells>" + '<mergeCell ref="A1:CU9000"/>' * 5000 + "</mergeCells>",
            )
        ),
        "too far apart",
    ),
    "repeated cells": (
        "a.ods",
        lambda: ods(ods_row("a", repeated=1_000_000)),
        "more than 50000 rows",
    ),
    "text called workbook": ("a.xlsx", lambda: TABLE.encode(), "its content is not"),
    "workbook called text": ("a.csv", lambda: PLAIN, "its content is not"),
    "picture called workbook": ("a.xls", lambda: b"\x89PNG\r\n" * 50, "its content is not"),
    "some archive": (
        "a.xlsx",
        lambda: repacked(PLAIN, {"xl/workbook.xml": None}),
        "its content is not",
    ),
    "ods called xlsx": ("a.xlsx", lambda: ods(ods_row("a")), "its content is not"),
    "program": ("a.exe", lambda: b"MZ" * 100, "can be imported"),
    "nothing": ("a.csv", lambda: b" \r\n", "is empty"),
    "too large": ("a.csv", lambda: b"a" * (limits.UPLOAD + 1), "larger than 10 MB"),
    "picture called text": ("a.csv", lambda: bytes(range(256)) * 40, "not readable text"),
    "open quotation mark": ("a.csv", lambda: b'a,b\n1,"x\n' + b"1,2\n" * 5000, "never closed"),
    "cut off": ("a.xlsx", lambda: PLAIN[: len(PLAIN) // 2], "damaged"),
    "broken XML": ("a.xlsx", lambda: with_sheet(b"<worksheet><sheetData><row>"), "damaged"),
    "xls cut off": ("a.xls", lambda: XLS[:1500], "damaged"),
    "xls that upsets the reader": (
        "a.xls",
        lambda: (SAMPLES / "upsets_the_reader.xls").read_bytes(),
        "damaged",
    ),
    "xls with cells far apart": ("a.xls", far_cell, "too far apart"),
    "xls in a circle": ("a.xls", lambda: XLS[:512] + b"\0" * 5120, "damaged"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_file_is_refused_with_a_sentence_within_two_seconds(case):
    name, build, said = HOSTILE[case]
    content = build()
    begun = time.process_time()
    with pytest.raises(Misread, match=said):
        open_file(name, content)
    assert time.process_time() - begun < 2


def test_hostile_files_cost_less_than_200_megabytes(tmp_path):
    paths = []
    for case in ("zip bomb", "a million rows", "cells far apart", "endless merged cells"):
        name, build, _ = HOSTILE[case]
        paths.append(tmp_path / f"{len(paths)}-{name}")
        paths[-1].write_bytes(build())
    program = (
        "import re, sys\n"
        "from volunteer_app.imports.files.workbook import open_file\n"
        "from volunteer_app.imports.misread import Misread\n"
        "for path in sys.argv[1:]:\n"
        "    try:\n        open_file(path, open(path, 'rb').read())\n"
        "    except Misread as told:\n        print(told)\n"
        "print(re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1])"
    )
    command = [sys.executable, "-c", program, *map(str, paths)]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    *told, kilobytes = ran.stdout.split("\n")[:-1]
    assert len(told) == len(paths)
    assert int(kilobytes) < 200 * 1024


def test_a_password_is_named_as_the_reason():
    locked = XLS.replace("Workbook".encode("utf-16-le"), "Encrypte".encode("utf-16-le"))
    entry = locked.index("Encrypte".encode("utf-16-le"))
    name = "EncryptedPackage".encode("utf-16-le")
    locked = (
        locked[:entry]
        + name
        + locked[entry + len(name) : entry + 64]
        + b"\x22\0"
        + locked[entry + 66 :]
    )
    with pytest.raises(Misread, match="password"):
        open_file("a.xlsx", locked)


def test_a_lying_directory_does_not_get_more_unpacked():
    """The sizes an archive states are changed to small ones; what is read stays what was measured."""
    content = bytearray(zip_bomb())
    with zipfile.ZipFile(BytesIO(content)) as archive:
        entry = archive.getinfo("xl/worksheets/sheet1.xml")
    at = content.rindex(b"PK\x01\x02", 0, content.rindex(b"xl/worksheets/sheet1.xml"))
    assert int.from_bytes(content[at + 24 : at + 28], "little") == entry.file_size
    content[at + 24 : at + 28] = (1000).to_bytes(4, "little")
    with pytest.raises(Misread, match=r"damaged|unpack"):
        open_file("a.xlsx", bytes(content))


@pytest.mark.parametrize(
    ("number", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (100, "CV"), (703, "AAA")]
)
def test_columns_are_named_as_spreadsheets_do(number, letters):
    assert (column_letter(number), column_number(letters)) == (letters, number)
