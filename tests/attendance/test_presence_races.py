"""At once: check-out against the lead's close, and two taps, leave one attendance in one state (Q13)."""

from __future__ import annotations

import threading
from contextlib import suppress

import pytest
from sqlalchemy import func, select

from tests.attendance.scene import at, scene
from tests.rosters import test_seat_races
from volunteer_app.attendance.actions import closing, presence
from volunteer_app.attendance.models import Attendance, ShiftClose
from volunteer_app.db import db, reading
from volunteer_app.duties.models import Shift
from volunteer_app.kit.audit import AuditLine
from volunteer_app.people.models import Person
from volunteer_app.rosters.models import Seat

pytestmark = pytest.mark.race


def at_once(app, deeds, **more):
    """Do deeds at once, with nothing held open here."""
    db.session.rollback()
    return test_seat_races.at_once(app, deeds, **more)


def going(seat_id, person_id, minutes):
    """Give the deed of one person checking out."""

    def deed():
        seat, person = db.session.get_one(Seat, seat_id), db.session.get_one(Person, person_id)
        presence.check_out(seat, person, at(minutes), evidence="two_sided")

    return deed


def coming(seat_id, person_id):
    """Give the deed of one person checking in."""

    def deed():
        seat, person = db.session.get_one(Seat, seat_id), db.session.get_one(Person, person_id)
        presence.check_in(seat, person, at(-5), evidence="two_sided")

    return deed


def closing_it(shift_id, lead_id):
    """Give the deed of the lead closing the shift."""

    def deed():
        shift, lead = db.session.get_one(Shift, shift_id), db.session.get_one(Person, lead_id)
        closing.close(shift, lead, at(121))

    return deed


def goings():
    """Count how often somebody was written down as having gone."""
    db.session.rollback()
    return db.session.scalar(
        select(func.count()).select_from(AuditLine).where(AuditLine.verb == "checked_out")
    )


def race(app, make, around=None):
    """Let a person check out twice while the lead closes the shift."""
    found = scene(make, people=1)
    presence.check_in(found.seats[0], found.lead, at(0), evidence="two_sided")
    db.session.commit()
    seat, person = found.seats[0].id, found.people[0].id
    deeds = [
        going(seat, person, 118),
        going(seat, person, 119),
        closing_it(found.shift.id, found.lead.id),
        closing_it(found.shift.id, found.lead.id),
    ]
    return at_once(app, deeds, **({"around": around} if around else {}))


def test_check_out_twice_against_the_close_is_one_going(app, make):
    assert race(app, make) == {"done": 4}
    assert goings() == 1
    noted = db.session.scalars(select(Attendance)).one()
    assert noted.state == "left"
    assert noted.left in (at(118), at(119), at(120))
    assert db.session.scalar(select(func.count()).select_from(ShiftClose)) == 1


def test_two_taps_are_one_coming(app, make):
    found = scene(make, people=1)
    seat, person = found.seats[0].id, found.people[0].id
    assert at_once(app, [coming(seat, person)] * 6) == {"done": 6}
    db.session.rollback()
    assert db.session.scalar(select(func.count()).select_from(Attendance)) == 1


def test_with_the_locks_off_somebody_goes_twice_or_the_store_errs(app, make, monkeypatch):
    """Control: the race is real."""

    # All four have read before one of them writes, however busy the machine is.
    all_here = threading.Barrier(4)

    def meet():
        with suppress(threading.BrokenBarrierError):
            all_here.wait(5)

    def shift_unlocked(shift_id):
        return db.session.get_one(Shift, shift_id)

    def seat_unlocked(seat):
        noted = db.session.scalar(select(Attendance).where(Attendance.seat_id == seat.id))
        meet()
        return seat, noted

    def closed_unlocked(shift_id):
        shift = shift_unlocked(shift_id)
        meet()
        return shift

    monkeypatch.setattr(presence, "hold_shift", shift_unlocked)
    monkeypatch.setattr(presence, "hold_seat", seat_unlocked)
    monkeypatch.setattr(closing, "hold_shift", closed_unlocked)
    monkeypatch.setattr(closing, "locked", lambda query: query)
    outcomes = race(app, make, around=reading)
    assert outcomes != {"done": 4} or goings() > 1, outcomes
