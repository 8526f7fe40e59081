"""Times of day as people write them: 7:30-9:30, 7：30至9：30, 730-930, 晚上7点半, 全天, 22:00-06:00."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from volunteer_app.imports.cells.dates import day
from volunteer_app.imports.cells.text import plain, shown
from volunteer_app.imports.files.workbook import Cell
from volunteer_app.imports.misread import N_, Misread

DAY = 24 * 60
#: minutes; a stretch over midnight that would last longer is taken for a slip of the pen
LONGEST_NIGHT = 16 * 60
UNKNOWN = N_("“%(value)s” is not understood as a time. Write for example 07:30-09:30.")
NO_SUCH_TIME = N_("“%(value)s” is not a time of day.")
NO_LENGTH = N_("“%(value)s” begins and ends at the same time.")
BACKWARDS = N_("“%(value)s” ends before it begins.")
ONE_SPAN = N_("“%(value)s” names several times; only one fits here.")
MORNING = ("凌晨", "清晨", "清早", "早上", "早晨", "上午", "午前")
NOON = ("中午",)
AFTERNOON = ("下午", "午后")
NIGHT = ("傍晚", "晚上", "晚间", "夜间", "夜里", "夜晚", "晚")
#: whole stretches named by a word alone; only 全天 is certain, the others are the house's reading
WORDS = {
    "上午": (8 * 60, 12 * 60), "下午": (13 * 60, 18 * 60), "晚上": (18 * 60, 22 * 60),
    "晚间": (18 * 60, 22 * 60), "早上": (6 * 60, 9 * 60), "中午": (11 * 60, 14 * 60),
    "白天": (8 * 60, 18 * 60), "morning": (8 * 60, 12 * 60), "mornings": (8 * 60, 12 * 60),
    "afternoon": (13 * 60, 18 * 60), "afternoons": (13 * 60, 18 * 60),
    "evening": (18 * 60, 22 * 60), "evenings": (18 * 60, 22 * 60),
}  # fmt: skip
WHOLE_DAY = frozenset(
    ["全天", "整天", "一天", "全日", "一整天", "随时", "都可以", "all day", "whole day", "allday",
     "any time", "anytime", "24小时", "24h"]
)  # fmt: skip
BEFORE = "|".join((*MORNING, *NOON, *AFTERNOON, *NIGHT))
CLOCK = (
    rf"(?P<p{{0}}>{BEFORE})?\s*(?:(?P<h{{0}}>\d{{{{1,2}}}})"
    r"(?:\s*[:.点时h]\s*(?P<m{0}>\d{{2}})\s*分?(?::\d{{2}})?|(?P<half{0}>点半|时半)"
    r"|(?P<quarter{0}>点[一三]刻)|\s*[点时h]整?)?"
    r"|(?P<packed{0}>\d{{3,4}}))(?!\d)\s*(?P<s{0}>[ap]\.?m\.?)?"
)
SPAN = re.compile(
    CLOCK.format(1)
    + r"\s*(?:-+|~+|至|到|\bto\b|\buntil\b)\s*(?:次日|第二天|翌日)?"
    + CLOCK.format(2)
)
ONE = re.compile(CLOCK.format(1))
DAY_AND_TIME = re.compile(r"(.*\d.*[\d日号)])[\st]+(\S*\d\S*[:点时h]\S*)")
SEPARATORS = re.compile(r"[\s、;,/&和及|]*|\s*and\s*")


class Span(NamedTuple):
    """A stretch of wall time in minutes from the day's 00:00; the end passes 1440 over midnight."""

    start: int
    end: int
    guessed: bool = False


def span(value: Cell) -> Span:
    """
    Give the one stretch of time a cell names.

    Raises
    ------
    Misread
        When it is none, several, without length, or ends before it begins.
    """
    found = spans(value)
    if len(found) != 1:
        raise Misread(ONE_SPAN, value=shown(value))
    return found[0]


def spans(value: Cell) -> tuple[Span, ...]:
    """Give all stretches of time a cell names, in order; as `span` otherwise."""
    text = plain(value)
    found: list[Span] = []
    place = 0
    while place < len(text):
        taken, end = next_span(text, place, value)
        found.append(taken)
        place = SEPARATORS.match(text, end).end()  # type: ignore[union-attr]
    if not found:
        raise Misread(UNKNOWN, value=shown(value))
    return tuple(sorted(set(found)))


