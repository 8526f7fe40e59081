"""Whole sheets: headers found and told apart, rows read into records, every complaint at its place."""

from datetime import date
from pathlib import Path

import pytest

from tests.imports.workbooks import xlsx
from volunteer_app.imports.misread import Misread
from volunteer_app.imports.readers.line import Context
from volunteer_app.imports.reading import Reading, read_upload
from volunteer_app.imports.records import AvailabilityRow, PersonRow, ShiftRow

CONTEXT = Context(today=date(2026, 11, 23), year=2026)
CASES = Path(__file__).resolve().parents[3] / "shared" / "cases"
PEOPLE = ["编号", "姓名", "手机", "出生年月", "已完成培训", "保险有效期至", "每周最多小时"]
SHIFTS = [
    "日期",
    "时间",
    "地点",
    "任务",
    "最少人数",
    "需要人数",
    "需要培训",
    "其中组长",
    "户外",
    "备注",
]
TIMES = ["编号", "星期", "时间", "意愿", "例外日期", "例外说明"]


def read(*sheets: list[list[object]]) -> Reading:
    return read_upload(
        "a.xlsx", xlsx({f"表{n}": rows for n, rows in enumerate(sheets, 1)}), CONTEXT
    )


def complaints(reading: Reading) -> list[tuple[int | None, str, str, str]]:
    return [
        (problem.spot.row, problem.spot.column, problem.severity, problem.text)
        for problem in reading.problems
    ]


def test_the_header_row_is_found_under_a_title_and_row_numbers_stay_the_sheets():
    reading = read(
        [["2026年12月志愿者名单"], ["制表：办公室"], [], PEOPLE, ["YT1", "丁华超", 19900000001.0, "2011-10"],
         [], ["YT2", "冯华", "19900000002", "2009年3月"]]
    )  # fmt: skip
    assert [(one.row, one.number, one.phone, one.born) for one in reading.people] == [
        (5, "YT1", "19900000001", date(2011, 10, 1)),
        (7, "YT2", "19900000002", date(2009, 3, 1)),
    ]
    assert not reading.problems


def test_english_and_chinese_headers_mean_the_same():
    chinese = read([PEOPLE, ["P1", "Li Na", 13800000000.0, "1990-01", "急救", "2027-06-30", 8]])
    english = read(
        [["Volunteer No.", "Full name", "Mobile phone", "Birth month", "Qualifications", "Insured until",
          "Max hours per week"], ["P1", "Li Na", 13800000000.0, "1990-01", "急救", "2027-06-30", "8h"]]
    )  # fmt: skip
    assert chinese.people == english.people
    assert chinese.people[0].weekly_minutes == 480


def test_every_error_names_its_row_and_column_and_only_those_rows_are_left_out():
    reading = read(
        [PEOPLE,
         ["YT1", "甲", 13800000001.0, "1990-01", "急救（至2027-01-31）、道路执勤", "2026年12月10日", "不限"],
         ["YT2", "", 13800000002.0, "不详"],
         ["YT1", "丙", 13800000001.0, "1990-01"],
         ["", "丁", "", "1990-01"],
         ["YT5", "戊", "123", "1990-01", "", "2026-02-30", -3]]
    )  # fmt: skip
    assert [one.name for one in reading.people] == ["甲"]
    assert reading.people[0].trainings == (("急救", date(2027, 1, 31)), ("道路执勤", None))
    assert reading.people[0].insured_until == date(2026, 12, 10)
    assert complaints(reading) == [
        (3, "B", "error", "“姓名” is empty."),
        (3, "D", "error", "“不详” is not understood as a month. Write for example 1985-07."),
        (4, "A", "error", "“YT1” already stands in row 2. Keep one of the two rows."),
        (4, "C", "warning", "The telephone number already stands in row 2, so this person is imported without one."),
        (5, "A", "error",
         "A volunteer number or a telephone number is needed, so that the person is known again next time."),
        (6, "C", "error", "“123” is not a telephone number."),
        (6, "F", "error", "“2026-02-30” is not a day of the calendar."),
        (6, "G", "error", "“-3” is not understood as a duration. Write hours, for example 1.5."),
    ]  # fmt: skip


def test_unknown_columns_are_told_and_doubled_headers_stop_the_sheet():
    told = read([[*PEOPLE, "血型"], ["YT1", "甲"]])
    assert [one.name for one in told.people] == ["甲"]
    assert complaints(told) == [
        (1, "H", "warning", "The column “血型” is not known and was left out.")
    ]
    doubled = read([[*PEOPLE, "电话"], ["YT1", "甲"]])
    assert not doubled.people
    assert doubled.errors[0].text == "Two columns are headed “电话”. Rename or remove one of them."


