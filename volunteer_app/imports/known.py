"""What the store already knows that a sheet may speak of, read in a handful of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Select, select

from volunteer_app.db import db
from volunteer_app.duties.models import (
    BusyWindow,
    Cap,
    DatedWindow,
    Shift,
    WeeklyWindow,
    WishedDuty,
)
from volunteer_app.people.models import Person
from volunteer_app.rosters.gather.reads import policy_of
from volunteer_app.rosters.models import Period, PeriodAnswer, Policy, Seat
from volunteer_app.teams.actions.seeds import SEEDS, Seed
from volunteer_app.teams.models import DutyKind, Membership, Organisation, Site, Team
from volunteer_app.training.models import Holding, Insurance, Qualification

CHUNK = 500


@dataclass(slots=True)
class Names:
    """The lists of an organisation, by name: what a sheet's words refer to."""

    teams: dict[str, Team]
    employers: dict[str, Organisation]
    qualifications: dict[str, Qualification]
    kinds: dict[str, DutyKind]
    sites: dict[str, Site]


@dataclass(slots=True)
class Known:
    """All that is stored about the people, shifts and availability of an organisation."""

    organisation: Organisation
    today: date
    policy: Policy
    names: Names
    people: dict[int, Person]
    #: people of other organisations who hold a number, telephone or address of the sheet
    outsiders: set[str]
    memberships: dict[int, dict[int, Membership]]
    holdings: dict[int, dict[int, Holding]]
    insurances: dict[int, Insurance]
    caps: dict[int, Cap]
    wishes: dict[int, set[int]]
    weekly: dict[int, list[WeeklyWindow]]
    dated: dict[int, list[DatedWindow]]
    busy: dict[int, list[BusyWindow]]
    period: Period | None
    shifts: list[Shift]
    #: shifts that somebody holds a seat on
    seated: set[int]
    answered: set[int]
    by_number: dict[str, Person] = field(init=False)
    by_phone: dict[str, Person] = field(init=False)
    by_email: dict[str, Person] = field(init=False)

    def __post_init__(self) -> None:
        people = self.people.values()
        self.by_number = {one.number.upper(): one for one in people}
        self.by_phone = {one.phone: one for one in people if one.phone}
        self.by_email = {one.email.lower(): one for one in people if one.email}


def read_names(organisation: Organisation) -> Names:
    """Read the organisation's lists; English names refer to the same things."""

    def named(query: Select[Any]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for thing in db.session.scalars(query):
            found.setdefault(fold(thing.name), thing)
            if thing.name_en:
                found.setdefault(fold(thing.name_en), thing)
        return found

    def own(table: Any) -> dict[str, Any]:
        return named(
            select(table).where(table.organisation_id == organisation.id).order_by(table.id)
        )

    return Names(
        teams=own(Team),
        employers=named(select(Organisation).order_by(Organisation.id)),
        qualifications=named(select(Qualification).order_by(Qualification.id)),
        kinds=own(DutyKind),
        sites=own(Site),
    )


def fold(name: str) -> str:
    """Give a name as it is compared: without case and without blanks at its ends."""
    return name.strip().casefold()


def seed_named(name: str) -> Seed | None:
    """Find the seeded kind of duty with this Chinese or English name."""
    for seed in SEEDS:
        if fold(name) in (fold(seed.name), fold(seed.name_en)):
            return seed
    return None


def read_known(
    organisation: Organisation, period: Period | None, today: date, spoken: Iterable[str]
) -> Known:
    """
    Read what is stored.

    Parameters
    ----------
    spoken
        The numbers, telephones and addresses the sheet names, to find those already taken.
    """
    members = select(Membership.person_id).join(Team).where(Team.organisation_id == organisation.id)
    people = {
        one.id: one for one in db.session.scalars(select(Person).where(Person.id.in_(members)))
    }
    covers = sorted(theirs(Insurance, members), key=lambda one: one.until)
    wishes = grouped(theirs(WishedDuty, members))
    return Known(
        organisation=organisation,
        today=today,
        policy=policy_of(organisation.id),
        names=read_names(organisation),
        people=people,
        outsiders=outsiders(spoken, people),
        memberships=keyed(links_of(organisation), "team_id"),
        holdings=keyed(theirs(Holding, members), "qualification_id"),
        insurances={cover.person_id: cover for cover in covers},
        caps={cap.person_id: cap for cap in theirs(Cap, members)},
        wishes={one: {wish.duty_kind_id for wish in some} for one, some in wishes.items()},
        weekly=grouped(theirs(WeeklyWindow, members)),
        dated=grouped(theirs(DatedWindow, members)),
        busy=grouped(theirs(BusyWindow, members)),
        period=period,
        shifts=shifts_of(period),
        seated=seated(period),
        answered=answered(period),
    )


def links_of(organisation: Organisation) -> Sequence[Membership]:
    """Read who belongs to which team of the organisation."""
    own = select(Membership).join(Team).where(Team.organisation_id == organisation.id)
    return db.session.scalars(own).all()


def shifts_of(period: Period | None) -> list[Shift]:
    """Read the shifts of a period, cancelled ones too."""
    if period is None:
        return []
    own = select(Shift).where(Shift.period_id == period.id).order_by(Shift.id)
    return list(db.session.scalars(own))


def keyed(rows: Iterable[Any], name: str) -> dict[int, dict[int, Any]]:
    """Sort rows by their person, and by a second number."""
    found: dict[int, dict[int, Any]] = defaultdict(dict)
    for row in rows:
        found[row.person_id][getattr(row, name)] = row
    return found


def theirs(table: Any, members: Select[Any]) -> Sequence[Any]:
    """Read a table's rows about the organisation's people."""
    return db.session.scalars(select(table).where(table.person_id.in_(members))).all()


def grouped(rows: Iterable[Any]) -> dict[int, list[Any]]:
    """Sort rows by their person."""
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.person_id].append(row)
    return found


def seated(period: Period | None) -> set[int]:
    """Give the shifts of a period that somebody holds a seat on."""
    if period is None:
        return set()
    return set(
        db.session.scalars(select(Seat.shift_id).where(Seat.period_id == period.id, Seat.held))
    )


def answered(period: Period | None) -> set[int]:
    """Give the people who have answered for a period."""
    if period is None:
        return set()
    query = select(PeriodAnswer.person_id).where(
        PeriodAnswer.period_id == period.id, PeriodAnswer.answered_at.is_not(None)
    )
    return set(db.session.scalars(query))


def outsiders(spoken: Iterable[str], people: dict[int, Person]) -> set[str]:
    """Give the numbers, telephones and addresses that belong to people of elsewhere."""
    words = sorted(set(spoken) - {""})
    found: set[str] = set()
    for start in range(0, len(words), CHUNK):
        some = words[start : start + CHUNK]
        query = select(Person.id, Person.number, Person.phone, Person.email).where(
            Person.number.in_(some) | Person.phone.in_(some) | Person.email.in_(some)
        )
        for row in db.session.execute(query):
            if row.id not in people:
                found |= {row.number, row.phone or "", row.email or ""}
    return found - {""}
