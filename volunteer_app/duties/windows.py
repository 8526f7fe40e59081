"""When a person can serve: the weekly pattern and the words about certain days, laid over the calendar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

DAY = 1440


@dataclass(frozen=True)
class Weekly:
    """A graded stretch of one weekday, minutes of the wall clock."""

    weekday: int
    start: int
    end: int
    grade: int


@dataclass(frozen=True)
class Dated:
    """A word about the days from first to last: away, only, or also; see ``DatedWindow``."""

    kind: str
    first: date
    last: date
    start: int
    end: int
    grade: int


@dataclass(frozen=True)
class Stretch:
    """A graded stretch of one day, minutes of the wall clock; the end may pass 1440."""

    day: date
    start: int
    end: int
    grade: int


def days_between(first: date, last: date) -> Iterator[date]:
    """Count the days from the first to the last, both included."""
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)


def laid_out(
    first: date, last: date, weekly: Iterable[Weekly], dated: Iterable[Dated]
) -> list[Stretch]:
    """
    Lay a person's availability over the days from first to last.

    ``only`` replaces the weekly pattern on its days, ``also`` adds to it, and ``away`` takes
    away from everything, the hours after midnight of the evening before included.
    """
    words = list(dated)
    by_weekday: dict[int, list[Weekly]] = {}
    for window in weekly:
        by_weekday.setdefault(window.weekday, []).append(window)
    found: list[Stretch] = []
    for day in days_between(first, last):
        told = [word for word in words if word.first <= day <= word.last]
        only = [word for word in told if word.kind == "only"]
        plain = by_weekday.get(day.weekday(), []) if not only else []
        found += [Stretch(day, one.start, one.end, one.grade) for one in plain]
        found += [
            Stretch(day, word.start, word.end, word.grade) for word in told if word.kind != "away"
        ]
    away = [word for word in words if word.kind == "away"]
    return [piece for stretch in found for piece in without(stretch, away)]


def without(stretch: Stretch, away: Iterable[Dated]) -> list[Stretch]:
    """Cut the hours somebody is away out of a stretch."""
    pieces = [(stretch.start, stretch.end)]
    for word in away:
        for day in (stretch.day, stretch.day + timedelta(days=1)):
            if not word.first <= day <= word.last:
                continue
            shift = (day - stretch.day).days * DAY
            start, end = word.start + shift, word.end + shift
            pieces = [
                piece
                for low, high in pieces
                for piece in ((low, min(high, start)), (max(low, end), high))
                if piece[0] < piece[1]
            ]
    return [Stretch(stretch.day, low, high, stretch.grade) for low, high in pieces]
