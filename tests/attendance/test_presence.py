"""Coming and going: once, in time, by whom law and safety allow; slips can be taken back."""

from __future__ import annotations

from datetime import date, time

import pytest
from sqlalchemy import select

from tests.attendance.scene import at, scene
from volunteer_app.attendance.actions import absence, closing, presence
from volunteer_app.attendance.actions.absence import TimesWrong
from volunteer_app.attendance.actions.closing import MinutesConfirmed, SomebodyUnknown, StillRunning
from volunteer_app.attendance.actions.presence import (
    NotFit,
    NotYours,
    OtherwiseNoted,
    ShiftClosed,
    TooEarly,
    TooLate,
)
from volunteer_app.attendance.models import Attendance
from volunteer_app.attendance.queries.days import attendance_of
from volunteer_app.db import db
from volunteer_app.kit.audit import AuditLine


def come(found, number=0, when=-5, **more):
    return presence.check_in(
        found.seats[number], found.lead, at(when), evidence="roll_call", **more
    )


def go(found, number=0, when=120, evidence="roll_call"):
    return presence.check_out(found.seats[number], found.lead, at(when), evidence=evidence)


def test_coming_and_going_note_times_evidence_and_who(make):
    found = scene(make)
    come(found, paid_time=True)
    noted = go(found, when=121)
    assert (noted.state, noted.arrived, noted.left) == ("left", at(-5), at(121))
    assert noted.arrived_evidence == noted.left_evidence == "roll_call"
    assert noted.arrived_by == noted.left_by == found.lead.id
    assert noted.paid_time
    verbs = db.session.scalars(select(AuditLine.verb).order_by(AuditLine.id)).all()
    assert verbs[-2:] == ["checked_in", "checked_out"]


def test_coming_twice_is_coming_once(make):
    found = scene(make)
    first = come(found)
    again = come(found, when=3)
    assert again is first
    assert again.arrived == at(-5)


def test_going_twice_keeps_the_first_time(make):
    found = scene(make)
    come(found)
    go(found, when=118)
    assert go(found, when=125).left == at(118)


def test_going_without_having_come_is_refused(make):
    with pytest.raises(OtherwiseNoted):
        go(scene(make))


@pytest.mark.parametrize(("when", "refusal"), [(-61, TooEarly), (120, TooLate), (600, TooLate)])
def test_check_in_opens_an_hour_before_and_ends_with_the_shift(make, when, refusal):
    found = scene(make)
    with pytest.raises(refusal):
        come(found, when=when)
    assert attendance_of(found.seats[0].id) is None


def test_check_out_by_code_ends_two_hours_after_the_shift(make):
    found = scene(make)
    come(found)
    with pytest.raises(TooLate):
        go(found, when=241, evidence="two_sided")
    assert go(found, when=240, evidence="two_sided").state == "left"


@pytest.mark.parametrize("state", ["offered", "declined", "withdrawn", "released", "lapsed"])
def test_only_an_accepted_seat_is_served(make, state):
    found = scene(make, people=0)
    seat = make.seat(found.shift, make.person(found.team), state=state)
    with pytest.raises(NotYours):
        presence.check_in(seat, found.lead, at(0), evidence="roll_call")


def test_insurance_that_ran_out_since_is_found_at_check_in(make):
    found = scene(make, insured=True)
    make.insure(found.people[0], until=date(2026, 12, 6))
    make.insure(found.people[1])
    with pytest.raises(NotFit, match=r"insurance|保险"):
        come(found, 0)
    assert come(found, 1).state == "here"


def test_a_missing_training_is_found_at_check_in(make):
    course = make.qualification(name="道路执勤", name_en="Road duty")
    found = scene(make, needs=[course.id])
    make.hold(found.people[0], course, until=date(2026, 12, 6))
    make.hold(found.people[1], course)
    with pytest.raises(NotFit, match=r"Road duty|道路执勤"):
        come(found, 0)
    assert come(found, 1).state == "here"


def test_minors_do_not_serve_where_adults_must(make):
    found = scene(make, people=1, adults_only=True)
    found.people[0].born = date(2009, 5, 1)
    db.session.commit()
    with pytest.raises(NotFit):
        come(found)


def test_who_is_kept_off_cannot_be_told_in_afterwards_either(make):
    found = scene(make, people=1, insured=True)
    with pytest.raises(NotFit):
        absence.tell_times(
            found.seats[0], found.lead, at(200), arrived=time(7, 30), left=time(9, 30)
        )


def test_taking_back_goes_one_step_at_a_time(make):
    found = scene(make)
    come(found)
    go(found)
    presence.undo(found.seats[0], found.lead, at(121))
    noted = attendance_of(found.seats[0].id)
    assert noted is not None
    assert (noted.state, noted.left, noted.left_evidence) == ("here", None, None)
    presence.undo(found.seats[0], found.lead, at(122))
    assert attendance_of(found.seats[0].id) is None
    presence.undo(found.seats[0], found.lead, at(123))


