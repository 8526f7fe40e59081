"""Coming and going: check-in and check-out, by code or by the lead's roll-call, and taking a slip back."""

from __future__ import annotations

from datetime import datetime, timedelta

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from volunteer_app.attendance.models import Attendance
from volunteer_app.attendance.queries.days import is_closed
from volunteer_app.attendance.queries.fitness import hindrances
from volunteer_app.db import db, locked
from volunteer_app.duties.models import Shift
from volunteer_app.kit import audit, words
from volunteer_app.kit.errors import Refused
from volunteer_app.people.models import Person
from volunteer_app.rosters.models import Seat
from volunteer_app.teams.models import Site

#: check-in opens so long before the start; check-out by code closes so long after the end
OPENS_BEFORE = timedelta(minutes=60)
CLOSES_AFTER = timedelta(hours=2)


class NotYours(Refused):
    """The seat is not accepted, or no longer held."""


class TooEarly(Refused):
    """Check-in is not open yet."""


class TooLate(Refused):
    """What happened then has to be told by the lead."""


class NotFit(Refused):
    """Law or safety keeps the person from serving on this shift."""


class ShiftClosed(Refused):
    """The lead has closed the shift."""


class OtherwiseNoted(Refused):
    """Something else was noted for this person."""


def hold_shift(shift_id: int) -> Shift:
    """
    Hold a shift's day: coming, going and closing wait for one another.

    The shift alone is locked, not its site and kind of duty, which other shifts share.
    """
    query = (
        select(Shift)
        .where(Shift.id == shift_id)
        .options(joinedload(Shift.site), joinedload(Shift.duty_kind))
        .with_for_update(of=Shift)
        .execution_options(populate_existing=True)
    )
    return db.session.execute(query).scalar_one()


def hold_seat(seat: Seat) -> tuple[Seat, Attendance | None]:
    """Hold a seat and what was noted for it, as they are stored now."""
    hold_shift(seat.shift_id)
    seat = db.session.execute(locked(select(Seat).where(Seat.id == seat.id))).scalar_one()
    noted = db.session.scalar(locked(select(Attendance).where(Attendance.seat_id == seat.id)))
    return seat, noted


def check_in(
    seat: Seat, by: Person, now: datetime, *, evidence: str, paid_time: bool = False
) -> Attendance:
    """
    Note that a person has come; coming twice is coming once.

    Trainings, age and insurance are judged once more: what law or safety forbids is refused,
    whoever presses the button.

    Raises
    ------
    NotYours, TooEarly, TooLate, NotFit, ShiftClosed, OtherwiseNoted
        Each with a whole sentence.
    """
    seat, noted = hold_seat(seat)
    if noted is not None and noted.state in ("here", "left", "confirmed"):
        return noted
    if noted is not None:
        raise OtherwiseNoted(_("This person was noted as not coming. Take that back first."))
    must_be_accepted(seat)
    still_open(seat.shift_id)
    in_time(seat, now)
    fit_today(seat, now)
    noted = Attendance(
        organisation_id=seat.organisation_id,
        seat_id=seat.id,
        shift_id=seat.shift_id,
        person_id=seat.person_id,
        state="here",
        arrived=now,
        arrived_evidence=evidence,
        arrived_by=by.id,
        paid_time=paid_time,
    )
    db.session.add(noted)
    db.session.flush()
    audit.record(by, "checked_in", noted, shift=seat.shift_id, evidence=evidence)
    return noted


def check_out(
    seat: Seat, by: Person, now: datetime, *, evidence: str, paid_time: bool | None = None
) -> Attendance:
    """
    Note that a person has gone; going twice, or after the lead's close, changes nothing.

    Raises
    ------
    OtherwiseNoted
        When the person was never noted as here.
    TooLate
        When the shift ended too long ago for a code to be evidence.
    """
    seat, noted = hold_seat(seat)
    if noted is None or noted.state not in ("here", "left", "confirmed"):
        raise OtherwiseNoted(_("Nobody has noted the arrival yet. Check in first."))
    if noted.state != "here":
        return noted
    if now > seat.ends + CLOSES_AFTER and evidence != "roll_call":
        raise TooLate(
            _("This shift ended more than two hours ago. Ask your lead to note when you left.")
        )
    noted.state, noted.left = "left", max(now, noted.arrived or now)
    noted.left_evidence, noted.left_by = evidence, by.id
    if paid_time is not None:
        noted.paid_time = paid_time
    db.session.flush()
    audit.record(by, "checked_out", noted, shift=seat.shift_id, evidence=evidence)
    return noted


def undo(seat: Seat, by: Person, now: datetime) -> None:
    """Take back the last thing noted for a seat, while the shift is not closed."""
    seat, noted = hold_seat(seat)
    still_open(seat.shift_id)
    if noted is None:
        return
    if noted.state == "confirmed":
        raise ShiftClosed(_("These minutes are already confirmed."))
    if noted.state == "left":
        before = noted.left
        noted.state, noted.left, noted.left_evidence, noted.left_by = "here", None, None, None
        audit.record(by, "took_back_going", noted, left=[before, None])
    else:
        audit.record(
            by, "took_back", noted, state=[noted.state, None], arrived=[noted.arrived, None]
        )
        db.session.delete(noted)
    db.session.flush()


def must_be_accepted(seat: Seat) -> None:
    """Refuse a seat that its person has not accepted, or holds no more."""
    if seat.state == "offered":
        raise NotYours(_("This seat is not accepted yet. Accept it under “My roster” first."))
    if seat.state != "accepted":
        raise NotYours(_("This seat is no longer held. Talk to the lead of the shift."))


def still_open(shift_id: int) -> None:
    """Refuse changes of a day that is closed."""
    if is_closed(shift_id):
        raise ShiftClosed(_("The lead has closed this shift. Ask them to open it again."))


def in_time(seat: Seat, now: datetime) -> None:
    """Refuse coming long before the start, or after the end."""
    if now < seat.starts - OPENS_BEFORE:
        opens = words.moment(seat.starts - OPENS_BEFORE, zone_of(seat))
        raise TooEarly(_("Check-in for this shift opens on %(opens)s.", opens=opens))
    if now >= seat.ends:
        raise TooLate(_("This shift is over. The lead can still note when somebody was here."))


def fit_today(seat: Seat, now: datetime) -> None:
    """Refuse somebody whom law or safety keeps off this shift."""
    shift = db.session.get_one(Shift, seat.shift_id)
    against = hindrances(shift, [seat.person_id], now=now).get(seat.person_id)
    if against:
        raise NotFit(
            _(
                "Not possible today: %(reasons)s Please talk to the lead.",
                reasons=words.in_a_row(against),
            )
        )


def zone_of(seat: Seat) -> str:
    """Give the zone of a seat's site."""
    zone = select(Site.zone).join(Shift, Shift.site_id == Site.id).where(Shift.id == seat.shift_id)
    return str(db.session.execute(zone).scalar_one())
