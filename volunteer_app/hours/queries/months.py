"""Months: their first days, and the way a month is written in an address."""

from __future__ import annotations

from datetime import date, timedelta


def first_of(day: date) -> date:
    """Give the first day of a day's month."""
    return day.replace(day=1)


def next_month(day: date) -> date:
    """Give the first day of the month after a day's."""
    return first_of(first_of(day) + timedelta(days=31))


def last_month(day: date) -> date:
    """Give the first day of the month before a day's."""
    return first_of(first_of(day) - timedelta(days=1))


def months_before(today: date, months: int) -> list[date]:
    """Give the first days of the last months, today's the last."""
    found = [first_of(today)]
    while len(found) < months:
        found.append(last_month(found[-1]))
    return found[::-1]


def month_in(text: str, otherwise: date) -> date | None:
    """
    Read a month such as ``2026-12``; ``all`` is no month at all, and nonsense is another one.
    """
    if text == "all":
        return None
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return first_of(otherwise)
