"""The rows a question to the solver is made of, read as columns, grouped by person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, or_, select

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
from volunteer_app.rosters.models import (
    HELD,
    Period,
    PeriodAnswer,
    PeriodTeam,
    Placement,
    Policy,
    Seat,
)
from volunteer_app.teams.models import DutyKind, Membership, Team
from volunteer_app.training.models import Holding, Insurance

#: rows of columns, as the store gives them
Rows = Sequence[Any]
ByPerson = dict[int, list[Any]]

#: how far around a period other seats still matter: rests, weeks, nights
MARGIN = timedelta(days=8)


@dataclass(frozen=True)
class PeopleRows:
    """Everything the store knows of some people that a roster asks about."""

    people: Rows
    members: ByPerson
    weekly: ByPerson
    dated: ByPerson
    busy: ByPerson
    caps: dict[int, Any]
    wishes: ByPerson
    holdings: ByPerson
    insurances: ByPerson
    sitting_out: set[int]
    #: held seats of other periods around this one
    elsewhere: ByPerson


def policy_of(organisation_id: int) -> Policy:
    """Give an organisation's limits; the house's own where it has set none."""
    found = db.session.get(Policy, organisation_id)
    if found is not None:
        return found
    plain: dict[str, Any] = {
        column.name: column.default.arg
        for column in Policy.__table__.columns
        if column.default is not None
    }
    return Policy(organisation_id=organisation_id, **plain)


def teams_rostered(period: Period) -> dict[int, int | None]:
    """Give a period's teams and their squads, each with its parent."""
    ids = select(PeriodTeam.team_id).where(PeriodTeam.period_id == period.id)
    rows = db.session.execute(
        select(Team.id, Team.parent_id).where(or_(Team.id.in_(ids), Team.parent_id.in_(ids)))
    )
    return {row.id: row.parent_id for row in rows}


def shift_rows(period: Period, ids: Collection[int] | None = None) -> Rows:
    """Read a period's shifts that are not cancelled, or some of them, with the rules of their kinds."""
    query = (
        select(
            Shift.id, Shift.team_id, Shift.site_id, Shift.duty_kind_id, Shift.starts, Shift.ends,
            Shift.minimum, Shift.wanted, Shift.lead_seats, Shift.adults_only, Shift.outdoor,
            Shift.needs,
            DutyKind.needs.label("kind_needs"), DutyKind.adults_only.label("kind_adults"),
            DutyKind.insured, DutyKind.least_crew, DutyKind.experienced,
            DutyKind.lead_seats.label("kind_leads"), DutyKind.outdoor.label("kind_outdoor"),
            DutyKind.critical, DutyKind.lead_policy,
        )
        .join(DutyKind, DutyKind.id == Shift.duty_kind_id)
        .where(Shift.period_id == period.id, Shift.cancelled_at.is_(None))
        .order_by(Shift.starts, Shift.id)
    )  # fmt: skip
    if ids is not None:
        query = query.where(Shift.id.in_(ids))
    return db.session.execute(query).all()


def placement_rows(period: Period) -> Rows:
    """Read the draft."""
    return db.session.execute(
        select(
            Placement.shift_id,
            Placement.person_id,
            Placement.pinned,
            Placement.by_hand,
            Person.opted_out,
        )
        .join(Person, Person.id == Placement.person_id)
        .where(Placement.period_id == period.id)
    ).all()


def seat_rows(period: Period) -> Rows:
    """Read the period's seats, also those that were given back."""
    return db.session.execute(
        select(Seat.shift_id, Seat.person_id, Seat.state, Seat.held)
        .where(Seat.period_id == period.id)
        .order_by(Seat.id)
    ).all()


def member_ids(teams: Iterable[int]) -> set[int]:
    """List everybody active in at least one of the teams."""
    return set(
        db.session.scalars(
            select(Membership.person_id)
            .join(Person, Person.id == Membership.person_id)
            .where(Membership.team_id.in_(list(teams)), Membership.state == "active", Person.active)
        )
    )


def people_rows(
    period: Period, ids: Collection[int], teams: Collection[int], first: date, last: date
) -> PeopleRows:
    """Read all about some people between two days; a dozen reads, however many they are."""
    return PeopleRows(
        people=read(
            select(Person.id, Person.born, Person.opted_out)
            .where(Person.id.in_(ids))
            .order_by(Person.id)
        ),
        members=grouped(
            select(Membership.person_id, Membership.team_id, Membership.may_lead).where(
                Membership.person_id.in_(ids),
                Membership.team_id.in_(teams),
                Membership.state == "active",
            )
        ),
        weekly=grouped(
            select(
                WeeklyWindow.person_id, WeeklyWindow.weekday, WeeklyWindow.start_minute,
                WeeklyWindow.end_minute, WeeklyWindow.grade,
            ).where(WeeklyWindow.person_id.in_(ids))
        ),
        dated=grouped(
            select(
                DatedWindow.person_id, DatedWindow.kind, DatedWindow.first_day,
                DatedWindow.last_day, DatedWindow.start_minute, DatedWindow.end_minute,
                DatedWindow.grade,
            ).where(
                DatedWindow.person_id.in_(ids),
                DatedWindow.first_day <= last,
                DatedWindow.last_day >= first,
            )
        ),
        busy=grouped(
            select(
                BusyWindow.person_id, BusyWindow.weekday, BusyWindow.first_day,
                BusyWindow.last_day, BusyWindow.start_minute, BusyWindow.end_minute,
            ).where(BusyWindow.person_id.in_(ids))
        ),
        caps={row.person_id: row for row in read(
            select(Cap.person_id, Cap.minutes_week, Cap.shifts_month, Cap.minutes_period)
            .where(Cap.person_id.in_(ids))
        )},
        wishes=grouped(
            select(WishedDuty.person_id, WishedDuty.duty_kind_id).where(
                WishedDuty.person_id.in_(ids)
            )
        ),
        holdings=grouped(
            select(
                Holding.person_id, Holding.qualification_id, Holding.since, Holding.until
            ).where(Holding.person_id.in_(ids))
        ),
        insurances=grouped(
            select(Insurance.person_id, Insurance.since, Insurance.until).where(
                Insurance.person_id.in_(ids)
            )
        ),
        sitting_out=set(
            db.session.scalars(
                select(PeriodAnswer.person_id).where(
                    PeriodAnswer.period_id == period.id, PeriodAnswer.sitting_out
                )
            )
        ),
        elsewhere=seats_elsewhere(period, ids, first, last),
    )  # fmt: skip


def seats_elsewhere(period: Period, ids: Collection[int], first: date, last: date) -> ByPerson:
    """Read the held seats of other periods around this one's days."""
    begin = clock.at(first, 0, period.zone) - MARGIN
    end = clock.at(last, 1440, period.zone) + MARGIN
    return grouped(
        select(Seat.person_id, Seat.starts, Seat.ends).where(
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
