"""An organisation's ledger as its coordinators read it: totals by person, and entries, by filter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, func, or_, select

from volunteer_app.db import db
from volunteer_app.hours.access import sees_all
from volunteer_app.hours.models import LedgerEntry
from volunteer_app.hours.queries.months import first_of, last_month, next_month
from volunteer_app.people.models import Person
from volunteer_app.teams.models import DutyKind, Organisation, Team
from volunteer_app.teams.queries import teams_of

PAGE = 50
#: people listed above the entries
PEOPLE = 200


@dataclass(frozen=True)
class Filter:
    """
    Which entries are looked at.

    Parameters
    ----------
    month
        Its first day; nothing for all months.
    team_id
        One team.
    words
        Part of a person's name, or their number.
    team_ids
        The teams the reader is kept to; nothing for all.
    """

    organisation_id: int
    month: date | None = None
    team_id: int | None = None
    words: str = ""
    team_ids: frozenset[int] | None = None

    @property
    def when(self) -> str:
        """The month as an address writes it."""
        return f"{self.month:%Y-%m}" if self.month else "all"

    def at(self, **more: Any) -> dict[str, Any]:
        """Give what the address of this filter, or of one beside it, is made of."""
        return {
            "organisation_id": self.organisation_id,
            "month": self.when,
            "team": self.team_id,
            "person": self.words or None,
            **more,
        }

    def conditions(self) -> list[ColumnElement[bool]]:
        """Give the conditions on entries joined with their people."""
        found: list[ColumnElement[bool]] = [LedgerEntry.organisation_id == self.organisation_id]
        if self.month is not None:
            found += [
                LedgerEntry.served_on >= self.month,
                LedgerEntry.served_on < next_month(self.month),
            ]
        if self.team_ids is not None:
            found.append(LedgerEntry.team_id.in_(self.team_ids))
        if self.team_id is not None:
            found.append(LedgerEntry.team_id == self.team_id)
        if self.words:
            found.append(
                or_(Person.name.contains(self.words, autoescape=True), Person.number == self.words)
            )
        return found


@dataclass(frozen=True)
class Sums:
    """What the entries of a filter come to."""

    minutes: int
    entries: int
    people: int


def kept_to(person: Any, organisation: Organisation) -> frozenset[int] | None:
    """Give the teams a reader is kept to in an organisation; nothing when they see all."""
    return None if sees_all(person, organisation) else person.standing.lead_of


def sums(wanted: Filter) -> Sums:
    """Add up the entries of a filter."""
    row = db.session.execute(
        select(
            func.coalesce(func.sum(LedgerEntry.minutes), 0),
            func.count(LedgerEntry.id),
            func.count(LedgerEntry.person_id.distinct()),
        )
        .join(Person, Person.id == LedgerEntry.person_id)
        .where(*wanted.conditions())
    ).one()
    return Sums(*(int(value) for value in row))


def by_person(wanted: Filter, limit: int) -> list[Row[Any]]:
    """Sum the entries of a filter by person, the most minutes first."""
    minutes = func.sum(LedgerEntry.minutes).label("minutes")
    return list(
        db.session.execute(
            select(
                Person.id,
                Person.name,
                Person.number,
                minutes,
                func.count(LedgerEntry.id).label("entries"),
                func.max(LedgerEntry.served_on).label("last"),
            )
            .join(LedgerEntry, LedgerEntry.person_id == Person.id)
            .where(*wanted.conditions())
            .group_by(Person.id, Person.name, Person.number)
            .order_by(minutes.desc(), Person.number)
            .limit(limit)
        )
    )


def entries(wanted: Filter, page: int) -> tuple[Sequence[Any], bool]:
    """Give one page of the entries of a filter, newest duty first, and whether there are more."""
    rows = db.session.execute(
        select(
            LedgerEntry.id,
            LedgerEntry.number,
            LedgerEntry.served_on,
            LedgerEntry.minutes,
            LedgerEntry.kind,
            LedgerEntry.evidence,
            LedgerEntry.reason,
            Person.name.label("person"),
            Person.number.label("person_number"),
            DutyKind.name,
            DutyKind.name_en,
            Team.name.label("team"),
        )
        .join(Person, Person.id == LedgerEntry.person_id)
        .outerjoin(DutyKind, DutyKind.id == LedgerEntry.duty_kind_id)
        .outerjoin(Team, Team.id == LedgerEntry.team_id)
        .where(*wanted.conditions())
        .order_by(LedgerEntry.served_on.desc(), LedgerEntry.number.desc())
        .limit(PAGE + 1)
        .offset((page - 1) * PAGE)
    ).all()
    return rows[:PAGE], len(rows) > PAGE


@dataclass(frozen=True)
class LedgerPage:
    """Everything a page of the ledger shows."""

    wanted: Filter
    sums: Sums
    people: Sequence[Row[Any]]
    rows: Sequence[Any]
    page: int
    more: bool
    teams: list[Team]
    before: str
    after: str


def ledger_page(organisation: Organisation, wanted: Filter, page: int, today: date) -> LedgerPage:
    """Read a page of an organisation's ledger; a month to come is not linked."""
    rows, more = entries(wanted, page)
    month = wanted.month or first_of(today)
    after = next_month(month)
    return LedgerPage(
        wanted=wanted,
        sums=sums(wanted),
        people=by_person(wanted, PEOPLE),
        rows=rows,
        page=page,
        more=more,
        teams=[
            one
            for one in teams_of(organisation.id)
            if wanted.team_ids is None or one.id in wanted.team_ids
        ],
        before=f"{last_month(month):%Y-%m}",
        after=f"{after:%Y-%m}" if after <= today else "",
    )
