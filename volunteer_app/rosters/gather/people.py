"""Rows about people that a question to the solver is made of, each kind in one read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta
from sqlalchemy import Select, and_, select

from volunteer_app.db import db
from volunteer_app.duties.models import (
    BusyWindow,
    Cap,
    DatedWindow,
    Shift,
    WeeklyWindow,
    WishedDuty,
)
from volunteer_app.kit import clock
from volunteer_app.people.models import Person
from volunteer_app.rosters.models import HELD, Period, PeriodAnswer, Seat
from volunteer_app.teams.models import Membership
from volunteer_app.training.models import Holding, Insurance

#: rows of columns, as the store gives them
Rows = Sequence[Any]
ByPerson = dict[int, list[Any]]

#: how far around a period other seats still matter: rests, weeks, nights; months count whole
MARGIN = timedelta(days=8)


@dataclass(frozen=True)
class PeopleRows:
    """Everything the store knows of some people that a roster asks about."""

    people: Rows
    members: ByPerson
    holdings: ByPerson
    weekly: ByPerson
    dated: ByPerson
    busy: ByPerson
    wishes: ByPerson
    insurances: ByPerson
    #: held seats of other periods around this one
    elsewhere: ByPerson


def people_rows(
    period: Period,
    ids: Collection[int],
    mates: Collection[int],
    teams: Collection[int],
    first: date,
    last: date,
) -> PeopleRows:
    """
    Read all about some people between two days; nine reads, however many they are.

    Of mates, who only sit in the same crews, it is read what a crew asks of its people.
    """
    everybody = {*ids, *mates}
    return PeopleRows(
        people=people(period, everybody),
        members=members(everybody, teams),
        holdings=holdings(everybody),
        weekly=weekly(ids),
        dated=dated(ids, first, last),
        busy=busy(ids),
        wishes=wishes(ids),
        insurances=insurances(ids),
        elsewhere=seats_elsewhere(period, ids, first, last),
    )


def people(period: Period, ids: Collection[int]) -> Rows:
    """Read birth months, own limits, who is placed by hand only and who sits this period out."""
    return read(
        select(
            Person.id,
            Person.born,
            Person.opted_out,
            Cap.minutes_week,
            Cap.shifts_month,
            Cap.minutes_period,
            PeriodAnswer.sitting_out,
        )
        .outerjoin(Cap, Cap.person_id == Person.id)
        .outerjoin(
            PeriodAnswer,
            and_(PeriodAnswer.person_id == Person.id, PeriodAnswer.period_id == period.id),
        )
        .where(Person.id.in_(ids))
        .order_by(Person.id)
    )


def members(ids: Collection[int], teams: Collection[int]) -> ByPerson:
    """Read who belongs to which of the teams, and may lead there."""
    return grouped(
        select(Membership.person_id, Membership.team_id, Membership.may_lead).where(
            Membership.person_id.in_(ids),
            Membership.team_id.in_(teams),
            Membership.state == "active",
        )
    )


def weekly(ids: Collection[int]) -> ByPerson:
    """Read the weekly availability."""
    return grouped(
        select(
            WeeklyWindow.person_id,
            WeeklyWindow.weekday,
            WeeklyWindow.start_minute,
            WeeklyWindow.end_minute,
            WeeklyWindow.grade,
        ).where(WeeklyWindow.person_id.in_(ids))
    )


def dated(ids: Collection[int], first: date, last: date) -> ByPerson:
    """Read the words about certain days between two, and the night before."""
    return grouped(
        select(
            DatedWindow.person_id,
            DatedWindow.kind,
            DatedWindow.first_day,
            DatedWindow.last_day,
            DatedWindow.start_minute,
            DatedWindow.end_minute,
            DatedWindow.grade,
        ).where(
            DatedWindow.person_id.in_(ids),
            DatedWindow.first_day <= last + timedelta(days=1),
            DatedWindow.last_day >= first - timedelta(days=1),
        )
    )


def busy(ids: Collection[int]) -> ByPerson:
    """Read the hours of people's own jobs."""
    return grouped(
        select(
            BusyWindow.person_id,
            BusyWindow.weekday,
            BusyWindow.first_day,
            BusyWindow.last_day,
            BusyWindow.start_minute,
            BusyWindow.end_minute,
        ).where(BusyWindow.person_id.in_(ids))
    )


def wishes(ids: Collection[int]) -> ByPerson:
    """Read the kinds of duty people wished for."""
    return grouped(
        select(WishedDuty.person_id, WishedDuty.duty_kind_id).where(WishedDuty.person_id.in_(ids))
    )


def holdings(ids: Collection[int]) -> ByPerson:
    """Read people's proofs of training."""
    return grouped(
        select(Holding.person_id, Holding.qualification_id, Holding.since, Holding.until).where(
            Holding.person_id.in_(ids)
        )
    )


def insurances(ids: Collection[int]) -> ByPerson:
    """Read people's accident cover, what has run out included: its last day is worth telling."""
    return grouped(
        select(Insurance.person_id, Insurance.since, Insurance.until).where(
            Insurance.person_id.in_(ids)
        )
    )


def seats_elsewhere(period: Period, ids: Collection[int], first: date, last: date) -> ByPerson:
    """Read the held seats of other periods around this one's days, to the ends of its months."""
    next_month = last.replace(day=1) + relativedelta(months=1)
    begin = clock.at(min(first.replace(day=1), first - MARGIN), 0, period.zone)
    end = clock.at(max(next_month, last + MARGIN), 0, period.zone)
    return grouped(
        select(Seat.person_id, Seat.starts, Seat.ends, Shift.duty_kind_id)
        .join(Shift, Shift.id == Seat.shift_id)
        .where(
            Seat.person_id.in_(ids),
            Seat.state.in_(HELD),
            Seat.period_id != period.id,
            Seat.starts < end,
            Seat.ends > begin,
        )
    )


def read(query: Select[*tuple[Any, ...]]) -> Rows:
    """Read rows of columns."""
    return db.session.execute(query).all()


def grouped(query: Select[*tuple[Any, ...]]) -> ByPerson:
    """Read rows and group them by the person they are about."""
    found: ByPerson = defaultdict(list)
    for row in read(query):
        found[row.person_id].append(row)
    return found
