"""Weekly patterns laid out over a period's days: pure, so that a preview is the very thing that is stored."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from volunteer_app.duties.calendar import HOLIDAY, MAKEUP, DayKind
from volunteer_app.duties.windows import days_between
from volunteer_app.kit import clock

WORKDAYS = frozenset(range(5))


@dataclass(frozen=True)
class WeeklyDuty:
    """
    A weekly pattern in plain values.

    Parameters
    ----------
    key
        The pattern's id.
    weekdays
        Days served, Monday 0.
    start, end
        Minutes of the wall clock in ``zone``; the end may pass 1440.
    on_holidays, on_makeup_days
        Whether it is served on public holidays, and on weekend days that are worked.
    """

    key: int
    zone: str
    weekdays: frozenset[int]
    start: int
    end: int
    on_holidays: bool
    on_makeup_days: bool


@dataclass(frozen=True)
class Planned:
    """One day of a pattern: a shift to be added, or why there is none."""

    key: int
    day: date
    starts: datetime
    ends: datetime
    #: "" for a shift to add; else there, holiday, makeup, dark
    skipped: str = ""
    holiday: str = ""

    @property
    def reference(self) -> str:
        """The mark by which a second laying-out knows the shift again, even if it was moved."""
        return reference(self.key, self.day)


def reference(key: int, day: date) -> str:
    """Give the mark of a pattern's shift on a day."""
    return f"pattern-{key}-{day.isoformat()}"


def lay_out(
    duties: Iterable[WeeklyDuty],
    first: date,
    last: date,
    *,
    kind_of: Callable[[str, date], DayKind],
    there: Collection[str],
) -> list[Planned]:
    """
    Lay weekly duties over the days from first to last.

    Parameters
    ----------
    kind_of
        Says of a zone's day whether it is a holiday, a worked weekend day or an ordinary one.
    there
        References of the shifts laid out before, cancelled ones included.

    Returns
    -------
    list of Planned
        In order of time; days a pattern would be served but for a holiday are in it, skipped.
    """
    found = []
    for duty in duties:
        for day in days_between(first, last):
            kind = kind_of(duty.zone, day)
            if not due(duty, day, kind):
                continue
            skipped = left_out(duty, kind)
            if not skipped and reference(duty.key, day) in there:
                skipped = "there"
            found.append(
                Planned(
                    key=duty.key,
                    day=day,
                    starts=clock.at(day, duty.start, duty.zone),
                    ends=clock.at(day, duty.end, duty.zone),
                    skipped=skipped,
                    holiday=kind.name,
                )
            )
    return sorted(found, key=lambda one: (one.starts, one.key))


def due(duty: WeeklyDuty, day: date, kind: DayKind) -> bool:
    """
    Say whether a duty would be served on a day if it were an ordinary one.

    A weekend day that is worked counts as a workday for duties of all workdays.
    """
    if day.weekday() in duty.weekdays:
        return True
    return kind.kind == MAKEUP and duty.on_makeup_days and duty.weekdays >= WORKDAYS


def left_out(duty: WeeklyDuty, kind: DayKind) -> str:
    """Say for which kind of day a duty is left out; nothing when it is served."""
    if kind.kind == HOLIDAY and not duty.on_holidays:
        return HOLIDAY
    if kind.kind == MAKEUP and not duty.on_makeup_days:
        return MAKEUP
    return ""
