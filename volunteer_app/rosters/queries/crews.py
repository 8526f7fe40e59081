"""What is known of one shift's crew: who is placed, who might be, and what stands against them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, joinedload

from solver.verify import Breach
from volunteer_app.db import db
from volunteer_app.duties.models import Shift
from volunteer_app.kit.errors import Missing
from volunteer_app.people.models import Person
from volunteer_app.rosters.gather import Asked, reads
from volunteer_app.rosters.judging import changes, clearance
from volunteer_app.rosters.models import Period, Placement
from volunteer_app.rosters.queries import shifts
from volunteer_app.rosters.queries.periods import with_teams
from volunteer_app.rosters.telling import names, sentences
from volunteer_app.teams.models import DutyKind

#: so many people are offered to swap places with
PARTNERS = 60


@dataclass(frozen=True)
class Crew:
    """A shift with the period it belongs to: what the pages of a crew are about."""

    shift: Shift
    period: Period


@dataclass(frozen=True)
class Candidate:
    """Somebody who might take a seat, with everything worth knowing beforehand in words."""

    person: Person
    prospect: changes.Prospect
    against: tuple[str, ...]

    @property
    def lawful(self) -> bool:
        """Whether nothing is against it."""
        return self.prospect.verdict.lawful

    @property
    def with_reason(self) -> bool:
        """Whether a written reason would let it pass."""
        return self.prospect.verdict.with_reason


def crew(person: Any, shift_id: int) -> Crew:
    """Find a shift and its period within the person's reach; else `Missing`."""
    shift = shifts.shift(person, shift_id)
    return Crew(shift, shifts.period_of(shift))


def shift_in(period: Period, shift_id: int) -> Shift:
    """Find one of a period's shifts; else `Missing`."""
    found = db.session.scalar(
        select(Shift)
        .where(Shift.id == shift_id, Shift.period_id == period.id)
        .options(joinedload(Shift.site), joinedload(Shift.duty_kind))
    )
    if found is None:
        raise Missing
    return found


def kind_of(shift: Shift) -> DutyKind:
    """Give a shift's kind of duty."""
    return db.session.get_one(DutyKind, shift.duty_kind_id)


def placement(shift_id: int, person_id: int) -> Placement | None:
    """Find a person's placement on a shift, if there is one."""
    return db.session.scalar(
        select(Placement).where(Placement.shift_id == shift_id, Placement.person_id == person_id)
    )


def placements_on(shift_id: int) -> list[Placement]:
    """List the placements of a shift."""
    return list(db.session.scalars(select(Placement).where(Placement.shift_id == shift_id)))


def is_within_reach(shift: Shift, person_id: int) -> bool:
    """Say whether a person is active in one of the period's teams or their squads."""
    return person_id in members(with_teams(shift.period_id))


def members(period: Period) -> set[int]:
    """Give everybody active in the period's teams and their squads."""
    return reads.member_ids(reads.teams_rostered(period))


def candidates(
    crew: Crew, asked: Asked, person_ids: Collection[int], *, instead_of: int | None = None
) -> list[Candidate]:
    """Judge people for a seat, the best first."""
    found = changes.prospects(asked, crew.shift.id, person_ids, instead_of=instead_of)
    people = {
        person.id: person
        for person in db.session.scalars(select(Person).where(Person.id.in_(person_ids)))
    }
    told = names.words_for(crew.period, [one for p in found for one in p.verdict.breaches])
    return [
        Candidate(people[one.person_id], one, worded(one.verdict.breaches, crew.period, told))
        for one in found
    ]


def worded(breaches: Sequence[Breach], period: Period, told: names.Words) -> tuple[str, ...]:
    """Tell breaches in words, each sentence once."""
    return tuple(dict.fromkeys(sentences.sentence(one, period, told) for one in breaches))


@dataclass(frozen=True)
class Berth:
    """Another shift somebody could be moved to, and what stands against that."""

    shift: Shift
    placed: int
    verdict: changes.Verdict
    against: tuple[str, ...]

    @property
    def open(self) -> int:
        """How many seats are still open."""
        return max(0, self.shift.wanted - self.placed)


def with_room(crew: Crew, *, now: datetime) -> list[tuple[Shift, int]]:
    """List the period's other shifts to come with an open seat, and how many each has placed."""
    taken = Counter(
        db.session.scalars(select(Placement.shift_id).where(Placement.period_id == crew.period.id))
    )
    return [
        (one, taken[one.id])
        for one in shifts.shifts_of(crew.period)
        if one.id != crew.shift.id and one.starts > now and taken[one.id] < one.wanted
    ]


def berths(
    crew: Crew, asked: Asked, person_id: int, room: Sequence[tuple[Shift, int]]
) -> list[Berth]:
    """Judge a person for other shifts with an open seat, the best first."""
    ids = [one.id for one, _taken in room]
    verdicts = changes.verdicts_for(asked, person_id, ids, leaving=crew.shift.id)
    told = names.words_for(crew.period, [b for one in verdicts.values() for b in one.breaches])
    found = [
        Berth(one, taken, verdicts[one.id], worded(verdicts[one.id].breaches, crew.period, told))
        for one, taken in room
        if one.id in verdicts
    ]
    return sorted(found, key=lambda one: (changes.weight(one.verdict), one.shift.starts))


def partners(
    crew: Crew, moving: int, named: str, *, now: datetime
) -> list[tuple[Placement, Shift]]:
    """List whom somebody could swap with on other shifts to come: the nearest in time, in its order."""
    query = (
        select(Placement, Shift)
        .join(Shift, Shift.id == Placement.shift_id)
        .join(Placement.person)
        .where(
            Placement.period_id == crew.period.id,
            Placement.shift_id != crew.shift.id,
            Placement.person_id != moving,
            Shift.starts > now,
            Shift.cancelled_at.is_(None),
        )
        .options(
            contains_eager(Placement.person), joinedload(Shift.site), joinedload(Shift.duty_kind)
        )
    )
    if named:
        query = query.where(Person.name.icontains(named, autoescape=True))
    rows = list(db.session.execute(query).tuples())
    rows.sort(key=lambda row: abs(row[1].starts - crew.shift.starts))
    return sorted(rows[:PARTNERS], key=lambda row: (row[1].starts, row[1].id, row[0].id))


@dataclass(frozen=True)
class Against:
    """What stands against a seat or a crew, in words, and whether a written reason would do."""

    sentences: tuple[str, ...] = ()
    with_reason: bool = False


def standing_against(crew: Crew, asked: Asked) -> Mapping[int | None, Against]:
    """Tell what stands against the crew as drafted, by person; without one, about all of it."""
    found: dict[int | None, list[Breach]] = {}
    for one in clearance.objections_to_crew(crew.period, crew.shift.id, asked):
        found.setdefault(int(one.volunteer) if one.volunteer else None, []).append(one)
    told = names.words_for(crew.period, [one for some in found.values() for one in some])
    return {
        who: Against(worded(some, crew.period, told), changes.Verdict(tuple(some)).with_reason)
        for who, some in found.items()
    }
