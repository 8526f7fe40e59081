"""Seats still open after publication, and whether a person may take them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload

from volunteer_app.db import db
from volunteer_app.duties.models import Shift
from volunteer_app.kit.errors import Missing
from volunteer_app.rosters.gather import gather_for
from volunteer_app.rosters.gather.reads import policy_of
from volunteer_app.rosters.judging.lawful import against
from volunteer_app.rosters.models import Period, PeriodTeam, Placement, Seat
from volunteer_app.rosters.telling.names import words_for
from volunteer_app.rosters.telling.sentences import sentence
from volunteer_app.teams.models import Membership, Team

#: so many open shifts are looked at for one page, the next ones first
MOST = 60


@dataclass(frozen=True)
class OpenSeat:
    """
    A shift with seats left.

    ``against`` says why the person may not take one; empty means they may.
    """

    shift: Shift
    room: int
    needed: int
    against: Sequence[str]


def my_team_ids(person_id: int) -> set[int]:
    """Give the teams a person is active in, and the teams these are squads of."""
    rows = db.session.execute(
        select(Team.id, Team.parent_id)
        .join(Membership, Membership.team_id == Team.id)
        .where(Membership.person_id == person_id, Membership.state == "active")
    )
    return {number for row in rows for number in row if number}


def published_periods(teams: Collection[int]) -> list[Period]:
    """List the published periods of some teams, the next first."""
    query = (
        select(Period)
        .where(
            Period.state == "published",
            Period.id.in_(select(PeriodTeam.period_id).where(PeriodTeam.team_id.in_(teams))),
        )
        .order_by(Period.first_day, Period.id)
    )
    return list(db.session.scalars(query))


def open_shift(person: Any, shift_id: int) -> Shift:
    """Find a shift of a published period of the person's teams; else `Missing`."""
    teams = my_team_ids(person.id)
    found = db.session.scalar(
        select(Shift)
        .join(Period, Period.id == Shift.period_id)
        .where(
            Shift.id == shift_id,
            Period.state == "published",
            Period.id.in_(select(PeriodTeam.period_id).where(PeriodTeam.team_id.in_(teams))),
        )
        .options(joinedload(Shift.site), joinedload(Shift.duty_kind))
    )
    if found is None:
        raise Missing
    return found


def taken(shift_ids: Collection[int]) -> dict[int, set[int]]:
    """Give who holds a seat of some shifts or is placed there in the draft; neither seat is open."""
    found: dict[int, set[int]] = defaultdict(set)
    held = select(Seat.shift_id, Seat.person_id).where(Seat.shift_id.in_(shift_ids), Seat.held)
    placed = select(Placement.shift_id, Placement.person_id).where(
        Placement.shift_id.in_(shift_ids)
    )
    for shift_id, person_id in [*db.session.execute(held), *db.session.execute(placed)]:
        found[shift_id].add(person_id)
    return found


def taken_by_others(shift_id: int, person_id: int) -> int:
    """Count the other people who hold a seat of a shift or are placed there in the draft."""
    held = select(Seat.person_id).where(Seat.shift_id == shift_id, Seat.held)
    placed = select(Placement.person_id).where(Placement.shift_id == shift_id)
    others = held.union(placed).subquery()
    query = select(func.count()).select_from(others).where(others.c.person_id != person_id)
    return db.session.scalar(query) or 0


def open_seats(person: Any, now: datetime) -> list[OpenSeat]:
    """
    List the open seats of a person's teams: those they may take first, then by time.

    One question a period answers for all its shifts.
    """
    teams = my_team_ids(person.id)
    periods = published_periods(teams)
    shifts = coming_shifts([one.id for one in periods], teams, now)
    full = taken([one.id for one in shifts])
    free = [
        one for one in shifts if len(full[one.id]) < one.wanted and person.id not in full[one.id]
    ][:MOST]
    found: list[OpenSeat] = []
    for period in periods:
        here = [one for one in free if one.period_id == period.id]
        found += judged(person, period, here, full, now)
    return sorted(found, key=lambda one: (bool(one.against), one.shift.starts, one.shift.id))


def coming_shifts(
    period_ids: Collection[int], teams: Collection[int], now: datetime
) -> list[Shift]:
    """List the shifts to come of some periods that a person's teams serve."""
    query = (
        select(Shift)
        .where(
            Shift.period_id.in_(period_ids),
            Shift.starts > now,
            Shift.cancelled_at.is_(None),
            or_(Shift.team_id.is_(None), Shift.team_id.in_(teams)),
        )
        .options(joinedload(Shift.site), joinedload(Shift.duty_kind))
        .order_by(Shift.starts, Shift.id)
    )
    return list(db.session.scalars(query))


def judged(
    person: Any, period: Period, shifts: Sequence[Shift], full: dict[int, set[int]], now: datetime
) -> list[OpenSeat]:
    """Say for each of a period's open shifts whether a person may take a seat."""
    if not shifts:
        return []
    asked = gather_for(period, [person.id], now=now, shift_ids=[one.id for one in shifts])
    policy = policy_of(period.organisation_id)
    found = {
        one.id: against(asked, period, str(person.id), str(one.id), own_choice=True, policy=policy)
        for one in shifts
    }
    told = words_for(period, [breach for some in found.values() for breach in some])
    return [
        OpenSeat(
            shift=one,
            room=one.wanted - len(full[one.id]),
            needed=max(0, one.minimum - len(full[one.id])),
            against=tuple(
                dict.fromkeys(sentence(breach, period, told) for breach in found[one.id])
            ),
        )
        for one in shifts
    ]