def test_absent_and_excused(make):
    found = scene(make)
    with pytest.raises(OtherwiseNoted):
        absence.stay_away(found.seats[0], found.lead, at(-30), excused=False)
    absence.stay_away(found.seats[0], found.lead, at(-30), excused=True, absence="发烧")
    noted = absence.stay_away(found.seats[0], found.lead, at(20), excused=False)
    assert noted.state == "absent"
    with pytest.raises(OtherwiseNoted):
        come(found, when=30)
    presence.undo(found.seats[0], found.lead, at(31))
    assert come(found, when=32).state == "here"
    with pytest.raises(OtherwiseNoted):
        absence.stay_away(found.seats[0], found.lead, at(33), excused=True)


def test_times_told_afterwards_are_the_weakest_evidence(make):
    found = scene(make)
    noted = absence.tell_times(
        found.seats[0], found.lead, at(200), arrived=time(7, 25), left=time(9, 35)
    )
    assert (noted.arrived, noted.left) == (at(-5), at(125))
    assert noted.arrived_evidence == noted.left_evidence == "back_filled"


@pytest.mark.parametrize(
    ("arrived", "left"),
    [
        (time(9, 30), time(10, 0)),  # came when it was over
        (time(3, 0), time(4, 0)),  # another time of day
        (time(6, 40), time(7, 30)),  # gone before it began
        (time(8, 0), time(12, 0)),  # long after the end
        (time(8, 0), time(8, 0)),
    ],
)
def test_times_that_cannot_be_are_refused(make, arrived, left):
    found = scene(make)
    with pytest.raises(TimesWrong):
        absence.tell_times(found.seats[0], found.lead, at(1000), arrived=arrived, left=left)


def test_times_to_come_are_refused(make):
    found = scene(make)
    with pytest.raises(TimesWrong, match=r"passed|已经"):
        absence.tell_times(
            found.seats[0], found.lead, at(30), arrived=time(7, 30), left=time(9, 30)
        )


def test_times_told_of_a_night_cross_midnight(make):
    found = scene(make, people=0)
    night = found.another(at(15 * 60), minutes=300)  # 22:30 to 03:30
    seat = make.seat(night, make.person(found.team), state="accepted")
    noted = absence.tell_times(
        seat, found.lead, at(30 * 60), arrived=time(22, 20), left=time(3, 40)
    )
    assert (noted.arrived, noted.left) == (at(15 * 60 - 10), at(20 * 60 + 10))
    noted = absence.tell_times(seat, found.lead, at(30 * 60), arrived=time(0, 15), left=time(3, 30))
    assert noted.arrived == at(16 * 60 + 45)


def test_a_shift_closes_when_everybody_is_known_and_checks_out_who_is_here(make):
    found = scene(make, people=3)
    come(found, 0)
    with pytest.raises(SomebodyUnknown, match=found.people[1].name):
        closing.close(found.shift, found.lead, at(125))
    absence.stay_away(found.seats[1], found.lead, at(30), excused=False)
    come(found, 2, when=10)
    go(found, 2, when=100)
    with pytest.raises(StillRunning):
        closing.close(found.shift, found.lead, at(119))
    first = closing.close(found.shift, found.lead, at(125), note="下雨")
    assert closing.close(found.shift, found.lead, at(126)) is first
    here = attendance_of(found.seats[0].id)
    assert here is not None
    assert (here.state, here.left, here.left_evidence) == ("left", at(120), "roll_call")


def test_after_the_close_the_day_stays_as_it_is(make):
    found = scene(make, people=1)
    come(found)
    closing.close(found.shift, found.lead, at(125))
    assert go(found, when=130).left == at(120)
    for deed in (
        lambda: presence.undo(found.seats[0], found.lead, at(131)),
        lambda: absence.stay_away(found.seats[0], found.lead, at(131), excused=False),
        lambda: absence.tell_times(
            found.seats[0], found.lead, at(131), arrived=time(7, 30), left=time(9, 30)
        ),
    ):
        with pytest.raises(ShiftClosed):
            deed()
    closing.reopen(found.shift, found.lead, at(132))
    presence.undo(found.seats[0], found.lead, at(133))
    assert db.session.scalars(select(Attendance)).one().state == "here"


def test_a_shift_with_confirmed_minutes_is_not_opened_again(make):
    found = scene(make, people=1)
    found.served()
    noted = attendance_of(found.seats[0].id)
    assert noted is not None
    noted.state = "confirmed"
    db.session.commit()
    with pytest.raises(MinutesConfirmed):
        closing.reopen(found.shift, found.lead, at(200))
