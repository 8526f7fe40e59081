"""How well the coming weeks are covered: seats filled, needed and wanted, by week and kind of duty."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Subquery, func, select

from volunteer_app.db import db
from volunteer_app.duties.models import Shift
from volunteer_app.kit import clock, words
from volunteer_app.rosters.models import Seat
from volunteer_app.teams.models import DutyKind, Organisation

WEEKS = 4


@dataclass
class Cover:
    """The seats of one kind of duty in one week."""

    filled: int = 0
    accepted: int = 0
    minimum: int = 0
    wanted: int = 0
    #: seats missing to the minimum, shift by shift
    short: int = 0

    def add(self, filled: int, accepted: int, minimum: int, wanted: int) -> None:
        """Add one shift."""
        self.filled += filled
        self.accepted += accepted
        self.minimum += minimum
        self.wanted += wanted
        self.short += max(0, minimum - filled)

    def share(self, seats: int) -> float:
        """Give a number of seats as a part of a hundred of the wanted ones."""
        return round(100 * min(seats, self.wanted) / self.wanted, 1) if self.wanted else 0.0


@dataclass(frozen=True)
class CoverTable:
    """Cover by kind of duty and week, with the sums of each week."""

    weeks: list[date]
    rows: list[tuple[Any, list[Cover]]]
    sums: list[Cover]

    @property
    def short(self) -> int:
        """Seats missing to the minimum in all."""
        return sum(one.short for one in self.sums)


def coming_weeks(today: date) -> list[date]:
    """Give the Mondays of this week and the next ones."""
    monday = today - timedelta(days=today.weekday())
    return [monday + timedelta(weeks=number) for number in range(WEEKS)]


def seats_counted(first: datetime, last: datetime) -> Subquery:
    """Give the question for the held seats of each shift that begins between two moments."""
    return (
        select(
            Seat.shift_id,
            func.count().label("filled"),
            func.count().filter(Seat.state == "accepted").label("accepted"),
        )
        .where(Seat.held, Seat.starts >= first, Seat.starts < last)
        .group_by(Seat.shift_id)
        .subquery()
    )


def cover(organisation: Organisation, today: date) -> CoverTable:
    """Add up the seats of this week and the next three; two reads."""
    weeks = coming_weeks(today)
    first = clock.at(weeks[0], 0, organisation.zone)
    last = clock.at(weeks[-1] + timedelta(days=7), 0, organisation.zone)
    seats = seats_counted(first, last)
    shifts = db.session.execute(
        select(
            Shift.starts,
            Shift.duty_kind_id,
            func.coalesce(seats.c.filled, 0),
            func.coalesce(seats.c.accepted, 0),
            Shift.minimum,
            Shift.wanted,
        )
        .outerjoin(seats, seats.c.shift_id == Shift.id)
        .where(
            Shift.organisation_id == organisation.id,
            Shift.cancelled_at.is_(None),
            Shift.starts >= first,
            Shift.starts < last,
        )
    )
    table: dict[int, list[Cover]] = defaultdict(lambda: [Cover() for _week in weeks])
    sums = [Cover() for _week in weeks]
    for starts, kind_id, *counts in shifts:
        week = (words.local(starts, organisation.zone).date() - weeks[0]).days // 7
        for one in (table[kind_id][week], sums[week]):
            one.add(*(int(count) for count in counts))
    kinds = db.session.scalars(
        select(DutyKind).where(DutyKind.id.in_(table)).order_by(DutyKind.name)
    )
    return CoverTable(weeks, [(kind, table[kind.id]) for kind in kinds], sums)
