"""What is known of when a person can and wishes to serve."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from volunteer_app.db import db
from volunteer_app.duties.models import BusyWindow, Cap, DatedWindow, WeeklyWindow, WishedDuty
from volunteer_app.duties.windows import Weekly
from volunteer_app.kit.errors import Missing
from volunteer_app.teams.models import DutyKind, Membership, Organisation, Team

HOME_ZONE = "Asia/Shanghai"


@dataclass(frozen=True)
class KindsOf:
    """An organisation with the kinds of duty one may wish for there."""

    organisation: Organisation
    kinds: Sequence[DutyKind]


def home_zone(person: Any) -> str:
    """Give the zone of a person's first team's organisation: the wall their hours are on."""
    zone = db.session.scalar(
        select(Organisation.zone)
        .join(Team, Team.organisation_id == Organisation.id)
        .join(Membership, Membership.team_id == Team.id)
        .where(Membership.person_id == person.id)
        .order_by(Membership.since, Membership.id)
        .limit(1)
    )
    return zone or HOME_ZONE


def week_of(person_id: int) -> list[Weekly]:
    """Give a person's weekly pattern in order."""
    rows = db.session.execute(
        select(
            WeeklyWindow.weekday,
            WeeklyWindow.start_minute,
            WeeklyWindow.end_minute,
            WeeklyWindow.grade,
        )
        .where(WeeklyWindow.person_id == person_id)
        .order_by(WeeklyWindow.weekday, WeeklyWindow.start_minute, WeeklyWindow.id)
    )
    return [Weekly(*row) for row in rows]


def days_of(person_id: int, today: date) -> list[DatedWindow]:
    """List a person's words about certain days that are not over, in order."""
    return list(
        db.session.scalars(
            select(DatedWindow)
            .where(DatedWindow.person_id == person_id, DatedWindow.last_day >= today)
            .order_by(DatedWindow.first_day, DatedWindow.start_minute, DatedWindow.id)
        )
    )


def busy_of(person_id: int, today: date) -> list[BusyWindow]:
    """List the hours of a person's own job, the weekly ones first, then the days to come."""
    return list(
        db.session.scalars(
            select(BusyWindow)
            .where(
                BusyWindow.person_id == person_id,
                BusyWindow.weekday.is_not(None) | (BusyWindow.last_day >= today),
            )
            .order_by(
                BusyWindow.weekday.is_(None),
                BusyWindow.weekday,
                BusyWindow.first_day,
                BusyWindow.start_minute,
            )
        )
    )


def cap_of(person_id: int) -> Cap:
    """Give a person's own limits; a blank record where there are none."""
    return db.session.get(Cap, person_id) or Cap(person_id=person_id)


def wishes_of(person_id: int) -> list[int]:
    """List the ids of the kinds of duty a person wishes for."""
    return list(
        db.session.scalars(
            select(WishedDuty.duty_kind_id)
            .where(WishedDuty.person_id == person_id)
            .order_by(WishedDuty.duty_kind_id)
        )
    )


def wishable(person: Any) -> list[KindsOf]:
    """List the kinds of duty of the organisations whose teams a person belongs to."""
    organisations = db.session.scalars(
        select(Organisation)
        .where(Organisation.id.in_(person.standing.member_in))
        .order_by(Organisation.name)
    ).all()
    kinds = db.session.scalars(
        select(DutyKind)
        .where(DutyKind.organisation_id.in_(person.standing.member_in), DutyKind.active)
        .order_by(DutyKind.name)
    ).all()
    by_organisation = [
        KindsOf(one, [kind for kind in kinds if kind.organisation_id == one.id])
        for one in organisations
    ]
    return [group for group in by_organisation if group.kinds]


def own_day(person: Any, window_id: int) -> DatedWindow:
    """Find one of the person's own dated entries; else `Missing`."""
    found = db.session.get(DatedWindow, window_id)
    if found is None or found.person_id != person.id:
        raise Missing
    return found


def own_busy(person: Any, window_id: int) -> BusyWindow:
    """Find one of the person's own busy entries; else `Missing`."""
    found = db.session.get(BusyWindow, window_id)
    if found is None or found.person_id != person.id:
        raise Missing
    return found
