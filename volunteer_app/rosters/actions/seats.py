"""What people do with seats: accept, decline, give back, take an open one."""

from __future__ import annotations

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import joinedload

from volunteer_app.db import db, locked
from volunteer_app.duties.models import Shift
from volunteer_app.kit import audit, outbox, words
from volunteer_app.kit.errors import Refused
from volunteer_app.people.models import Person
from volunteer_app.rosters.actions.drafts import lock_draft, note
from volunteer_app.rosters.guards import FULL, OVERLAP
from volunteer_app.rosters.judging.lawful import why_not
from volunteer_app.rosters.models import Period, Placement, Publication, Seat
from volunteer_app.rosters.queries import crew_leads
from volunteer_app.rosters.queries.open_seats import taken_by_others
from volunteer_app.rosters.telling.sentences import sentences


class ShiftFull(Refused):
    """Every seat of the shift is taken."""


class SeatsOverlap(Refused):
    """The person holds another seat at that time."""


class ShiftBegun(Refused):
    """The shift has begun, or was cancelled."""


class SeatGone(Refused):
    """The seat is no longer the person's."""


class NotForYou(Refused):
    """A rule keeps the person off this seat."""


def accept(seat: Seat, by: Person, now: datetime) -> Seat:
    """
    Accept an offered seat; accepting twice is accepting once.

    The deadline is when offers lapse. While a late offer still stands it may be accepted: that
    helps everybody.

    Raises
    ------
    ShiftBegun, SeatGone
        When it is too late for this seat.
    """
    seat = locked_seat(seat)
    if seat.state == "accepted":
        return seat
    still_theirs(seat, now)
    not_begun(db.session.get_one(Shift, seat.shift_id), now)
    seat.state, seat.answered_at = "accepted", now
    db.session.flush()
    audit.record(by, "accepted", seat, shift=seat.shift_id, state=["offered", "accepted"])
    return seat


def accept_all(person: Person, by: Person, now: datetime) -> list[Seat]:
    """Accept every seat offered to a person on shifts that have not begun and still take place."""
    offered = db.session.scalars(
        select(Seat)
        .join(Shift, Shift.id == Seat.shift_id)
        .where(
            Seat.person_id == person.id,
            Seat.state == "offered",
            Seat.starts > now,
            Shift.cancelled_at.is_(None),
        )
        .order_by(Seat.starts, Seat.id)
    )
    return [accept(seat, by, now) for seat in offered.all()]


def decline(seat: Seat, by: Person, now: datetime, *, reason: str = "") -> Seat:
    """
    Turn an offered seat down, without any penalty; the machine never offers it again.

    Raises
    ------
    ShiftBegun, SeatGone
        When it is too late, or the seat was accepted: then it is given back with `withdraw`.
    """
    period = lock_draft(seat.period_id)
    seat = locked_seat(seat)
    if seat.state == "declined":
        return seat
    if seat.state == "accepted":
        raise SeatGone(_("You have accepted this seat. Use “I can't come” to give it back."))
    still_theirs(seat, now)
    give_up(seat, "declined", now, reason)
    note(period, by, "declined", subject_id=seat.person_id, shift=seat.shift_id, seat=seat.id)
    return seat


def withdraw(seat: Seat, by: Person, now: datetime, *, reason: str = "") -> Seat:
    """
    Give an accepted seat back before it begins; the leads hear of it at once and it is open again.

    Raises
    ------
    ShiftBegun, SeatGone
        When the shift has begun, or the seat is no longer held.
    """
    period = lock_draft(seat.period_id)
    seat = locked_seat(seat)
    if seat.state == "withdrawn":
        return seat
    still_theirs(seat, now)
    was = seat.state
    give_up(seat, "withdrawn", now, reason)
    note(
        period,
        by,
        "withdrew",
        subject_id=seat.person_id,
        shift=seat.shift_id,
        seat=seat.id,
        state=[was, "withdrawn"],
    )
    tell_leads(seat, period, now)
    return seat


def sign_up(shift: Shift, person: Person, now: datetime) -> Seat:
    """
    Take an open seat of a published roster; it is accepted at once.

    The period is locked before seats are counted, so that the last seat goes to exactly one.

    Raises
    ------
    ShiftBegun, ShiftFull, SeatsOverlap, NotForYou
        Each with a whole sentence for the person.
    """
    refuse_full(shift, person)
    period = lock_draft(shift.period_id)
    shift = db.session.scalars(locked(select(Shift).where(Shift.id == shift.id))).one()
    held = db.session.scalar(
        select(Seat).where(Seat.shift_id == shift.id, Seat.person_id == person.id, Seat.held)
    )
    if held is not None:
        return held if held.state == "accepted" else accept(held, person, now)
    if period.state != "published":
        raise NotForYou(_("This roster is not open for sign-up."))
    not_begun(shift, now)
    refuse_full(shift, person)
    breaches = why_not(shift, person, now=now, own_choice=True)
    if breaches:
        raise NotForYou(
            words.in_a_row(sentences(breaches, period)),
            rules=sorted({one.rule for one in breaches}),
        )
    return take(period, shift, person, now)


