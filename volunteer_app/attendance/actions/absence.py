"""Staying away: a no-show, or excused; and times told afterwards by the lead."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from flask_babel import gettext as _

from volunteer_app.attendance.actions.presence import (
    CLOSES_AFTER,
    OPENS_BEFORE,
    OtherwiseNoted,
    fit_today,
    hold_seat,
    must_be_accepted,
    still_open,
    zone_of,
)
from volunteer_app.attendance.models import Attendance
from volunteer_app.db import db
from volunteer_app.kit import audit, clock, words
from volunteer_app.kit.errors import Refused
from volunteer_app.people.models import Person
from volunteer_app.rosters.models import Seat


class TimesWrong(Refused):
    """The times told do not fit the shift."""


def stay_away(
    seat: Seat, by: Person, now: datetime, *, excused: bool, absence: str = ""
) -> Attendance:
    """
    Note that a person did not come, excused or not.

    Raises
    ------
    OtherwiseNoted
        When they were noted as here, or it is too early to say.
    """
    seat, noted = hold_seat(seat)
    still_open(seat.shift_id)
    state = "excused" if excused else "absent"
    if noted is not None and noted.state == state:
        return noted
    if noted is not None and noted.state not in ("absent", "excused"):
        raise OtherwiseNoted(_("This person was noted as here. Take that back first."))
    if not excused and now < seat.starts:
        raise OtherwiseNoted(_("The shift has not begun; nobody is absent yet."))
    if noted is None:
        noted = Attendance(
            organisation_id=seat.organisation_id,
            seat_id=seat.id,
            shift_id=seat.shift_id,
            person_id=seat.person_id,
            state=state,
        )
        db.session.add(noted)
    noted.state, noted.absence = state, absence
    db.session.flush()
    audit.record(by, "noted_absence", noted, shift=seat.shift_id, state=state, note=absence)
    return noted


def tell_times(seat: Seat, by: Person, now: datetime, *, arrived: time, left: time) -> Attendance:
    """
    Note from when to when somebody was here, as the lead tells it afterwards: the weakest evidence.

    Wall times of the site; an hour of the small morning belongs to the night the shift began.

    Raises
    ------
    TimesWrong
        When they lie outside the shift and a little around it, in the future, or back to front.
    """
    seat, noted = hold_seat(seat)
    must_be_accepted(seat)
    still_open(seat.shift_id)
    if noted is not None and noted.state == "confirmed":
        raise OtherwiseNoted(_("These minutes are already confirmed."))
    came, went = moment_of(seat, arrived), moment_of(seat, left)
    if went <= came:
        went += timedelta(days=1)
    refuse_wrong(seat, came, went, now)
    fit_today(seat, now)
    if noted is None:
        noted = Attendance(
            organisation_id=seat.organisation_id,
            seat_id=seat.id,
            shift_id=seat.shift_id,
            person_id=seat.person_id,
        )
        db.session.add(noted)
    before = [noted.arrived, noted.left]
    noted.state, noted.arrived, noted.left, noted.absence = "left", came, went, ""
    noted.arrived_evidence = noted.left_evidence = "back_filled"
    noted.arrived_by = noted.left_by = by.id
    db.session.flush()
    audit.record(by, "told_times", noted, before=before, after=[came, went])
    return noted


def moment_of(seat: Seat, told: time) -> datetime:
    """Turn a wall time into the moment near the shift that it means."""
    zone = zone_of(seat)
    earliest = seat.starts - OPENS_BEFORE
    day = words.local(earliest, zone).date()
    moment = clock.at(day, told.hour * 60 + told.minute, zone)
    if moment < earliest:
        moment = clock.at(day + timedelta(days=1), told.hour * 60 + told.minute, zone)
    return moment


def refuse_wrong(seat: Seat, came: datetime, went: datetime, now: datetime) -> None:
    """Refuse times that cannot be."""
    if came >= seat.ends or went > seat.ends + CLOSES_AFTER or went <= seat.starts:
        raise TimesWrong(
            _("These times do not fit the shift. Give when the person came and left."),
            field="arrived",
        )
    if went > now:
        raise TimesWrong(_("Give a time that has already passed."), field="left")
