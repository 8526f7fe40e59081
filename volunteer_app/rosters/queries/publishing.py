"""What is known of a period's publications, and what the next one would tell to whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from solver.verify import Breach
from volunteer_app.db import db
from volunteer_app.duties.models import Shift
from volunteer_app.kit.errors import Missing
from volunteer_app.people.models import Person
from volunteer_app.rosters.judging import clearance
from volunteer_app.rosters.models import Period, Publication
from volunteer_app.rosters.queries.board import Tally, tally_of
from volunteer_app.rosters.queries.crews import worded
from volunteer_app.rosters.queries.drafts import Difference, difference, draft_of
from volunteer_app.rosters.queries.periods import period as period_within_reach
from volunteer_app.rosters.queries.staff import people_by_id
from volunteer_app.rosters.telling import names

#: an answer is asked at least so long before the shift, and at most after so short a time
NOTICE = timedelta(hours=12)
SHORTEST = timedelta(hours=2)


@dataclass
class Told:
    """What one person would be told, or was: the shifts new, moved, led otherwise, or taken away."""

    person: Person
    added: list[Shift] = field(default_factory=list)
    retimed: list[Shift] = field(default_factory=list)
    relead: list[Shift] = field(default_factory=list)
    removed: list[Shift] = field(default_factory=list)


@dataclass(frozen=True)
class Objection:
    """One sentence that keeps the draft from being published, with what it is about."""

    sentences: tuple[str, ...]
    person: Person | None
    shift: Shift | None


def answer_by(shift: Shift, accept_days: int, now: datetime) -> datetime:
    """
    Say until when a seat offered now should be answered.

    The period's days of thought, but half a day before the shift where that comes first; at
    least two hours, and never after the shift has begun.
    """
    due = min(now + timedelta(days=accept_days), shift.starts - NOTICE)
    return min(max(due, now + SHORTEST), shift.starts)


def letters(change: Difference) -> dict[int, Told]:
    """Sort a difference by the person who would be told, each once."""
    people = people_by_id(change.people)
    pairs = [*change.added, *change.retimed, *change.relead, *change.removed]
    shifts = shifts_by_id({shift_id for shift_id, _person in pairs})
    found = {person_id: Told(person) for person_id, person in people.items()}
    for kind in ("added", "retimed", "relead", "removed"):
        for shift_id, person_id in getattr(change, kind):
            getattr(found[person_id], kind).append(shifts[shift_id])
    for told in found.values():
        for kind in ("added", "retimed", "relead", "removed"):
            getattr(told, kind).sort(key=lambda shift: (shift.starts, shift.id))
    return dict(sorted(found.items(), key=lambda item: (item[1].person.name, item[0])))


def shifts_by_id(ids: Iterable[int]) -> dict[int, Shift]:
    """Give some shifts by their ids, with site and kind of duty."""
    rows = db.session.scalars(
        select(Shift)
        .where(Shift.id.in_(ids))
        .options(joinedload(Shift.site), joinedload(Shift.duty_kind))
    )
    return {row.id: row for row in rows}


def waiting(period: Period, *, now: datetime) -> Difference:
    """Find the changes that wait behind the notify button."""
    return difference(draft_of(period), now=now)


def worded_objections(found: Sequence[Breach], period: Period) -> list[Objection]:
    """Tell what keeps a draft from being published, grouped by shift and person, in order of time."""
    grouped: dict[tuple[int, int], list[Breach]] = {}
    for one in found:
        grouped.setdefault((int(one.shift or 0), int(one.volunteer or 0)), []).append(one)
    shifts = shifts_by_id({shift_id for shift_id, _person in grouped})
    people = people_by_id({person_id for _shift, person_id in grouped})
    told = names.words_for(period, list(found))
    listed = [
        Objection(worded(some, period, told), people.get(person_id), shifts.get(shift_id))
        for (shift_id, person_id), some in grouped.items()
    ]
    late = datetime.max.replace(tzinfo=UTC)
    return sorted(listed, key=lambda one: one.shift.starts if one.shift else late)


def objections(period: Period, *, now: datetime) -> list[Objection]:
    """Tell everything that keeps the draft from being published."""
    return worded_objections(clearance.objections(period, now=now), period)


@dataclass(frozen=True)
class Outlook:
    """What publishing now would mean: the open seats, who would be told what, what is against it."""

    tally: Tally
    change: Difference
    told: dict[int, Told]
    objections: list[Objection]


def outlook(period: Period, *, now: datetime) -> Outlook:
    """Look ahead to what publishing now would do."""
    draft = draft_of(period)
    change = difference(draft, now=now)
    return Outlook(tally_of(draft, now), change, letters(change), objections(period, now=now))


def publications(period: Period) -> list[Publication]:
    """List a period's publications with who made them, the latest first."""
    return list(
        db.session.scalars(
            select(Publication)
            .where(Publication.period_id == period.id)
            .options(joinedload(Publication.by))
            .order_by(Publication.number.desc())
        )
    )


def latest(period: Period) -> Publication | None:
    """Give a period's latest publication, if it was ever published."""
    return db.session.scalar(
        select(Publication)
        .where(Publication.period_id == period.id)
        .options(joinedload(Publication.by))
        .order_by(Publication.number.desc())
        .limit(1)
    )


@dataclass(frozen=True)
class Edition:
    """One publication with the period it belongs to."""

    period: Period
    publication: Publication


def edition(person: Any, period_id: int, number: int) -> Edition:
    """Find one of a period's publications within the person's reach; else `Missing`."""
    period = period_within_reach(person, period_id)
    found = db.session.scalar(
        select(Publication)
        .where(Publication.period_id == period.id, Publication.number == number)
        .options(joinedload(Publication.by))
    )
    if found is None:
        raise Missing
    return Edition(period, found)


def told_by(publication: Publication) -> dict[int, Told]:
    """Say what a publication told to whom."""
    change = {
        kind: tuple((int(shift), int(person)) for shift, person in publication.change.get(kind, []))
        for kind in ("added", "removed", "retimed", "relead")
    }
    return letters(Difference(**change))
