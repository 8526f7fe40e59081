"""One entry: itself, its corrections, and what it counts now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from volunteer_app.db import db
from volunteer_app.hours.models import LedgerEntry, Waiting
from volunteer_app.kit.errors import Missing
from volunteer_app.people.models import Person
from volunteer_app.teams.models import DutyKind, Team


@dataclass(frozen=True)
class History:
    """An entry with all that was done about it."""

    entry: LedgerEntry
    person: Person
    team: Team | None
    duty_kind: DutyKind | None
    corrections: list[LedgerEntry]
    waiting: Waiting | None
    #: names of everybody who vouched, by id
    names: dict[int, str]

    @property
    def organisation_id(self) -> int:
        """The organisation whose ledger it stands in."""
        return self.entry.organisation_id

    @property
    def team_id(self) -> int | None:
        """The team it belongs to."""
        return self.entry.team_id

    @property
    def person_id(self) -> int:
        """Whose minutes they are."""
        return self.entry.person_id

    @property
    def month(self) -> str:
        """Its month as an address writes it."""
        return f"{self.entry.served_on:%Y-%m}"

    @property
    def minutes(self) -> int:
        """What the entry counts, its corrections included."""
        return self.entry.minutes + sum(one.minutes for one in self.corrections)


def minutes_now(entry: LedgerEntry) -> int:
    """Give what an entry counts, its corrections included."""
    corrected = db.session.scalar(
        select(func.coalesce(func.sum(LedgerEntry.minutes), 0)).where(
            LedgerEntry.corrects_id == entry.id
        )
    )
    return entry.minutes + int(corrected or 0)


def history(person: Any, entry_id: int) -> History:
    """Find an entry within the person's reach with its corrections; else `Missing`."""
    entry = db.session.get(LedgerEntry, entry_id)
    if entry is None or not person.standing.touches(entry.organisation_id):
        raise Missing
    if entry.kind == "correction" and entry.corrects_id is not None:
        entry = db.session.get_one(LedgerEntry, entry.corrects_id)
    corrections = list(
        db.session.scalars(
            select(LedgerEntry)
            .where(LedgerEntry.corrects_id == entry.id)
            .order_by(LedgerEntry.number)
        )
    )
    vouched = {
        number for one in [entry, *corrections] for number in (one.verified_by, one.second_by)
    }
    names = db.session.execute(
        select(Person.id, Person.name).where(Person.id.in_(number for number in vouched if number))
    )
    return History(
        entry=entry,
        person=db.session.get_one(Person, entry.person_id),
        team=db.session.get(Team, entry.team_id) if entry.team_id else None,
        duty_kind=db.session.get(DutyKind, entry.duty_kind_id) if entry.duty_kind_id else None,
        corrections=corrections,
        waiting=db.session.scalar(
            select(Waiting).where(Waiting.corrects_id == entry.id, Waiting.state == "waiting")
        ),
        names={row.id: row.name for row in names},
    )


def own_entry(person: Any, entry_id: int) -> LedgerEntry:
    """Find one of the person's own entries; else `Missing`."""
    entry = db.session.get(LedgerEntry, entry_id)
    if entry is None or entry.person_id != person.id:
        raise Missing
    return entry
