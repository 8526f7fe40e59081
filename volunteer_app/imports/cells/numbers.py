"""Numbers as people write them: head counts, durations in hours, telephone and volunteer numbers."""

from __future__ import annotations

import re
import unicodedata
from datetime import time, timedelta

from volunteer_app.imports.cells.text import blank, exact, line, plain, shown
from volunteer_app.imports.files.workbook import Cell
from volunteer_app.imports.misread import N_, Misread

NOT_A_NUMBER = N_("“%(value)s” is not understood as a number.")
NOT_WHOLE = N_("“%(value)s” is not a whole number.")
OUT_OF_RANGE = N_("“%(value)s” is outside %(low)s to %(high)s.")
NOT_HOURS = N_("“%(value)s” is not understood as a duration. Write hours, for example 1.5.")
TOO_LONG = N_("“%(value)s” is longer than %(hours)s hours.")
NOT_A_PHONE = N_("“%(value)s” is not a telephone number.")
DIGITS_LOST = N_(
    "“%(value)s” has lost its last digits. Format the column as text and type the number again."
)
NOT_A_CODE = N_("“%(value)s” is not a number or code. Use up to 40 letters, figures and hyphens.")
UNLIMITED = frozenset(
    {"不限", "无限", "无上限", "不限制", "没有限制", "unlimited", "any", "no limit"}
)
UNITS = "人名位个次班天项"
# A Chinese mobile number has eleven figures; landlines begin with 0, service numbers are short.
PHONE = re.compile(
    r"(?:(?:\+|00)?86)?(?P<mobile>1[3-9]\d{9})|(?:\+|00)(?P<abroad>[1-9]\d{6,14})"
    r"|(?P<other>0\d{9,11}|[2-9]\d{4,9})"
)
HOURS = re.compile(
    r"(?:(?P<hours>\d+(?:\.\d+)?)\s*(?:h|hr|hrs|hours?|个?小时|个?钟头|个?钟|时))?\s*(?P<half>半)?"
    r"\s*(?:(?P<minutes>\d+)\s*(?:m|min|mins|minutes?|分钟|分))?"
)


def count(value: Cell, low: int = 0, high: int = 1000) -> int:
    """
    Give a whole number of people, shifts and the like.

    Raises
    ------
    Misread
        When it is no whole number or lies outside ``low`` to ``high``.
    """
    match = re.fullmatch(rf"(-?\d+(?:\.\d+)?)\s*[{UNITS}]?", plain(value).replace(",", ""))
    if not match or isinstance(value, bool):
        raise Misread(NOT_A_NUMBER, value=shown(value))
    number = float(match[1])
    if not number.is_integer():
        raise Misread(NOT_WHOLE, value=shown(value))
    if not low <= number <= high:
        raise Misread(OUT_OF_RANGE, value=shown(value), low=low, high=high)
    return int(number)


def minutes(value: Cell, longest: int = 168 * 60) -> int:
    """
    Give a duration in whole minutes; a bare number means hours.

    Raises
    ------
    Misread
        When it is no duration, negative, or longer than ``longest`` minutes.
    """
    found = round(_minutes(value))
    if found < 0:
        raise Misread(NOT_HOURS, value=shown(value))
    if found > longest:
        raise Misread(TOO_LONG, value=shown(value), hours=longest // 60)
    return found


def _minutes(value: Cell) -> float:
    if isinstance(value, timedelta):
        return value.total_seconds() / 60
    if isinstance(value, time):
        return value.hour * 60 + value.minute
    text = plain(value)
    if re.fullmatch(r"\d{1,3}(?:\.\d+)?", text) and not isinstance(value, bool):
        return float(text) * 60
    if match := re.fullmatch(r"(\d{1,3}):([0-5]\d)", text):
        return int(match[1]) * 60 + int(match[2])
    if text == "半小时":
        return 30
    match = HOURS.fullmatch(text)
    if not match or not (match["hours"] or match["minutes"]):
        raise Misread(NOT_HOURS, value=shown(value))
    half = 30 if match["half"] else 0
    return float(match["hours"] or 0) * 60 + half + int(match["minutes"] or 0)


def unlimited(value: Cell) -> bool:
    """Say whether the person asks for no limit of their own."""
    return blank(value) or plain(value) in UNLIMITED


def phone(value: Cell) -> str:
    """
    Give a telephone number as its digits, with ``+`` and country where it is not Chinese.

    Raises
    ------
    Misread
        When it is no telephone number, or a spreadsheet has rounded its last digits away.
    """
    text = plain(value)
    if re.fullmatch(r"\d(?:\.\d+)?e\+?\d+", text):
        if len(text.partition("e")[0]) < 11:
            raise Misread(DIGITS_LOST, value=shown(value))
        text = f"{float(text):.0f}"
    match = PHONE.fullmatch(re.sub(r"[\s\-().]", "", text))
    if not match or isinstance(value, bool):
        raise Misread(NOT_A_PHONE, value=shown(value))
    if match["mobile"] or match["other"]:
        return match["mobile"] or match["other"]
    return f"+{match['abroad']}"


def code(value: Cell) -> str:
    """
    Give a volunteer's or shift's number as text.

    Raises
    ------
    Misread
        When it holds more than letters, figures and a few joining marks.
    """
    text = line(unicodedata.normalize("NFKC", exact(value)), 200)
    if not re.fullmatch(r"[\w./#-]{1,40}", text):
        raise Misread(NOT_A_CODE, value=shown(value))
    return text.upper() if text.isascii() else text