def test_a_sheet_without_a_table_is_left_out_and_a_file_without_any_is_refused():
    reading = read([PEOPLE, ["YT1", "甲"]], [["说明"], ["请在本周五前填写"]])
    assert len(reading.people) == 1
    assert reading.problems[0].spot.sheet == "表2"
    with pytest.raises(Misread, match="No table of people"):
        read([["说明"], ["请在本周五前填写"]])


def test_shifts_in_the_usual_styles():
    reading = read(
        [SHIFTS,
         [date(2026, 12, 1), "7：30至9：30", "路口1", "交通劝导", "2人", 3, "道路执勤", 1, "是", ""],
         ["12月2日", "22:00-06:00", "卡口1", "卡口值守", 2, 2, "", 0, "否", "应急演练,仅限成人"],
         ["12月3日-4日", "07:30-09:30、17:00-19:00", "路口2", "交通劝导", "", 3]]
    )  # fmt: skip
    assert not reading.problems
    first, night, *several = reading.shifts
    assert (first.day, first.start, first.end, first.minimum, first.wanted) == (
        date(2026, 12, 1),
        450,
        570,
        2,
        3,
    )
    assert (first.trainings, first.leads, first.outdoor) == ((("道路执勤", None),), 1, True)
    assert (night.start, night.end, night.adults_only, night.outdoor) == (1320, 1800, True, False)
    assert [(one.day.day, one.start, one.minimum, one.wanted) for one in several] == [
        (3, 450, 3, 3), (3, 1020, 3, 3), (4, 450, 3, 3), (4, 1020, 3, 3)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("row", "column", "said"),
    [
        (["2026-12-01", "9:30-7:30", "路口1", "交通劝导", 2, 3], "B", "ends before it begins"),
        (
            ["2026-12-01", "7:30-9:30", "路口1", "交通劝导", 3, 2],
            "F",
            "Fewer people are wanted (2)",
        ),
        (["2026-12-01", "7:30-9:30", "路口1", "交通劝导", -1, 2], "E", "outside 0 to 500"),
        (["2026-12-01", "7:30-9:30", "路口1", "交通劝导", 1, 10_000], "F", "outside 0 to 500"),
        (["2026-12-01", "7:30-9:30", "路口1", "交通劝导"], "F", "not said how many people"),
        (["2026-12-01", "7:30-9:30", "路口1", "交通劝导", 1, 2, "", 3], "H", "More leads (3)"),
        (["2026-12-01", "7:30-9:30", "", "交通劝导", 1, 2], "C", "“地点” is empty."),
        (["2026-12-01", "7:30-9:30", "路口1", "", 1, 2], "D", "“任务” is empty."),
        (["", "7:30-9:30", "路口1", "交通劝导", 1, 2], "A", "“日期” is empty."),
        (["2026-12-01", "", "路口1", "交通劝导", 1, 2], "B", "“时间” is empty."),
        (
            ["2026-01-01至2026-12-01", "7-9", "路口1", "交通劝导", 1, 2],
            "A",
            "would make 335 shifts",
        ),
        (["2026-12-01", "7-9", "路" * 200, "交通劝导", 1, 2], "C", "longer than 120"),
    ],
)
def test_an_impossible_shift_is_refused_at_its_cell(row, column, said):
    reading = read([SHIFTS, row])
    assert not reading.shifts
    assert [(problem.spot.column, said in problem.text) for problem in reading.errors] == [
        (column, True)
    ]


def test_the_same_shift_twice_counts_once_and_says_so():
    row = ["2026-12-01", "7:30-9:30", "路口1", "交通劝导", 2, 3]
    reading = read([SHIFTS, row, row])
    assert len(reading.shifts) == 1
    assert complaints(reading)[0][2:] == (
        "warning", "The same shift already stands in row 2, so this row was left out."
    )  # fmt: skip


def test_shifts_with_their_own_numbers_and_moments():
    head = "shift,duty,site,start,end,minimum,wanted\n"
    rows = (
        "S1,Bar,Main Bar,2024-05-31 22:00,2024-06-01 02:00,2,3\n"
        "S2,Bar,Main Bar,2024-06-01 02:00,2024-05-31 22:00,2,3\n"
        "S3,Bar,Main Bar,2024-06-01 02:00,2024-06-01 02:00,2,3\n"
        "S4,Bar,Main Bar,2024-06-01 02:00,2024-06-03 02:00,2,3\n"
        "S5,Bar,Main Bar,2024-06-01 02:00,2024-06-01 04:00,1,0\n"
        "S6,Bar,Main Bar,2024-06-01 02:00,2024-06-01 04:00,0,0\n"
        "S1,Bar,Main Bar,2024-06-02 02:00,2024-06-02 04:00,1,1\n"
    )
    reading = read_upload("shifts.csv", (head + rows).encode(), CONTEXT)
    assert [(one.key, one.day, one.start, one.end, one.wanted) for one in reading.shifts] == [
        ("S1", date(2024, 5, 31), 1320, 1560, 3),
        ("S5", date(2024, 6, 1), 120, 240, 1),
    ]
    assert [(problem.spot.row, problem.severity) for problem in reading.problems] == [
        (3, "error"), (4, "error"), (5, "error"), (6, "warning"), (7, "warning"), (8, "error")
    ]  # fmt: skip


