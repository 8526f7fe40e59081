"""Closing a shift: the lead's word that everybody's state is known."""

from __future__ import annotations

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from volunteer_app.attendance.actions.presence import hold_shift
from volunteer_app.attendance.models import Attendance, ShiftClose
from volunteer_app.db import db, locked
from volunteer_app.duties.models import Shift
from volunteer_app.kit import audit, words
from volunteer_app.kit.errors import Refused
from volunteer_app.people.models import Person
from volunteer_app.rosters.models import Seat


class StillRunning(Refused):
    """The shift has not ended."""


class SomebodyUnknown(Refused):
    """Of somebody nobody has said whether they came."""


class MinutesConfirmed(Refused):
    """Minutes of the shift are in the ledger already."""


def close(shift: Shift, by: Person, now: datetime, *, note: str = "") -> ShiftClose:
    """
    Close a shift; who is still here is checked out with it, no later than the shift's end.

    Closing twice is closing once.

    Raises
    ------
    StillRunning, SomebodyUnknown
        When it is too early, or somebody's state is not known.
    """
    shift = hold_shift(shift.id)
    known = db.session.get(ShiftClose, shift.id)
    if known is not None:
        return known
    noted = {
        one.seat_id: one
        for one in db.session.scalars(
            locked(select(Attendance).where(Attendance.shift_id == shift.id))
        )
    }
    refuse_unknown(shift, set(noted))
    here = [one for one in noted.values() if one.state == "here"]
    if now < shift.ends and (here or now < shift.starts):
        raise StillRunning(
            _("The shift is still running. Check everybody out first, or wait for its end.")
        )
    for one in here:
        one.state, one.left = "left", max(shift.ends, one.arrived or shift.ends)
        one.left_evidence, one.left_by = "roll_call", by.id
        audit.record(by, "checked_out", one, shift=shift.id, evidence="roll_call", by_close=True)
    closed = ShiftClose(shift_id=shift.id, closed_by=by.id, closed_at=now, note=note)
    db.session.add(closed)
    db.session.flush()
    audit.record(by, "closed", shift, people=len(noted), checked_out=len(here), note=note)
    return closed


def refuse_unknown(shift: Shift, noted: set[int]) -> None:
    """Refuse while somebody with an accepted seat is neither here, nor gone, nor away."""
    rows = db.session.execute(
        select(Seat.id, Person.name)
        .join(Person, Person.id == Seat.person_id)
        .where(Seat.shift_id == shift.id, Seat.state == "accepted")
        .order_by(Person.name)
    )
    names = [name for seat_id, name in rows if seat_id not in noted]
    if names:
        raise SomebodyUnknown(
            _("Say first whether they came: %(names)s.", names=words.listed(names)), people=names
        )


def reopen(shift: Shift, by: Person, now: datetime) -> None:
    """
    Open a closed shift again, as long as none of its minutes are confirmed.

    Raises
    ------
    MinutesConfirmed
        When some are; then a correction is the way.
    """
    shift = hold_shift(shift.id)
    known = db.session.get(ShiftClose, shift.id)
    if known is None:
        return
    confirmed = db.session.scalar(
        select(Attendance.id)
        .where(Attendance.shift_id == shift.id, Attendance.state == "confirmed")
        .limit(1)
    )
    if confirmed is not None:
        raise MinutesConfirmed(
            _("Minutes of this shift are already confirmed. Correct them in the ledger instead.")
        )
    db.session.delete(known)
    db.session.flush()
    audit.record(by, "opened_again", shift)
