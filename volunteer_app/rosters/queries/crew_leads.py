"""Who leads on a shift: whom its people turn to, and whom a withdrawal is told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import or_, select

from volunteer_app.db import db
from volunteer_app.duties.models import Shift
from volunteer_app.kit import clock
from volunteer_app.people.models import Appointment, Person
from volunteer_app.people.standing import LEAD
from volunteer_app.rosters.models import PeriodTeam, Seat
from volunteer_app.teams.models import Membership, Team

#: how long before and after a shift the lead's phone number is shown to its people
PHONE_SHOWN = timedelta(hours=24)
#: a period of many teams has many leads; so many are named
NAMED = 2


@dataclass(frozen=True)
class Lead:
    """A lead as the people of a shift see them."""

    person_id: int
    name: str
    phone: str | None
    #: the teams they lead
    team_ids: frozenset[int] = frozenset()


def leads_of_shifts(shifts: Sequence[Shift]) -> dict[int, list[Lead]]:
    """Give each shift's leads: those of its team, or else of the period's teams, by name."""
    by_period: dict[int, set[int]] = {one.period_id: set() for one in shifts}
    links = select(PeriodTeam.period_id, PeriodTeam.team_id).where(
        PeriodTeam.period_id.in_(by_period)
    )
    for period_id, team_id in db.session.execute(links):
        by_period[period_id].add(team_id)
    teams = {one.team_id for one in shifts if one.team_id} | set().union(*by_period.values())
    parents = dict(
        db.session.execute(select(Team.id, Team.parent_id).where(Team.id.in_(teams))).tuples().all()
    )
    wanted = teams | {parent for parent in parents.values() if parent}
    by_team: dict[int, list[Lead]] = {}
    for lead in leads_in(wanted):
        for team_id in lead.team_ids:
            by_team.setdefault(team_id, []).append(lead)

    def of(team_ids: Iterable[int]) -> list[Lead]:
        ids = set(team_ids)
        near = {lead.person_id: lead for one in ids for lead in by_team.get(one, [])}
        far = [lead for one in ids for lead in by_team.get(parents.get(one) or 0, [])]
        found = near or {lead.person_id: lead for lead in far}
        return sorted(found.values(), key=lambda lead: (lead.name, lead.person_id))

    return {
        one.id: (of([one.team_id]) if one.team_id else []) or of(by_period[one.period_id])
        for one in shifts
    }


def leads_in(team_ids: Iterable[int]) -> list[Lead]:
    """List the people who lead some teams now, each once."""
    now = clock.now()
    rows = db.session.execute(
        select(Appointment.team_id, Person.id, Person.name, Person.phone)
        .join(Person, Person.id == Appointment.person_id)
        .where(
            Appointment.role == LEAD,
            Appointment.team_id.in_(list(team_ids)),
            Appointment.since <= now,
            or_(Appointment.until.is_(None), Appointment.until > now),
            Person.active,
        )
        .order_by(Person.name, Person.id)
    )
    found: dict[int, Lead] = {}
    for row in rows:
        known = found.get(row.id, Lead(row.id, row.name, row.phone))
        found[row.id] = replace(known, team_ids=known.team_ids | {row.team_id})
    return list(found.values())


def teams_around(person_id: int) -> frozenset[int]:
    """Give the teams a person stands in, and those above them."""
    rows = db.session.execute(
        select(Team.id, Team.parent_id)
        .join(Membership, Membership.team_id == Team.id)
        .where(Membership.person_id == person_id, Membership.state == "active")
    )
    return frozenset(number for row in rows for number in row if number is not None)


def reachable(
    leads: Sequence[Lead], seat: Seat, now: datetime, own: frozenset[int] = frozenset()
) -> list[Lead]:
    """
    Name the first leads of a seat, those of a person's own teams before others.

    Their phone is shown only from a day before the seat until a day after it.
    """
    near = seat.starts - PHONE_SHOWN <= now <= seat.ends + PHONE_SHOWN
    others = [one for one in leads if one.person_id != seat.person_id]
    others = sorted(others, key=lambda one: not one.team_ids & own)[:NAMED]
    return others if near else [replace(one, phone=None) for one in others]


def told_of(shift: Shift) -> list[Person]:
    """List whoever is told when somebody gives a seat back: the shift's leads as people."""
    ids = [one.person_id for one in leads_of_shifts([shift])[shift.id]]
    return list(
        db.session.scalars(
            select(Person).where(Person.id.in_(ids)).order_by(Person.name, Person.id)
        )
    )
