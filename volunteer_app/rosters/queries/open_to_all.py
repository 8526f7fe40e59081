"""Shifts with a seat left as a visitor may see them: what, where, when and how many, nobody's name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from volunteer_app.db import db
from volunteer_app.duties.models import Shift
from volunteer_app.kit import words
from volunteer_app.rosters.models import Period, Placement, Seat
from volunteer_app.teams.models import Organisation


@dataclass(frozen=True)
class Room:
    """A shift to come, whose it is, and how many seats are left: ``needed`` of them below its minimum."""

    shift: Shift
    organisation: Organisation
    room: int
    needed: int

    @property
    def day(self) -> date:
        """The day it begins on at its site."""
        return words.local(self.shift.starts, self.shift.site.zone).date()


def shifts_with_room(now: datetime) -> list[Room]:
    """List the published shifts to come with a seat neither held nor promised, the next first."""
    held = select(Seat.shift_id, Seat.person_id).where(Seat.held)
    placed = select(Placement.shift_id, Placement.person_id)
    both = held.union(placed).subquery()
    counted = (
        select(both.c.shift_id, func.count().label("taken")).group_by(both.c.shift_id).subquery()
    )
    taken = func.coalesce(counted.c.taken, 0)
    query = (
        select(Shift, Organisation, taken)
        .join(Period, Period.id == Shift.period_id)
        .join(Organisation, Organisation.id == Shift.organisation_id)
        .outerjoin(counted, counted.c.shift_id == Shift.id)
        .where(
            Period.state == "published",
            Shift.cancelled_at.is_(None),
            Shift.starts > now,
            taken < Shift.wanted,
        )
        .options(joinedload(Shift.site), joinedload(Shift.duty_kind))
        .order_by(Shift.starts, Shift.id)
    )
    return [
        Room(shift, owner, shift.wanted - full, max(0, shift.minimum - full))
        for shift, owner, full in db.session.execute(query).tuples()
    ]
