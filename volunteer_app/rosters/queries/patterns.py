"""What is known of weekly patterns and marked days, and what laying them out would add."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from volunteer_app.db import db
from volunteer_app.duties.calendar import ORDINARY, Calendar, DayKind
from volunteer_app.duties.layout import Planned, WeeklyDuty, lay_out
from volunteer_app.duties.models import HolidayMark, Pattern, Shift
from volunteer_app.duties.windows import days_between
from volunteer_app.kit import words
from volunteer_app.kit.errors import Missing
from volunteer_app.rosters.gather.reads import policy_of
from volunteer_app.rosters.models import Period, Policy
from volunteer_app.rosters.plans import daylight
from volunteer_app.teams.models import Organisation
from volunteer_app.teams.queries import organisation
from volunteer_app.training.models import Qualification


@dataclass(frozen=True)
class LeftOut:
    """The shifts of one day left out for one reason."""

    day: date
    why: str
    holiday: str
    patterns: Sequence[Pattern]

    def names(self) -> list[str]:
        """Name the kinds of duty, each once."""
        return list(dict.fromkeys(words.named(one.duty_kind) for one in self.patterns))


@dataclass(frozen=True)
class Preview:
    """What laying out would do: patterns by id, and every day with what becomes of it."""

    patterns: dict[int, Pattern]
    planned: Sequence[Planned]

    @property
    def fresh(self) -> list[Planned]:
        """The shifts that would be added."""
        return [one for one in self.planned if not one.skipped]

    @property
    def skipped(self) -> list[Planned]:
        """The days left out for a holiday, a worked weekend day or the dark."""
        return [one for one in self.planned if one.skipped not in ("", "there")]

    def left_out(self) -> list[LeftOut]:
        """Give what is left out, day by day and reason by reason."""
        found: dict[tuple[date, str, str], list[Pattern]] = {}
        for one in sorted(self.skipped, key=lambda one: one.day):
            known = found.setdefault((one.day, one.skipped, one.holiday), [])
            known.append(self.patterns[one.key])
        return [LeftOut(*key, patterns) for key, patterns in found.items()]

    @property
    def there(self) -> int:
        """How many shifts were laid out before."""
        return sum(one.skipped == "there" for one in self.planned)

    @property
    def seats(self) -> int:
        """How many seats the new shifts want."""
        return sum(self.patterns[one.key].wanted for one in self.fresh)

    def by_pattern(self) -> list[tuple[Pattern, list[Planned]]]:
        """Give the new shifts pattern by pattern."""
        return [
            (pattern, [one for one in self.fresh if one.key == pattern.id])
            for pattern in self.patterns.values()
        ]


def pattern(person: Any, pattern_id: int) -> Pattern:
    """Find a pattern within the person's reach, with site and kind of duty; else `Missing`."""
    found = db.session.scalar(
        select(Pattern)
        .where(Pattern.id == pattern_id)
        .options(joinedload(Pattern.site), joinedload(Pattern.duty_kind))
    )
    if found is None or not person.standing.touches(found.organisation_id):
        raise Missing
    return found


def patterns_of(organisation_id: int, *, active: bool = True) -> list[Pattern]:
    """List an organisation's weekly patterns in order of the day's time."""
    query = (
        select(Pattern)
        .where(Pattern.organisation_id == organisation_id)
        .options(joinedload(Pattern.site), joinedload(Pattern.duty_kind))
        .order_by(Pattern.start_minute, Pattern.id)
    )
    if active:
        query = query.where(Pattern.active)
    return list(db.session.scalars(query))


def marks_of(organisation_id: int) -> list[HolidayMark]:
    """List the days an organisation marked itself, in order."""
    return list(
        db.session.scalars(
            select(HolidayMark)
            .where(HolidayMark.organisation_id == organisation_id)
            .order_by(HolidayMark.day)
        )
    )


def calendar_of(organisation_id: int, zone: str) -> Calendar:
    """Give the calendar an organisation goes by at a zone."""
    marks = {mark.day: (mark.kind, mark.name) for mark in marks_of(organisation_id)}
    return Calendar(zone, marks, words.is_chinese())


def preview(period: Period) -> Preview:
    """Lay the patterns of the period's teams out over its days, storing nothing."""
    listed = [
        one
        for one in patterns_of(period.organisation_id)
        if one.team_id is None or one.team_id in period.team_ids
    ]
    there = set(
        db.session.scalars(
            select(Shift.reference).where(
                Shift.period_id == period.id, Shift.reference.is_not(None)
            )
        )
    )
    calendars: dict[str, Calendar] = {}

    def kind_of(zone: str, day: date) -> Any:
        if zone not in calendars:
            calendars[zone] = calendar_of(period.organisation_id, zone)
        return calendars[zone].kind_of(day)

    planned = lay_out(
        [weekly(one) for one in listed],
        period.first_day,
        period.last_day,
        kind_of=kind_of,
        there={reference for reference in there if reference},
    )
    known = {one.id: one for one in listed}
    policy = policy_of(period.organisation_id)
    return Preview(known, [unless_dark(one, known[one.key], policy) for one in planned])


def unless_dark(planned: Planned, pattern: Pattern, policy: Policy) -> Planned:
    """Leave a day out on which a duty by daylight would begin or end in the dark."""
    if planned.skipped or not pattern.duty_kind.daylight_only:
        return planned
    first, last = daylight(pattern.site, policy, planned.day)
    light = pattern.start_minute >= first and pattern.end_minute <= last
    return planned if light else replace(planned, skipped="dark")


def weekly(pattern: Pattern) -> WeeklyDuty:
    """Give a pattern in plain values."""
    return WeeklyDuty(
        key=pattern.id,
        zone=pattern.site.zone,
        weekdays=frozenset(pattern.weekdays),
        start=pattern.start_minute,
        end=pattern.end_minute,
        on_holidays=pattern.on_holidays,
        on_makeup_days=pattern.on_makeup_days,
    )


def proofs() -> list[Qualification]:
    """List the trainings known across the district, by name."""
    return list(db.session.scalars(select(Qualification).order_by(Qualification.name)))


def mark(person: Any, organisation_id: int, mark_id: int) -> Marked:
    """Find an organisation's own word on a day, within the person's reach; else `Missing`."""
    house = organisation(person, organisation_id)
    found = db.session.get(HolidayMark, mark_id)
    if found is None or found.organisation_id != house.id:
        raise Missing
    return Marked(found, house)


@dataclass(frozen=True)
class Marked:
    """A marked day with its organisation."""

    mark: HolidayMark
    organisation: Organisation


@dataclass(frozen=True)
class NamedDay:
    """A day of the year that is not like others."""

    day: date
    kind: DayKind
    mark_id: int | None


def named_days(house: Organisation, year: int) -> list[NamedDay]:
    """List a year's holidays, worked weekend days and marked days, in order."""
    known = calendar_of(house.id, house.zone)
    ids = {one.day: one.id for one in marks_of(house.id)}
    listed = days_between(date(year, 1, 1), date(year, 12, 31))
    told = [NamedDay(day, known.kind_of(day), ids.get(day)) for day in listed]
    return [one for one in told if one.kind.kind != ORDINARY or one.mark_id is not None]
