"""Days as people write them: ISO, 2026年12月1日, 12月6-9日, 12.1, 6–9 Dec, spreadsheet day numbers."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from volunteer_app.imports.cells.text import plain, shown
from volunteer_app.imports.files.workbook import Cell
from volunteer_app.imports.misread import N_, Misread

UNKNOWN = N_("“%(value)s” is not understood as a date. Write for example 2026-12-01.")
NO_SUCH_DAY = N_("“%(value)s” is not a day of the calendar.")
NO_YEAR = N_("“%(value)s” does not say the year. Write for example 2026-12-01.")
TWO_WAYS = N_("“%(value)s” can be read as two different dates. Write for example 2026-12-01.")
ONE_DAY = N_("“%(value)s” names several days; only one fits here.")
WRONG_WEEKDAY = N_("The weekday beside “%(value)s” does not match the date.")
TOO_LONG = N_("“%(value)s” covers more than a year. Check the dates.")
MONTH_UNKNOWN = N_("“%(value)s” is not understood as a month. Write for example 1985-07.")
MONTH_TWO_WAYS = N_("“%(value)s” can be January or October. Write for example 1985-10.")
MONTH_IMPOSSIBLE = N_("“%(value)s” cannot be somebody's month of birth.")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
NAMED = "(?:" + "|".join(MONTHS) + ")"
# Spreadsheet day numbers between 1950 and 2199; smaller numbers mean something else.
SERIAL = re.compile(r"[2-9]\d{4}(?:\.0)?|10\d{4}")
LEAD_MONTH = re.compile(rf"(\d{{1,2}})\s*(?:-|~|to)\s*(\d{{1,2}})\s+({NAMED})")
TOKEN = re.compile(
    r"(?P<y>\d{4})\s*[-/.年]\s*(?P<m>\d{1,2})\s*[-/.月]\s*(?P<d>\d{1,2})(?!\d)\s*[日号]?"
    r"|(?P<yy>\d{2})\s*年\s*(?P<mm>\d{1,2})\s*月\s*(?P<dd>\d{1,2})\s*[日号]?"
    r"|(?P<packed>(?:19|20)\d{6})(?!\d)"
    r"|(?P<a>\d{1,2})[-/.](?P<b>\d{1,2})[-/.](?P<late>\d{4})(?!\d)"
    rf"|(?P<ed>\d{{1,2}})(?:st|nd|rd|th)?\s*(?P<em>{NAMED})[a-z]*\.?,?(?:\s*(?P<ey>\d{{4}}))?"
    rf"|(?P<fm>{NAMED})[a-z]*\.?\s*(?P<fd>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)(?:,?\s*(?P<fy>\d{{4}}))?"
    r"|(?P<midnight>t?00:00(?::00)?(?:\.0+)?)"
    r"|(?P<sm>\d{1,2})\s*[-/.月]\s*(?P<sd>\d{1,2})(?!\d)\s*[日号]?"
    r"|(?P<bare>\d{1,2})(?!\d)\s*[日号]?"
    r"|\(?(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天])\)?"
    r"|(?P<through>-+|~|至|到|\bto\b)"
    r"|(?P<between>[、;,&和\s]+|\band\b)"
)


def day(value: Cell, year: int | None = None, *, since_1904: bool = False) -> date:
    """
    Give the one day a cell names.

    Parameters
    ----------
    year
        The year of dates written without one; ``None`` when it is not known.
    since_1904
        Whether bare day numbers count from 1904, as in old Macintosh workbooks.

    Raises
    ------
    Misread
        When it is no day, no such day, more than one, or could be two different ones.
    """
    named = days(value, year, since_1904=since_1904)
    if len(named) != 1:
        raise Misread(ONE_DAY, value=shown(value))
    return named[0]


def days(value: Cell, year: int | None = None, *, since_1904: bool = False) -> tuple[date, ...]:
    """Give all days a cell names, single ones and ranges, in order; as `day` otherwise."""
    if isinstance(value, datetime):
        return (value.date(),)
    if isinstance(value, date):
        return (value,)
    text = plain(value)
    if SERIAL.fullmatch(text):
        return (from_serial(float(text), since_1904),)
    if isinstance(value, float) and re.fullmatch(r"\d{1,2}\.[123]", text):
        # A number cell drops the zero of 12.10: the 1st and the 10th look the same.
        raise Misread(TWO_WAYS, value=text)
    try:
        named = Reading(value, year).days(LEAD_MONTH.sub(r"\3 \1-\2", text))
    except ValueError:
        raise Misread(NO_SUCH_DAY, value=shown(value)) from None
    return tuple(sorted(set(named)))


def from_serial(number: float, since_1904: bool) -> date:
    """Turn a spreadsheet's day number into the day."""
    # Day 60 of the 1900 system is a 29 February that never was; all later days count from here.
    first = date(1904, 1, 1) if since_1904 else date(1899, 12, 30)
    return first + timedelta(days=int(number))