def test_availability_weekly_and_days_away():
    reading = read(
        [TIMES,
         ["YT1", "周一至周五", "07:00-09:30、17:00-21:00", "优先", "2026-12-01、12月31日", "出差"],
         ["YT1", "周末", "全天", "", "", ""],
         ["YT2", "每天", "", "尽量不", "", ""],
         ["YT3", "", "", "", "12月6-8日", "探亲"],
         ["YT4", "周八", "上午", "也许", "", ""],
         ["", "周一", "全天", "可以", "", ""],
         ["YT5", "", "", "", "", ""]]
    )  # fmt: skip
    assert [
        (one.number, one.weekdays, one.spans, one.grade, len(one.away))
        for one in reading.availability
    ] == [
        ("YT1", (0, 1, 2, 3, 4), ((420, 570), (1020, 1260)), "prefer", 0),
        ("YT1", (), (), "can", 2),
        ("YT1", (5, 6), ((0, 1440),), "can", 0),
        ("YT2", (0, 1, 2, 3, 4, 5, 6), ((0, 1440),), "rather_not", 0),
        ("YT3", (), (), "can", 3),
    ]
    assert [(row, column, severity) for row, column, severity, _ in complaints(reading)] == [
        (4, "C", "warning"), (6, "D", "error"), (6, "B", "error"), (6, "C", "warning"),
        (7, "A", "error"), (8, "B", "warning"),
    ]  # fmt: skip


def test_availability_as_a_grid_with_a_column_for_each_weekday():
    reading = read(
        [["姓名", "手机", "周一", "周二", "周三", "周日"],
         ["甲", 13800000001.0, "7:30-9:30", "√", "×", "优先"]]
    )  # fmt: skip
    assert not reading.problems
    assert [(one.weekdays, one.spans, one.grade) for one in reading.availability] == [
        ((0,), ((450, 570),), "can"), ((1,), ((0, 1440),), "can"), ((6,), ((0, 1440),), "prefer")
    ]  # fmt: skip


def test_availability_with_moments():
    content = b"person,start,end,preference\nP1,2024-06-02 16:00,2024-06-03 00:00,prefer\nP1,9:00,10:00,can\n"
    reading = read_upload("availability.csv", content, CONTEXT)
    assert [(one.day, one.spans, one.grade) for one in reading.availability] == [
        (date(2024, 6, 2), ((960, 1440),), "prefer")
    ]
    assert reading.errors[0].spot.row == 3


@pytest.mark.parametrize("kind", [PersonRow, ShiftRow, AvailabilityRow])
def test_records_come_back_equal_from_json(kind):
    reading = read(
        [
            PEOPLE,
            [
                "YT1",
                "甲",
                13800000001.0,
                "1990-01",
                "急救（至2027-01-31）、道路执勤",
                "2026-12-10",
                8,
            ],
        ],
        [
            SHIFTS,
            [date(2026, 12, 1), "7：30至9：30", "路口1", "交通劝导", 2, 3, "道路执勤", 1, "是", ""],
        ],
        [TIMES, ["YT1", "周一", "全天", "优先", "2026-12-01", "出差"]],
    )
    records = [*reading.people, *reading.shifts, *reading.availability]
    mine = [record for record in records if isinstance(record, kind)]
    assert mine
    assert [kind.from_json(record.as_json()) for record in mine] == mine


def test_the_real_workbook_of_december():
    path = CASES / "yantian" / "2026年12月排班.xlsx"
    if not path.exists():
        print("not run: the real December workbook is not here")
        return
    reading = read_upload(path.name, path.read_bytes(), CONTEXT)
    assert not reading.problems
    assert (len(reading.people), len(reading.shifts)) == (120, 371)
    assert reading.sheets[2] == ("可服务时间", "availability", 368)
    assert len({one.number for one in reading.availability}) == 115
    assert sum(one.adults_only for one in reading.shifts) == 16


def test_the_real_event_of_2024():
    folder = CASES / "emf2024"
    if not folder.exists():
        print("not run: the real event's files are not here")
        return
    found = [
        read_upload(f"{name}.csv", (folder / f"{name}.csv").read_bytes(), CONTEXT)
        for name in ("people", "shifts", "availability")
    ]
    assert [len(one.people) + len(one.shifts) + len(one.availability) for one in found] == [
        1305,
        711,
        4080,
    ]
    assert [len(one.errors) for one in found] == [0, 1, 0]
