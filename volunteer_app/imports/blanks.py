"""The blank workbooks people download: known headers, one example row, and a sheet of hints."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import xlsxwriter
from flask_babel import gettext as _

from volunteer_app.imports.synonyms import AVAILABILITY, PEOPLE, SHIFTS
from volunteer_app.kit.errors import Missing
from volunteer_app.kit.words import is_chinese

MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: everything is text or a plain number: what somebody types later cannot become a formula of ours
SAFE = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
CHINESE: dict[str, list[tuple[str, Any]]] = {
    PEOPLE: [
        ("编号", "YT0001"), ("姓名", "张三"), ("手机", "19900000001"), ("单位", "港口集团"),
        ("队伍", "物流志愿者服务队"), ("出生年月", "1990-05"), ("已完成培训", "道路执勤、急救"),
        ("培训有效期至", "2027-06-30"), ("保险有效期至", "2027-06-30"), ("每周最多小时", 8),
        ("每月最多班次", 4), ("希望从事", "交通劝导、司机之家值守"), ("可任组长", "否"),
    ],
    SHIFTS: [
        ("日期", "2026-12-01"), ("时间", "07:30-09:30"), ("地点", "路口1"), ("任务", "交通劝导"),
        ("最少人数", 2), ("需要人数", 3), ("需要培训", "道路执勤"), ("其中组长", 1),
        ("户外", "是"), ("备注", ""),
    ],
    AVAILABILITY: [
        ("编号", "YT0001"), ("星期", "周一至周五"), ("时间", "07:00-09:30、17:00-21:00"),
        ("意愿", "可以"), ("例外日期", "2026-12-24"), ("例外说明", "出差"),
    ],
}  # fmt: skip
ENGLISH: dict[str, list[tuple[str, Any]]] = {
    PEOPLE: [
        ("Volunteer number", "YT0001"), ("Name", "Zhang San"), ("Mobile", "19900000001"),
        ("Employer", "Port Group"), ("Team", "Logistics volunteers"), ("Birth month", "1990-05"),
        ("Qualifications", "Road duty; First aid"), ("Qualifications valid until", "2027-06-30"),
        ("Insured until", "2027-06-30"), ("Max hours per week", 8), ("Max shifts per month", 4),
        ("Duties", "Traffic guidance; Drivers' home desk"), ("May lead", "no"),
    ],
    SHIFTS: [
        ("Date", "2026-12-01"), ("Time", "07:30-09:30"), ("Place", "Junction 1"),
        ("Duty", "Traffic guidance"), ("Minimum", 2), ("Wanted", 3), ("Training", "Road duty"),
        ("Leads", 1), ("Outdoor", "yes"), ("Note", ""),
    ],
    AVAILABILITY: [
        ("Volunteer number", "YT0001"), ("Weekday", "Mon-Fri"),
        ("Time", "07:00-09:30, 17:00-21:00"), ("Preference", "can"), ("Away", "2026-12-24"),
        ("Reason", "on a trip"),
    ],
}  # fmt: skip


def workbook(kind: str) -> tuple[str, bytes]:
    """
    Make a blank workbook in the reader's language.

    Parameters
    ----------
    kind
        people, shifts, availability, or ``all`` for the three sheets together.

    Raises
    ------
    Missing
        When there is no such kind.
    """
    names = {PEOPLE: _("People"), SHIFTS: _("Shifts"), AVAILABILITY: _("Availability")}
    if kind not in (*names, "all"):
        raise Missing
    file = BytesIO()
    book = xlsxwriter.Workbook(file, SAFE)
    columns = CHINESE if is_chinese() else ENGLISH
    for one in names if kind == "all" else [kind]:
        fill(book, names[one], columns[one])
    hints(book)
    book.close()
    title = names.get(kind) or _("Roster")
    return f"{title}.xlsx", file.getvalue()


def fill(book: Any, name: str, columns: list[tuple[str, Any]]) -> None:
    """Add a sheet with its headers and one example row."""
    sheet = book.add_worksheet(name)
    bold = book.add_format({"bold": True, "bg_color": "#fdf0ef", "border": 1})
    text = book.add_format({"num_format": "@"})
    for place, (header, example) in enumerate(columns):
        sheet.set_column(place, place, max(12, 2 * len(header)), text)
        sheet.write_string(0, place, header, bold)
        if isinstance(example, str):
            sheet.write_string(1, place, example)
        else:
            sheet.write_number(1, place, example)
    sheet.freeze_panes(1, 0)


def hints(book: Any) -> None:
    """Add the sheet that says how to fill in the others."""
    sheet = book.add_worksheet(_("Hints"))
    sheet.set_column(0, 0, 100, book.add_format({"text_wrap": True}))
    for place, sentence in enumerate(
        [
            _("Replace the example row. Columns may stand in any order and be left out."),
            _("A person is known again by the volunteer number, else by the telephone number."),
            _("Dates: 2026-12-01. Times: 07:30-09:30; several in one cell with a comma between."),
            _("Over midnight: 22:00-06:00. The end of a day: 24:00. The whole day: all day."),
            _("Weekdays: Mon-Fri, or Mon, Wed, Fri; weekdays, weekends, every day."),
            _("Preference: prefer, can, rather not, cannot. Empty means can."),
            _("Away: days on which the person cannot serve at all, whatever the row says else."),
            _("Several entries in one cell: part them with a semicolon."),
            _("An empty cell changes nothing: an import never erases what is stored."),
            _("Put “adults only” into the note of a shift that minors may not take."),
        ]
    ):
        sheet.write_string(place, 0, sentence)
