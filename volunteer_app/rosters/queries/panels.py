"""What a shift's page shows: its crew with their answers, and whoever could join, move or swap."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from volunteer_app.db import db
from volunteer_app.duties.models import Shift
from volunteer_app.kit import words
from volunteer_app.people.models import Person
from volunteer_app.rosters.gather import gather_for
from volunteer_app.rosters.models import Placement, Seat
from volunteer_app.rosters.queries import crews
from volunteer_app.rosters.queries.crews import Against, Berth, Candidate, Crew
from volunteer_app.rosters.queries.shown import Chip, state_of

GAVE_BACK = ("declined", "withdrawn", "lapsed")
#: so many people are shown of those who may, and of each other kind, until all are asked for
BEST, OTHERS = 15, 8


@dataclass(frozen=True)
class Mate:
    """One of the crew: the person, how the seat stands, and what stands against it."""

    person: Person
    placement: Placement
    chip: Chip
    answer_by: datetime | None
    against: Against


@dataclass(frozen=True)
class Asked:
    """What a shift's page was asked to show beside the crew."""

    #: in whose place somebody is sought
    instead: int | None = None
    #: who is to be moved elsewhere, or to swap places
    moving: int | None = None
    #: part of the name of whoever is looked for
    named: str = ""
    #: whether everybody is to be shown, however many
    everybody: bool = False


@dataclass(frozen=True)
class Some:
    """The first few of one kind of candidates, and how many there are in all."""

    shown: Sequence[Candidate]
    total: int

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.total - len(self.shown)


@dataclass(frozen=True)
class Panel:
    """Everything a shift's page shows."""

    crew: Crew
    asked: Asked
    mates: Sequence[Mate]
    #: published seats the draft no longer has, and seats given back
    leaving: Sequence[Seat]
    gave_back: Sequence[Seat]
    #: what stands against the crew as a whole
    against: tuple[str, ...]
    candidates: Sequence[Candidate]
    instead: Mate | None
    moving: Mate | None
    berths: Sequence[Berth]
    partners: Sequence[tuple[Placement, Shift]]
    begun: bool

    @property
    def day(self) -> date:
        """The day the shift begins on at its site."""
        return words.local(self.crew.shift.starts, self.crew.shift.site.zone).date()

    @property
    def lawful(self) -> Some:
        """Whom nothing keeps from the seat, the best first."""
        return self.some([one for one in self.candidates if one.lawful], BEST)

    @property
    def with_reason(self) -> Some:
        """Whom a written reason would let take the seat."""
        return self.some([one for one in self.candidates if one.with_reason], OTHERS)

    @property
    def never(self) -> Some:
        """Who cannot take the seat."""
        return self.some([one for one in self.candidates if one.prospect.verdict.firm], OTHERS)

    def some(self, found: Sequence[Candidate], most: int) -> Some:
        """Give the first ``most`` of them, or all where that was asked for."""
        return Some(found if self.asked.everybody else found[:most], len(found))

    @property
    def open_seats(self) -> int:
        """How many seats are open of those wanted."""
        return max(0, self.crew.shift.wanted - len(self.mates))


def panel(crew: Crew, asked: Asked, *, now: datetime) -> Panel:
    """Read what a shift's page shows; people are judged only where there is a seat to give."""
    shift, period = crew.shift, crew.period
    placed, seats = placements_on(shift), seats_of(shift)
    on_it = {row.person_id for row in placed}
    begun = shift.starts <= now or shift.cancelled_at is not None
    moving = asked.moving if asked.moving in on_it and not begun else None
    instead = asked.instead if asked.instead in on_it and not begun else None
    seek = not begun and moving is None and (instead is not None or len(placed) < shift.wanted)
    members = named_like(crews.members(period), asked.named) if seek else set()
    room = crews.with_room(crew, now=now) if moving is not None else []
    facts = gather_for(
        period,
        members | on_it,
        now=now,
        shift_ids={shift.id, *(one.id for one, _taken in room)},
    )
    against = crews.standing_against(crew, facts)
    mates = mates_of(placed, seats, against)
    by_id = {mate.person.id: mate for mate in mates}
    return Panel(
        crew=crew,
        asked=asked,
        mates=mates,
        leaving=[one for one in seats if one.held and one.person_id not in on_it],
        gave_back=[one for one in seats if one.state in GAVE_BACK],
        against=against.get(None, Against()).sentences,
        candidates=crews.candidates(crew, facts, members, instead_of=instead) if seek else [],
        instead=by_id.get(instead or 0),
        moving=by_id.get(moving or 0),
        berths=crews.berths(crew, facts, moving, room) if moving is not None else [],
        partners=crews.partners(crew, moving, asked.named, now=now) if moving is not None else [],
        begun=begun,
    )


def named_like(person_ids: set[int], named: str) -> set[int]:
    """Give those of some people whose name has a part in it; all where none is given."""
    if not named:
        return person_ids
    query = select(Person.id).where(
        Person.id.in_(person_ids), Person.name.icontains(named, autoescape=True)
    )
    return set(db.session.scalars(query))


def placements_on(shift: Shift) -> list[Placement]:
    """List a shift's placements with their people, the lead first."""
    return list(
        db.session.scalars(
            select(Placement)
            .where(Placement.shift_id == shift.id)
            .options(joinedload(Placement.person))
            .order_by(Placement.leads.desc(), Placement.id)
        )
    )


def seats_of(shift: Shift) -> list[Seat]:
    """List every seat of a shift that was ever offered, the oldest first."""
    return list(
        db.session.scalars(
            select(Seat)
            .where(Seat.shift_id == shift.id)
            .options(joinedload(Seat.person))
            .order_by(Seat.id)
        )
    )


def mates_of(
    placed: Sequence[Placement],
    seats: Sequence[Seat],
    against: Mapping[int | None, Against],
) -> list[Mate]:
    """Join the placements with the published seats and with what stands against them."""
    held = {seat.person_id: seat for seat in seats if seat.held}
    return [
        Mate(
            person=row.person,
            placement=row,
            chip=Chip.of(row, row.person.name, state_of(held.get(row.person_id))),
            answer_by=held[row.person_id].answer_by if row.person_id in held else None,
            against=against.get(row.person_id, Against()),
        )
        for row in placed
    ]