def next_span(text: str, place: int, value: Cell) -> tuple[Span, int]:
    """Take the stretch that begins at a place of the text; give it and where it ends."""
    match = SPAN.match(text, place)
    if match:
        return from_match(match, value), match.end()
    for word in sorted((*WHOLE_DAY, *WORDS), key=len, reverse=True):
        if text.startswith(word, place):
            whole = word in WHOLE_DAY
            taken = Span(0, DAY) if whole else Span(*WORDS[word], guessed=True)
            return taken, place + len(word)
    raise Misread(UNKNOWN, value=shown(value))


def from_match(match: re.Match[str], value: Cell) -> Span:
    """Turn the two clock times of a range into a stretch of minutes."""
    first, second = period_of(match, 1), period_of(match, 2)
    start, end = (minute_of(match, which, value) for which in (1, 2))
    if second == "pm" and not first:
        # In 2-5pm the word belongs to both times; in 10-2pm it cannot.
        start = shifted(start, "pm") if shifted(start, "pm") < shifted(end, "pm") else start
    start, ends = shifted(start, first), [shifted(end, second)]
    if first and not second:
        # 下午2点-5点 is all afternoon, 上午9点-1点 ends after noon, 晚上10点-6点 next morning.
        ends = [shifted(end, first), shifted(end, "pm") if first in (*MORNING, "am") else end, end]
    return stretch(start, next((one for one in ends if one > start), ends[-1]), value)


def period_of(match: re.Match[str], which: int) -> str:
    """Give the word for the part of the day that stands at one clock time, ``am`` or ``pm`` too."""
    suffix = (match[f"s{which}"] or "").replace(".", "")
    return match[f"p{which}"] or suffix


def shifted(minute: int, period: str) -> int:
    """Turn a time of the twelve-hour clock into minutes from 00:00."""
    hour = minute // 60
    if period in (*AFTERNOON, "pm"):
        later = 1 <= hour < 12
    elif period in NIGHT:
        # 晚上12点 is the day's end, 晚上2点 the next morning.
        later = 5 <= hour <= 12
    else:
        later = period in NOON and 1 <= hour <= 3
    if period == "am" and hour == 12:
        return minute - DAY // 2
    return minute + DAY // 2 if later else minute


def minute_of(match: re.Match[str], which: int, value: Cell) -> int:
    """Give one clock time of a match as written, in minutes."""
    if packed := match[f"packed{which}"]:
        hour, minute = int(packed[:-2]), int(packed[-2:])
    else:
        hour, minute = int(match[f"h{which}"]), int(match[f"m{which}"] or 0)
    if match[f"half{which}"]:
        minute = 30
    elif quarter := match[f"quarter{which}"]:
        minute = 15 if "一" in quarter else 45
    if minute > 59 or hour * 60 + minute > DAY:
        raise Misread(NO_SUCH_TIME, value=shown(value))
    return hour * 60 + minute


def stretch(start: int, end: int, value: Cell) -> Span:
    """Give the stretch between two minutes of the day, over midnight where the end is earlier."""
    if start in (end, DAY):
        raise Misread(NO_LENGTH, value=shown(value))
    if end < start:
        end += DAY
        if end - start > LONGEST_NIGHT:
            raise Misread(BACKWARDS, value=shown(value))
    return Span(start, end)


def clock(value: Cell) -> int:
    """
    Give the one time of day a cell names, in minutes from 00:00.

    Raises
    ------
    Misread
        When it is no time of day.
    """
    if isinstance(value, (datetime, time)):
        return value.hour * 60 + value.minute
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        if 0 <= minutes <= DAY:
            return minutes
        raise Misread(NO_SUCH_TIME, value=shown(value))
    if isinstance(value, float) and 0 <= value <= 1 and value != 1:
        return round(value * DAY)
    match = ONE.fullmatch(plain(value))
    if not match:
        raise Misread(UNKNOWN, value=shown(value))
    return shifted(minute_of(match, 1, value), period_of(match, 1))


def moment(
    value: Cell, year: int | None = None, *, since_1904: bool = False
) -> tuple[date | None, int]:
    """Give the day (``None`` when not written) and the minute of a cell such as 2026-12-01 07:30."""
    if isinstance(value, datetime):
        return value.date(), value.hour * 60 + value.minute
    if isinstance(value, float) and value >= 1:
        whole = int(value)
        return day(float(whole), year, since_1904=since_1904), round((value - whole) * DAY)
    match = DAY_AND_TIME.fullmatch(plain(value)) if isinstance(value, str) else None
    if match:
        return day(match[1], year, since_1904=since_1904), clock(match[2])
    return None, clock(value)