class Reading:
    """Goes through one cell's words from left to right; later dates borrow month and year."""

    def __init__(self, value: Cell, year: int | None) -> None:
        self.value = value
        self.year = year
        self.found: list[date] = []

    def fail(self, sentence: str) -> Misread:
        """Give the complaint about this cell."""
        return Misread(sentence, value=shown(self.value))

    def days(self, text: str) -> list[date]:
        """Read the whole cell; anything that is no date, range or separator is a complaint."""
        place, through = 0, False
        while place < len(text):
            match = TOKEN.match(text, place)
            if not match or match.end() == place:
                raise self.fail(UNKNOWN)
            place = match.end()
            if match["weekday"]:
                self.check_weekday(match["weekday"])
            elif match["through"]:
                if through or not self.found:
                    raise self.fail(UNKNOWN)
                through = True
            elif not match["between"] and not match["midnight"]:
                self.add(self.date_of(match, through), through)
                through = False
        if through or not self.found:
            raise self.fail(UNKNOWN)
        return self.found

    def add(self, named: date, through: bool) -> None:
        """Take a date, with all days since the last one when it ends a range."""
        if through:
            length = (named - self.found[-1]).days
            if length < 0 or length > 366:
                raise self.fail(TOO_LONG if length > 0 else UNKNOWN)
            self.found += [self.found[-1] + timedelta(days=step) for step in range(1, length)]
        self.found.append(named)

    def date_of(self, match: re.Match[str], through: bool) -> date:
        """Give the date of one word."""
        part = match.groupdict()
        if part["y"]:
            return date(int(part["y"]), int(part["m"]), int(part["d"]))
        if part["yy"]:
            return date(2000 + int(part["yy"]), int(part["mm"]), int(part["dd"]))
        if part["packed"]:
            return datetime.strptime(part["packed"], "%Y%m%d").date()
        if part["late"]:
            return self.year_last(int(part["a"]), int(part["b"]), int(part["late"]))
        if part["em"] or part["fm"]:
            month = MONTHS.index(part["em"] or part["fm"]) + 1
            year = part["ey"] or part["fy"]
            return self.in_year(month, int(part["ed"] or part["fd"]), through, year)
        if part["sm"]:
            return self.in_year(int(part["sm"]), int(part["sd"]), through)
        if not self.found:
            raise self.fail(UNKNOWN)
        return self.found[-1].replace(day=int(part["bare"]))

    def in_year(self, month: int, day: int, through: bool, year: str | None = None) -> date:
        """Give a date whose year stands beside it, before it, or is the sheet's."""
        if year:
            return date(int(year), month, day)
        known = self.found[-1].year if self.found else self.year
        if known is None:
            raise self.fail(NO_YEAR)
        named = date(known, month, day)
        # 12月30日-1月2日 runs into the next year.
        return date(known + 1, month, day) if through and named < self.found[-1] else named

    def year_last(self, first: int, second: int, year: int) -> date:
        """Give a date with its year last, where only one order of day and month is possible."""
        if first <= 12 and second <= 12 and first != second:
            raise self.fail(TWO_WAYS)
        return date(year, second, first) if first > 12 else date(year, first, second)

    def check_weekday(self, figure: str) -> None:
        """Hold a weekday written beside a date against the calendar."""
        if not self.found:
            raise self.fail(UNKNOWN)
        if self.found[-1].weekday() != "一二三四五六日".find(figure.replace("天", "日")):
            raise self.fail(WRONG_WEEKDAY)


def month(value: Cell, today: date, *, since_1904: bool = False) -> date:
    """
    Give the first day of a month of birth.

    Raises
    ------
    Misread
        When it is no month, January or October alike, in the future, or 120 years ago.
    """
    if isinstance(value, (date, datetime)):
        first = date(value.year, value.month, 1)
    else:
        first = written_month(value, since_1904)
    if not today.year - 120 <= first.year or first > today:
        raise Misread(MONTH_IMPOSSIBLE, value=shown(value))
    return first


def written_month(value: Cell, since_1904: bool) -> date:
    """Give the first day of a month that is written as text or number."""
    text = plain(value)
    if isinstance(value, float) and re.fullmatch(r"\d{4}\.1", text):
        raise Misread(MONTH_TWO_WAYS, value=text)
    if SERIAL.fullmatch(text):
        return from_serial(float(text), since_1904).replace(day=1)
    match = re.fullmatch(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?", text) or re.fullmatch(
        r"((?:19|20)\d{2})(\d{2})", text
    )
    if not match:
        try:
            return day(value).replace(day=1)
        except Misread:
            raise Misread(MONTH_UNKNOWN, value=shown(value)) from None
    try:
        return date(int(match[1]), int(match[2]), 1)
    except ValueError:
        raise Misread(MONTH_UNKNOWN, value=shown(value)) from None
