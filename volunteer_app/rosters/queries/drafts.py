"""What stands in a period at once: its shifts, the draft's placements, every seat, and what differs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from sqlalchemy import select

from volunteer_app.db import db
from volunteer_app.duties.models import Shift
from volunteer_app.people.models import Person
from volunteer_app.rosters.models import Period, Placement, Seat

Pair = tuple[int, int]


@dataclass(frozen=True)
class Draft:
    """
    A period's shifts, placements and seats as columns: three reads, however many they are.

    Parameters
    ----------
    shifts
        By id, cancelled ones included.
    placed
        The draft, in order of names.
    seats
        Every seat ever offered, the oldest first.
    """

    shifts: Mapping[int, Any]
    placed: Sequence[Any]
    seats: Sequence[Any]

    @cached_property
    def placed_pairs(self) -> dict[Pair, Any]:
        """The placements by (shift, person)."""
        return {(row.shift_id, row.person_id): row for row in self.placed}

    @cached_property
    def latest(self) -> dict[Pair, Any]:
        """Each person's latest seat on each shift; a held one before any other."""
        found: dict[Pair, Any] = {}
        for seat in self.seats:
            pair = (seat.shift_id, seat.person_id)
            if pair not in found or seat.held or not found[pair].held:
                found[pair] = seat
        return found

    @cached_property
    def held(self) -> dict[Pair, Any]:
        """The seats people hold, by (shift, person)."""
        return {pair: seat for pair, seat in self.latest.items() if seat.held}


@dataclass(frozen=True)
class Difference:
    """What the draft would change for people if it were published now, as (shift, person)."""

    added: tuple[Pair, ...]
    removed: tuple[Pair, ...]
    #: the shift's time has moved since the seat was offered, so the person is asked again
    retimed: tuple[Pair, ...]
    #: the seat stays, but who leads the crew has changed
    relead: tuple[Pair, ...]

    @property
    def people(self) -> frozenset[int]:
        """Everybody who would get a letter."""
        told = self.added + self.removed + self.retimed + self.relead
        return frozenset(person_id for _shift, person_id in told)

    def __bool__(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.people)

    def __len__(self) -> int:
        """Count the changed seats."""
        return len(self.added) + len(self.removed) + len(self.retimed) + len(self.relead)


def draft_of(period: Period) -> Draft:
    """Read what stands in a period."""
    shifts = db.session.execute(
        select(
            Shift.id, Shift.starts, Shift.ends, Shift.minimum, Shift.wanted, Shift.cancelled_at,
            Shift.site_id, Shift.duty_kind_id,
        ).where(Shift.period_id == period.id)
    )  # fmt: skip
    placed = db.session.execute(
        select(
            Placement.shift_id, Placement.person_id, Placement.pinned, Placement.by_hand,
            Placement.leads, Placement.override_reason, Placement.overrides, Placement.why,
            Person.name,
        )
        .join(Person, Person.id == Placement.person_id)
        .where(Placement.period_id == period.id)
        .order_by(Placement.leads.desc(), Person.name, Person.id)
    )  # fmt: skip
    seats = db.session.execute(
        select(
            Seat.id, Seat.shift_id, Seat.person_id, Seat.state, Seat.held, Seat.leads,
            Seat.starts, Seat.ends, Seat.answer_by, Seat.reason, Person.name,
        )
        .join(Person, Person.id == Seat.person_id)
        .where(Seat.period_id == period.id)
        .order_by(Seat.id)
    )  # fmt: skip
    return Draft({row.id: row for row in shifts}, placed.all(), seats.all())


def difference(draft: Draft, *, now: datetime) -> Difference:
    """
    Find what publishing now would change for people.

    What has begun is left alone: nobody is offered or freed of a shift that has started.
    """
    open_shifts = {
        shift.id: shift
        for shift in draft.shifts.values()
        if shift.cancelled_at is None and shift.starts > now
    }
    wanted = {pair: row for pair, row in draft.placed_pairs.items() if pair[0] in open_shifts}
    held = {pair: seat for pair, seat in draft.held.items() if seat.starts > now}
    both = wanted.keys() & held.keys()
    retimed = {
        pair
        for pair in both
        if (held[pair].starts, held[pair].ends)
        != (open_shifts[pair[0]].starts, open_shifts[pair[0]].ends)
    }
    return Difference(
        added=tuple(sorted(wanted.keys() - draft.held.keys())),
        removed=tuple(sorted(held.keys() - wanted.keys())),
        retimed=tuple(sorted(retimed)),
        relead=tuple(
            sorted(pair for pair in both - retimed if wanted[pair].leads != held[pair].leads)
        ),
    )