def take(period: Period, shift: Shift, person: Person, now: datetime) -> Seat:
    """Store a seat its person chose, and put it into the draft; the store has the last word."""
    seat = Seat(
        organisation_id=period.organisation_id,
        period_id=period.id,
        shift_id=shift.id,
        person_id=person.id,
        publication_id=db.session.scalar(
            select(func.max(Publication.id)).where(Publication.period_id == period.id)
        ),
        state="accepted",
        held=True,
        self_chosen=True,
        starts=shift.starts,
        ends=shift.ends,
        offered_at=now,
        answered_at=now,
        answer_by=shift.starts,
    )
    stored(seat)
    if not placement_of(seat):
        db.session.add(Placement(period_id=period.id, shift_id=shift.id, person_id=person.id))
    note(period, person, "signed_up", subject_id=person.id, shift=shift.id, seat=seat.id)
    db.session.flush()
    return seat


def stored(seat: Seat) -> None:
    """
    Store a held seat; what the store forbids becomes a sentence.

    Two requests of one person at once pass each other's checks; only the store sees both.
    """
    try:
        with db.session.begin_nested():
            db.session.add(seat)
    except IntegrityError as clash:
        said = str(clash.orig)
        if OVERLAP in said:
            raise SeatsOverlap(_("You already have a seat at that time.")) from clash
        if FULL in said:
            raise ShiftFull(_("Somebody was quicker: the last seat has just gone.")) from clash
        if "uq_seat_held" in said or "seat.shift_id, seat.person_id" in said:
            raise SeatsOverlap(_("This seat is already yours.")) from clash
        raise


def locked_seat(seat: Seat) -> Seat:
    """Read a seat again with the intent to change it."""
    return db.session.scalars(locked(select(Seat).where(Seat.id == seat.id))).one()


def still_theirs(seat: Seat, now: datetime) -> None:
    """Refuse when a seat is no longer held, or its shift has begun."""
    if not seat.held:
        raise SeatGone(
            _("This seat is no longer yours. If it is still free, you find it under “Open seats”.")
        )
    if seat.starts <= now:
        raise ShiftBegun(_("This shift has already begun. Please talk to your lead directly."))


def not_begun(shift: Shift, now: datetime) -> None:
    """Refuse a seat on a shift that has begun or was cancelled."""
    if shift.cancelled_at is not None:
        raise ShiftBegun(_("This shift was cancelled."))
    if shift.starts <= now:
        raise ShiftBegun(_("This shift has already begun."))


def refuse_full(shift: Shift, person: Person) -> None:
    """Refuse at once when every seat is taken by others."""
    if taken_by_others(shift.id, person.id) >= shift.wanted:
        raise ShiftFull(_("Somebody was quicker: every seat of this shift is taken."))


def placement_of(seat: Seat) -> Placement | None:
    """Find the draft's placement of a seat."""
    return db.session.scalar(
        select(Placement).where(
            Placement.shift_id == seat.shift_id, Placement.person_id == seat.person_id
        )
    )


def give_up(seat: Seat, state: str, now: datetime, reason: str) -> None:
    """Free a seat and take its person off the draft, so that nothing offers it to them again."""
    seat.state, seat.held, seat.answered_at, seat.reason = state, False, now, reason
    db.session.execute(
        delete(Placement).where(
            Placement.shift_id == seat.shift_id, Placement.person_id == seat.person_id
        )
    )
    db.session.flush()


def tell_leads(seat: Seat, period: Period, now: datetime) -> None:
    """Write to the shift's leads that a seat is open again."""
    shift = db.session.scalars(
        select(Shift)
        .where(Shift.id == seat.shift_id)
        .options(joinedload(Shift.site), joinedload(Shift.duty_kind))
    ).one()
    person = db.session.get_one(Person, seat.person_id)
    held = db.session.scalar(
        select(func.count()).select_from(Seat).where(Seat.shift_id == shift.id, Seat.held)
    )
    for lead in crew_leads.told_of(shift):
        outbox.write(
            "seat_withdrawn",
            lead,
            unique_key=f"withdrawn:{seat.id}:{lead.id}",
            seat=seat,
            shift=shift,
            person=person,
            period=period,
            left=int(held or 0),
            minutes=int((seat.starts - now).total_seconds() // 60),
        )
