"""How load falls: hours by month, who comes near their own limit, who has had nothing."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Select, extract, func, select

from volunteer_app.db import db
from volunteer_app.duties.models import Cap
from volunteer_app.hours.models import LedgerEntry
from volunteer_app.hours.queries.months import months_before
from volunteer_app.kit import clock, words
from volunteer_app.people.models import Person
from volunteer_app.reports.queries.cover import coming_weeks
from volunteer_app.rosters.gather.reads import policy_of
from volunteer_app.rosters.models import Seat
from volunteer_app.teams.models import Membership, Organisation, Team

IDLE_DAYS = 60
SHOWN = 10


@dataclass(frozen=True)
class Loaded:
    """One person's fullest week among the coming ones, against the limit that binds first."""

    name: str
    number: str
    week: date
    minutes: int
    most: int | None
    #: whether the limit is the person's own
    own: bool

    @property
    def share(self) -> int:
        """The week's minutes as a part of a hundred of the limit."""
        return 100 * self.minutes // self.most if self.most else 0


@dataclass(frozen=True)
class Idle:
    """One member with neither a duty lately nor one to come."""

    name: str
    number: str
    last: date | None


def hours_by_month(
    organisation: Organisation, today: date, months: int = 6
) -> list[tuple[date, int]]:
    """Sum the verified minutes of the last months, this one the last."""
    wanted = months_before(today, months)
    year, month = extract("year", LedgerEntry.served_on), extract("month", LedgerEntry.served_on)
    rows = db.session.execute(
        select(year, month, func.sum(LedgerEntry.minutes))
        .where(LedgerEntry.organisation_id == organisation.id, LedgerEntry.served_on >= wanted[0])
        .group_by(year, month)
    )
    found = {date(int(y), int(m), 1): int(minutes) for y, m, minutes in rows}
    return [(first, found.get(first, 0)) for first in wanted]


def most_loaded(organisation: Organisation, today: date) -> list[Loaded]:
    """List the people whose fullest coming week is nearest to their weekly limit."""
    weeks = coming_weeks(today)
    first = clock.at(weeks[0], 0, organisation.zone)
    last = clock.at(weeks[-1] + timedelta(days=7), 0, organisation.zone)
    minutes: dict[int, list[int]] = defaultdict(lambda: [0] * len(weeks))
    seats = db.session.execute(
        select(Seat.person_id, Seat.starts, Seat.ends).where(
            Seat.organisation_id == organisation.id,
            Seat.held,
            Seat.starts >= first,
            Seat.starts < last,
        )
    )
    for person_id, starts, ends in seats:
        week = (words.local(starts, organisation.zone).date() - weeks[0]).days // 7
        minutes[person_id][week] += int((ends - starts).total_seconds() // 60)
    house = policy_of(organisation.id).minutes_week
    people = db.session.execute(
        select(Person.id, Person.name, Person.number, Cap.minutes_week)
        .outerjoin(Cap, Cap.person_id == Person.id)
        .where(Person.id.in_(minutes))
    )
    found = []
    for row in people:
        fullest = max(minutes[row.id])
        own = row.minutes_week is not None and (house is None or row.minutes_week <= house)
        most = row.minutes_week if own else house
        monday = weeks[minutes[row.id].index(fullest)]
        found.append(Loaded(row.name, row.number, monday, fullest, most, own))
    return sorted(found, key=lambda one: (-one.share, -one.minutes, one.number))[:SHOWN]


def members(organisation: Organisation) -> Select[int]:
    """Give the question for the numbers of an organisation's active members."""
    return (
        select(Membership.person_id)
        .join(Team, Team.id == Membership.team_id)
        .where(Team.organisation_id == organisation.id, Membership.state == "active")
    )


def idle(organisation: Organisation, today: date) -> list[Idle]:
    """List active members without a duty for 60 days and without one to come, longest first."""
    since = today - timedelta(days=IDLE_DAYS)
    served = (
        select(LedgerEntry.person_id, func.max(LedgerEntry.served_on).label("last"))
        .group_by(LedgerEntry.person_id)
        .where(LedgerEntry.person_id.in_(members(organisation)), LedgerEntry.minutes > 0)
        .subquery()
    )
    begin = clock.at(since, 0, organisation.zone)
    booked = select(Seat.person_id).where(Seat.held, Seat.starts >= begin)
    rows = db.session.execute(
        select(Person.name, Person.number, served.c.last)
        .outerjoin(served, served.c.person_id == Person.id)
        .where(
            Person.active,
            Person.id.in_(members(organisation).where(Membership.since < begin)),
            Person.id.not_in(booked),
            func.coalesce(served.c.last, date.min) < since,
        )
        .order_by(func.coalesce(served.c.last, date.min), Person.number)
    )
    return [Idle(row.name, row.number, row.last) for row in rows]
