"""The board of a period: one week of shifts with their crews, by duty, by day, or by person."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from volunteer_app.db import db
from volunteer_app.duties.models import Shift
from volunteer_app.kit import clock, words
from volunteer_app.rosters.models import Period
from volunteer_app.rosters.queries.drafts import Difference, Draft, difference, draft_of
from volunteer_app.rosters.queries.shown import Chip, Shown, state_of
from volunteer_app.teams.models import DutyKind, Site, Team

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Asked:
    """What of a period is to be shown."""

    week: date | None = None
    team: int | None = None
    kind: int | None = None
    open_only: bool = False


@dataclass(frozen=True)
class Row:
    """One line of the board: a duty at a site and time of day, through the week."""

    kind: DutyKind
    site: Site
    span: str
    #: for each day of the week the shifts of this line
    days: Sequence[Sequence[Shown]]


@dataclass(frozen=True)
class Tally:
    """How the whole period stands."""

    shifts: int
    wanted: int
    placed: int
    short: int
    room: int


@dataclass(frozen=True)
class Board:
    """One week of a period, ready to be drawn."""

    period: Period
    asked: Asked
    monday: date
    first_monday: date
    last_monday: date
    rows: Sequence[Row]
    by_day: Sequence[tuple[date, Sequence[Shown]]]
    tally: Tally
    waiting: Difference
    teams: Sequence[Team]
    kinds: Sequence[DutyKind]
    draft: Draft

    @property
    def days(self) -> list[date]:
        """The days of the week shown."""
        return [self.monday + timedelta(days=number) for number in range(7)]

    @property
    def earlier(self) -> date | None:
        """The Monday before, if the period has it."""
        return self.monday - WEEK if self.monday > self.first_monday else None

    @property
    def later(self) -> date | None:
        """The Monday after, if the period has it."""
        return self.monday + WEEK if self.monday < self.last_monday else None

    @property
    def empty(self) -> bool:
        """Whether no shift is shown."""
        return not self.rows


def monday_of(day: date) -> date:
    """Give the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def board(period: Period, asked: Asked, *, now: datetime) -> Board:
    """Read one week of a period; seven reads, however many shifts and people there are."""
    first, last = monday_of(period.first_day), monday_of(period.last_day)
    today = now.astimezone(ZoneInfo(period.zone)).date()
    monday = min(max(monday_of(asked.week or today), first), last)
    draft = draft_of(period)
    kinds = kinds_in(draft)
    shown = [
        one
        for one in shown_in(shifts_of_week(period, monday, asked), draft)
        if not (asked.open_only and one.state == "full")
    ]
    return Board(
        period=period,
        asked=asked,
        monday=monday,
        first_monday=first,
        last_monday=last,
        rows=rows_of(shown, monday),
        by_day=days_of(shown, monday),
        tally=tally_of(draft, now),
        waiting=difference(draft, now=now),
        teams=teams_of(period),
        kinds=kinds,
        draft=draft,
    )


def local_day(shift: Shift) -> date:
    """Give the day a shift begins on at its site."""
    return words.local(shift.starts, shift.site.zone).date()


def shifts_of_week(period: Period, monday: date, asked: Asked) -> list[Shift]:
    """Read a week's shifts in order of time, by the calendar of their sites."""
    begin = clock.at(monday, 0, period.zone) - timedelta(days=1)
    query = (
        select(Shift)
        .where(
            Shift.period_id == period.id,
            Shift.cancelled_at.is_(None),
            Shift.starts >= begin,
            Shift.starts < begin + WEEK + timedelta(days=2),
        )
        .options(joinedload(Shift.site), joinedload(Shift.duty_kind))
        .order_by(Shift.starts, Shift.id)
    )
    if asked.team is not None:
        query = query.where(Shift.team_id.is_(None) | (Shift.team_id == asked.team))
    if asked.kind is not None:
        query = query.where(Shift.duty_kind_id == asked.kind)
    return [one for one in db.session.scalars(query) if monday <= local_day(one) < monday + WEEK]


def shown_in(shifts: Iterable[Shift], draft: Draft) -> list[Shown]:
    """Join shifts with their crews."""
    chips: dict[int, list[Chip]] = defaultdict(list)
    leaving: dict[int, list[Chip]] = defaultdict(list)
    gave_back: dict[int, list[str]] = defaultdict(list)
    for row in draft.placed:
        state = state_of(draft.held.get((row.shift_id, row.person_id)))
        chips[row.shift_id].append(Chip.of(row, row.name, state))
    for pair, seat in draft.latest.items():
        if seat.held and pair not in draft.placed_pairs:
            leaving[seat.shift_id].append(Chip.leaving(seat, seat.name))
        elif seat.state in ("declined", "withdrawn", "lapsed"):
            gave_back[seat.shift_id].append(seat.name)
    return [Shown(one, chips[one.id], leaving[one.id], gave_back[one.id]) for one in shifts]


def rows_of(shown: Iterable[Shown], monday: date) -> list[Row]:
    """Sort a week's shifts into lines of the same duty, place and time of day."""
    lines: dict[tuple[Any, ...], list[list[Shown]]] = {}
    facts: dict[tuple[Any, ...], Shift] = {}
    for one in shown:
        shift = one.shift
        span = words.span(shift.starts, shift.ends, shift.site.zone)
        key = (words.named(shift.duty_kind), shift.duty_kind_id, words.named(shift.site), span)
        facts.setdefault(key, shift)
        line = lines.setdefault(key, [[] for _ in range(7)])
        line[(local_day(shift) - monday).days].append(one)
    return [
        Row(facts[key].duty_kind, facts[key].site, key[-1], lines[key]) for key in sorted(lines)
    ]


def days_of(shown: Iterable[Shown], monday: date) -> list[tuple[date, list[Shown]]]:
    """Sort a week's shifts by their day, in order of time."""
    days: list[list[Shown]] = [[] for _ in range(7)]
    for one in shown:
        days[(local_day(one.shift) - monday).days].append(one)
    return [(monday + timedelta(days=number), some) for number, some in enumerate(days)]


def tally_of(draft: Draft, now: datetime) -> Tally:
    """Count how the whole period stands, from now on where it has begun."""
    crews = Counter(row.shift_id for row in draft.placed)
    ahead = [one for one in draft.shifts.values() if one.cancelled_at is None and one.starts > now]
    return Tally(
        shifts=len(ahead),
        wanted=sum(one.wanted for one in ahead),
        placed=sum(crews[one.id] for one in ahead),
        short=sum(max(0, one.minimum - crews[one.id]) for one in ahead),
        room=sum(max(0, one.wanted - crews[one.id]) for one in ahead),
    )


def teams_of(period: Period) -> list[Team]:
    """List a period's teams by name."""
    return list(
        db.session.scalars(select(Team).where(Team.id.in_(period.team_ids)).order_by(Team.name))
    )


def kinds_in(draft: Draft) -> list[DutyKind]:
    """List the kinds of duty a period has shifts of, by name."""
    ids = {one.duty_kind_id for one in draft.shifts.values()}
    return list(
        db.session.scalars(select(DutyKind).where(DutyKind.id.in_(ids)).order_by(DutyKind.name))
    )
