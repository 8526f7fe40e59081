"""The board by person: everybody's week, hours of the period, and how far their wishes were met."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from volunteer_app.db import db
from volunteer_app.duties.models import Shift, WishedDuty
from volunteer_app.kit import words
from volunteer_app.people.models import Person
from volunteer_app.rosters.gather import reads
from volunteer_app.rosters.queries.board import WEEK, Board, local_day
from volunteer_app.rosters.queries.shown import Chip, state_of


@dataclass(frozen=True)
class Duty:
    """One person's seat on one shift."""

    shift: Shift
    chip: Chip


@dataclass(frozen=True)
class PersonRow:
    """
    One person's line of the board.

    Parameters
    ----------
    days
        For each day of the week the person's duties.
    week_minutes, minutes
        Minutes of this week and of the whole period.
    seats
        Seats of the whole period.
    wished, of_wish
        How many of the seats are of a wished kind of duty; nothing wished counts none.
    prefer_minutes
        Minutes at times the person gladly serves, as the solver noted them.
    """

    person: Person
    days: Sequence[Sequence[Duty]]
    week_minutes: int
    minutes: int
    seats: int
    wished: int | None
    prefer_minutes: int


def people_rows(board: Board) -> list[PersonRow]:
    """List everybody of the period's teams and whoever is placed, by name; five more reads."""
    period, draft = board.period, board.draft
    ids = reads.member_ids(reads.teams_rostered(period)) | {row.person_id for row in draft.placed}
    people = db.session.scalars(
        select(Person).where(Person.id.in_(ids)).order_by(Person.name, Person.id)
    ).all()
    wishes = wishes_of(ids)
    theirs = defaultdict(list)
    for row in draft.placed:
        theirs[row.person_id].append(row)
    shifts = {one.shift.id: one.shift for _day, some in board.by_day for one in some}
    return [person_row(person, theirs[person.id], wishes, shifts, board) for person in people]


def person_row(
    person: Person,
    placed: Sequence[Any],
    wishes: dict[int, set[int]],
    shifts: dict[int, Shift],
    board: Board,
) -> PersonRow:
    """Put one person's line together."""
    days: list[list[Duty]] = [[] for _ in range(7)]
    draft, minutes, week, wished, prefer = board.draft, 0, 0, 0, 0
    for row in placed:
        facts = draft.shifts[row.shift_id]
        long = int((facts.ends - facts.starts).total_seconds() // 60)
        minutes += long
        wished += facts.duty_kind_id in wishes.get(person.id, ())
        prefer += int((row.why or {}).get("prefer", 0))
        day = words.local(facts.starts, board.period.zone).date()
        week += long if board.monday <= day < board.monday + WEEK else 0
        if facts.id in shifts:
            seat = draft.held.get((facts.id, person.id))
            chip = Chip.of(row, person.name, state_of(seat))
            shift = shifts[facts.id]
            days[(local_day(shift) - board.monday).days].append(Duty(shift, chip))
    for duties in days:
        duties.sort(key=lambda duty: duty.shift.starts)
    return PersonRow(
        person=person,
        days=days,
        week_minutes=week,
        minutes=minutes,
        seats=len(placed),
        wished=wished if wishes.get(person.id) else None,
        prefer_minutes=prefer,
    )


def wishes_of(ids: set[int]) -> dict[int, set[int]]:
    """Give the kinds of duty people wished for."""
    found: dict[int, set[int]] = defaultdict(set)
    for row in db.session.execute(
        select(WishedDuty.person_id, WishedDuty.duty_kind_id).where(WishedDuty.person_id.in_(ids))
    ):
        found[row.person_id].add(row.duty_kind_id)
    return found
