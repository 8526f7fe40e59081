"""A volunteer's own roster: seats to come with all one needs to know, what changed, what is past."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from volunteer_app.db import db
from volunteer_app.duties.models import Shift
from volunteer_app.kit.errors import Missing
from volunteer_app.people.models import Person
from volunteer_app.rosters import past
from volunteer_app.rosters.models import Period, Seat
from volunteer_app.rosters.queries import crew_leads
from volunteer_app.rosters.queries.crew_leads import Lead
from volunteer_app.rosters.telling.first_names import first_name
from volunteer_app.rosters.telling.reasons import reasons

#: how far back one's own past seats are listed
LOOK_BACK = timedelta(days=92)
#: from when before a shift until when after it the way to check-in is shown
CHECK_IN_EARLY, CHECK_IN_LATE = timedelta(hours=1), timedelta(hours=12)


@dataclass(frozen=True)
class Mate:
    """Somebody else of the crew, as the others see them."""

    name: str
    leads: bool
    accepted: bool


@dataclass(frozen=True)
class MySeat:
    """
    One seat with all its holder needs to know.

    ``before`` is the seat as it was offered earlier, when its time has changed since.
    """

    seat: Seat
    shift: Shift
    period_name: str
    mates: Sequence[Mate]
    leads: Sequence[Lead]
    why: Sequence[str]
    before: Seat | None
    now: datetime

    @property
    def asks(self) -> bool:
        """Whether an answer is wanted."""
        takes_place = self.shift.cancelled_at is None and self.seat.starts > self.now
        return self.seat.state == "offered" and takes_place

    @property
    def overdue(self) -> bool:
        """Whether the time for an answer is over while the seat still waits."""
        return self.asks and self.seat.answer_by <= self.now

    @property
    def can_withdraw(self) -> bool:
        """Whether the person may still say that they cannot come."""
        return self.seat.state == "accepted" and self.seat.starts > self.now

    @property
    def checks_in(self) -> bool:
        """Whether it is time to check in or out."""
        opens, closes = self.seat.starts - CHECK_IN_EARLY, self.seat.ends + CHECK_IN_LATE
        return self.seat.state == "accepted" and opens <= self.now <= closes


@dataclass(frozen=True)
class PastSeat:
    """A seat that is over, and the minutes of it that were confirmed."""

    seat: Seat
    shift: Shift
    minutes: int


@dataclass(frozen=True)
class MyRoster:
    """A volunteer's own roster at one moment."""

    coming: Sequence[MySeat]
    #: seats to come that are no longer the person's, each with its shift
    gone: Sequence[Seat]
    past: Sequence[PastSeat]

    @property
    def to_answer(self) -> Sequence[MySeat]:
        """The seats that wait for an answer."""
        return [one for one in self.coming if one.asks]

    @property
    def answer_by(self) -> datetime | None:
        """The first moment an answer is due."""
        return min((one.seat.answer_by for one in self.to_answer), default=None)


def my_roster(person: Any, now: datetime) -> MyRoster:
    """Read a person's own roster; as many reads for one seat as for fifty."""
    seats = seats_of(person.id, now - LOOK_BACK)
    coming = [seat for seat in seats if seat.ends + CHECK_IN_LATE > now]
    latest: dict[int, Seat] = {}
    earlier: dict[int, Seat] = {}
    for seat in coming:
        if seat.shift_id in latest:
            earlier[seat.shift_id] = latest[seat.shift_id]
        latest[seat.shift_id] = seat
    held = sorted((one for one in latest.values() if one.held), key=lambda one: one.starts)
    gone = [one for one in latest.values() if not one.held and one.starts > now]
    return MyRoster(
        coming=my_seats(held, earlier, now),
        gone=sorted(gone, key=lambda one: one.starts),
        past=past_seats(person.id, [one for one in seats if one.held and one.ends <= now], now),
    )


def seats_of(person_id: int, since: datetime) -> list[Seat]:
    """List all seats ever offered to a person that end after a moment, the oldest offer first."""
    return list(
        db.session.scalars(
            select(Seat)
            .where(Seat.person_id == person_id, Seat.ends > since)
            .options(
                joinedload(Seat.shift).options(joinedload(Shift.site), joinedload(Shift.duty_kind))
            )
            .order_by(Seat.offered_at, Seat.id)
        )
    )


def own_seat(person: Any, seat_id: int) -> Seat:
    """Find one of the person's own seats, with its shift; else `Missing`."""
    found = db.session.scalar(
        select(Seat)
        .where(Seat.id == seat_id, Seat.person_id == person.id)
        .options(
            joinedload(Seat.shift).options(joinedload(Shift.site), joinedload(Shift.duty_kind))
        )
    )
    if found is None:
        raise Missing
    return found


def my_seats(seats: Sequence[Seat], earlier: dict[int, Seat], now: datetime) -> list[MySeat]:
    """Add crews, leads and reasons to some seats."""
    if not seats:
        return []
    names = dict(
        db.session.execute(
            select(Period.id, Period.name).where(Period.id.in_({one.period_id for one in seats}))
        )
        .tuples()
        .all()
    )
    crews = crews_of({one.shift_id for one in seats})
    leads = crew_leads.leads_of_shifts([one.shift for one in seats])
    own = crew_leads.teams_around(seats[0].person_id)
    return [
        MySeat(
            seat=one,
            shift=one.shift,
            period_name=names[one.period_id],
            mates=[mate for person_id, mate in crews[one.shift_id] if person_id != one.person_id],
            leads=crew_leads.reachable(leads[one.shift_id], one, now, own),
            why=reasons(one),
            before=moved_from(one, earlier.get(one.shift_id)),
            now=now,
        )
        for one in seats
    ]


def moved_from(seat: Seat, before: Seat | None) -> Seat | None:
    """Give the earlier seat when the same shift was offered at another time before."""
    if before is None or (before.starts, before.ends) == (seat.starts, seat.ends):
        return None
    return before if before.state == "released" else None


def crews_of(shift_ids: Collection[int]) -> dict[int, list[tuple[int, Mate]]]:
    """List who holds the seats of some shifts, first names only, whoever leads first."""
    rows = db.session.execute(
        select(Seat.shift_id, Seat.person_id, Person.name, Seat.leads, Seat.state)
        .join(Person, Person.id == Seat.person_id)
        .where(Seat.shift_id.in_(shift_ids), Seat.held)
        .order_by(Seat.leads.desc(), Seat.state, Person.name, Person.id)
    )
    found: dict[int, list[tuple[int, Mate]]] = defaultdict(list)
    for row in rows:
        mate = Mate(first_name(row.name), row.leads, row.state == "accepted")
        found[row.shift_id].append((row.person_id, mate))
    return found


def past_seats(person_id: int, seats: Iterable[Seat], now: datetime) -> list[PastSeat]:
    """Add the confirmed minutes to seats that are over, the latest first."""
    accepted = [one for one in seats if one.state == "accepted"]
    if not accepted:
        return []
    since: date = min(one.starts for one in accepted).date() - timedelta(days=1)
    entries = past.ledger().served([person_id], since, now.date() + timedelta(days=2))
    found = []
    for seat in sorted(accepted, key=lambda one: one.starts, reverse=True):
        minutes = sum(
            entry.minutes
            for entry in entries
            if entry.starts and entry.ends and entry.starts < seat.ends and seat.starts < entry.ends
        )
        found.append(PastSeat(seat, seat.shift, minutes))
    return found
