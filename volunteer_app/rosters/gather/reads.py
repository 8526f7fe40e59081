"""A period's rows that a question to the solver is made of: shifts, draft, seats, teams, limits."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import or_, select

from volunteer_app.db import db
from volunteer_app.duties.models import Shift
from volunteer_app.people.models import Person
from volunteer_app.rosters.models import Period, PeriodTeam, Placement, Policy, Seat
from volunteer_app.teams.models import DutyKind, Membership, Team

#: rows of columns, as the store gives them
Rows = Sequence[Any]


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


def touched(period: Period, people: Collection[int], shift_ids: Collection[int]) -> set[int]:
    """Give some shifts, and those on which some people are placed or hold a seat."""
    drafted = select(Placement.shift_id).where(
        Placement.period_id == period.id, Placement.person_id.in_(people)
    )
    seated = select(Seat.shift_id).where(
        Seat.period_id == period.id, Seat.person_id.in_(people), Seat.held
    )
    return {*shift_ids, *db.session.scalars(drafted.union(seated))}


def placement_rows(period: Period, shift_ids: Collection[int] | None = None) -> Rows:
    """Read the draft, or what it says of some shifts."""
    query = (
        select(
            Placement.shift_id,
            Placement.person_id,
            Placement.pinned,
            Placement.by_hand,
            Placement.override_reason,
            Person.opted_out,
        )
        .join(Person, Person.id == Placement.person_id)
        .where(Placement.period_id == period.id)
    )
    if shift_ids is not None:
        query = query.where(Placement.shift_id.in_(shift_ids))
    return db.session.execute(query).all()


def seat_rows(period: Period, shift_ids: Collection[int] | None = None) -> Rows:
    """Read the period's seats or those of some shifts, also those that were given back."""
    query = (
        select(Seat.shift_id, Seat.person_id, Seat.state, Seat.held)
        .where(Seat.period_id == period.id)
        .order_by(Seat.id)
    )
    if shift_ids is not None:
        query = query.where(Seat.shift_id.in_(shift_ids))
    return db.session.execute(query).all()


def member_marks(teams: Iterable[int]) -> dict[int, bool]:
    """List everybody active in at least one of the teams, and whether one marks them as fit to lead."""
    found: dict[int, bool] = {}
    for row in db.session.execute(
        select(Membership.person_id, Membership.may_lead)
        .join(Person, Person.id == Membership.person_id)
        .where(Membership.team_id.in_(list(teams)), Membership.state == "active", Person.active)
    ):
        found[row.person_id] = found.get(row.person_id, False) or row.may_lead
    return found


def member_ids(teams: Iterable[int]) -> set[int]:
    """List everybody active in at least one of the teams."""
    return set(
        db.session.scalars(
            select(Membership.person_id)
            .join(Person, Person.id == Membership.person_id)
            .where(Membership.team_id.in_(list(teams)), Membership.state == "active", Person.active)
        )
    )
