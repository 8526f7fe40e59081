"""Confirming: actual minutes less breaks, nobody their own, long days wait (Q36, Q37)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import select

from tests.attendance.scene import Scene, at, rows, scene
from volunteer_app.attendance.actions import absence, closing, presence
from volunteer_app.attendance.queries.days import attendance_of, day
from volunteer_app.db import db
from volunteer_app.hours.actions.confirm import (
    Confirmed,
    MinutesWrong,
    NotClosed,
    OwnMinutes,
    confirm,
)
from volunteer_app.hours.models import LedgerEntry, Waiting
from volunteer_app.hours.presence import actual_minutes, suggested_minutes, weaker
from volunteer_app.hours.queries.verification import verify_chain
from volunteer_app.kit.clock import at as wall


def entries() -> list[LedgerEntry]:
    return list(db.session.scalars(select(LedgerEntry).order_by(LedgerEntry.id)))


def serve_long(found: Scene, person, starts: datetime, minutes: int, zone: str = "") -> None:
    """Have somebody serve a shift of so many minutes, closed but not confirmed."""
    shift = found.another(starts, minutes=minutes)
    seat = found.make.seat(shift, person, state="accepted")
    presence.check_in(seat, found.lead, starts, evidence="two_sided")
    presence.check_out(seat, found.lead, shift.ends, evidence="two_sided")
    closing.close(shift, found.lead, shift.ends)
    db.session.commit()
    found.shift = shift


def confirm_now(found: Scene, by=None, **change):
    """Confirm everybody of the scene's shift."""
    there = day(by or found.lead, found.shift.id)
    return confirm(there, by or found.lead, found.shift.ends, rows=rows(there, **change))


def test_an_entry_holds_the_facts_of_the_attendance(make):
    found = scene(make)
    assert confirm(found.served(), found.lead, at(130), rows=rows(found.day())) == Confirmed(2, 0)
    entry = entries()[0]
    assert (entry.minutes, entry.kind, entry.number) == (120, "service", 1)
    assert entry.served_on == date(2026, 12, 7)
    assert (entry.team_id, entry.duty_kind_id) == (found.team.id, found.kind.id)
    assert (entry.evidence, entry.verified_by, entry.second_by) == (
        "roll_call",
        found.lead.id,
        None,
    )
    assert (entry.starts, entry.ends) == (at(0), at(120))
    assert verify_chain(found.organisation.id).entries == 2
    noted = attendance_of(found.seats[0].id)
    assert noted is not None
    assert (noted.state, noted.confirmed_by) == ("confirmed", found.lead.id)


def test_confirming_twice_enters_once(make):
    found = scene(make)
    there = found.served()
    told = rows(there)
    confirm(there, found.lead, at(130), rows=told)
    assert confirm(there, found.scheduler, at(131), rows=told) == Confirmed(0, 0)
    assert len(entries()) == 2


def test_an_open_shift_is_not_confirmed(make):
    found = scene(make, people=1)
    found.serve(found.seats[0])
    with pytest.raises(NotClosed):
        confirm(found.day(), found.lead, at(130), rows=rows(found.day()))


def test_nobody_confirms_their_own_and_then_nothing_is_confirmed(make):
    found = scene(make, people=1)
    found.seats.append(make.seat(found.shift, found.lead, state="accepted"))
    there = found.served()
    with pytest.raises(OwnMinutes), db.session.begin_nested():
        confirm(there, found.lead, at(130), rows=rows(there))
    assert entries() == []
    other = make.lead(found.team)
    assert confirm(there, other, at(131), rows=rows(there)).entered == 2


def test_rows_left_unticked_stay_open(make):
    found = scene(make)
    there = found.served()
    told = rows(there)
    told[0]["take"] = False
    assert confirm(there, found.lead, at(130), rows=told).entered == 1


@pytest.mark.parametrize(
    ("start", "end", "actual", "suggested"),
    [
        (0, 120, 120, 120),
        (-20, 120, 140, 120),  # coming early brings nothing by itself
        (5, 118, 113, 113),
        (0, 200, 200, 120),  # nor does forgetting to check out
        (119, 120, 1, 1),
    ],
)
def test_the_suggestion_is_the_presence_within_the_shift(start, end, actual, suggested):
    assert actual_minutes(at(start), at(end)) == actual
    assert suggested_minutes(at(start), at(end), starts=at(0), ends=at(120)) == suggested


def test_half_minutes_are_cut_and_clocks_that_jump_back_give_none():
    assert actual_minutes(at(0), at(10) + timedelta(seconds=59)) == 10
    assert actual_minutes(at(10), at(0)) == 0


def test_breaks_come_off(make):
    found = scene(make, people=1)
    there = found.served()
    confirm(there, found.lead, at(130), rows=rows(there, break_minutes=15))
    assert entries()[0].minutes == 105


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"minutes": 100}, "reason"),
        ({"minutes": 125}, "reason"),
        ({"minutes": 141, "reason": "多站了一会"}, "minutes"),
        ({"break_minutes": 121}, "break_minutes"),
    ],
)
def test_other_minutes_need_a_reason_and_never_pass_the_presence(make, change, field):
    found = scene(make, people=1)
    found.serve(found.seats[0], start=-10, end=130)
    closing.close(found.shift, found.lead, at(131))
    with pytest.raises(MinutesWrong) as refusal:
        confirm(found.day(), found.lead, at(132), rows=rows(found.day(), **change))
    assert refusal.value.field == f"rows-0-{field}"


def test_with_a_reason_the_lead_may_count_all_of_the_presence(make):
    found = scene(make, people=1)
    found.serve(found.seats[0], start=-10, end=130)
    closing.close(found.shift, found.lead, at(131))
    change = {"minutes": 140, "reason": "接班的人晚到"}
    confirm(found.day(), found.lead, at(132), rows=rows(found.day(), **change))
    assert (entries()[0].minutes, entries()[0].reason) == (140, "接班的人晚到")


def test_paid_time_is_attendance_without_minutes(make):
    found = scene(make, people=1)
    there = found.served()
    assert confirm(there, found.lead, at(130), rows=rows(there, paid=True)).entered == 1
    assert (entries()[0].minutes, entries()[0].reason) == (0, "paid_time")


def test_an_entry_is_as_good_as_its_weaker_end(make):
    assert weaker("two_sided", "roll_call") == weaker("roll_call", "two_sided") == "roll_call"
    found = scene(make, people=1)
    presence.check_in(found.seats[0], found.people[0], at(0), evidence="two_sided")
    closing.close(found.shift, found.lead, at(121))
    db.session.commit()
    confirm(found.day(), found.lead, at(122), rows=rows(found.day()))
    assert entries()[0].evidence == "roll_call"


def test_eight_hours_a_day_count_at_once_and_a_minute_more_waits(make):
    found = scene(make, people=1, seated=False)
    serve_long(found, found.people[0], at(0), 480)
    assert confirm_now(found) == Confirmed(1, 0)
    serve_long(found, found.people[0], at(500), 1)
    assert confirm_now(found) == Confirmed(0, 1)
    waiting = db.session.scalars(select(Waiting)).one()
    assert (waiting.level, waiting.minutes, waiting.kind) == (2, 1, "long_day")
    assert len(entries()) == 1


@pytest.mark.parametrize(("minutes", "level"), [(481, 2), (720, 2), (721, 3)])
def test_one_long_shift_waits_for_the_level_it_needs(make, minutes, level):
    found = scene(make, people=1, seated=False)
    serve_long(found, found.people[0], at(0), minutes)
    assert confirm_now(found) == Confirmed(0, 1)
    assert db.session.scalars(select(Waiting)).one().level == level


def test_what_waits_counts_towards_the_day(make):
    """Two waiting halves must not each slip through as a short day."""
    found = scene(make, people=1, seated=False)
    for number, level in ((0, None), (1, 2), (2, 3)):
        serve_long(found, found.people[0], at(number * 300), 300)
        confirm_now(found)
        latest = db.session.scalars(select(Waiting).order_by(Waiting.id.desc())).first()
        assert (latest.level if latest else None) == level


def test_the_day_is_summed_over_all_organisations(make):
    first, second = scene(make, people=1, seated=False), scene(make, people=0, seated=False)
    make.appoint(first.people[0], "lead", team=make.team(second.organisation))
    serve_long(first, first.people[0], at(0), 400)
    assert confirm_now(first).entered == 1
    serve_long(second, first.people[0], at(410), 100)
    assert confirm_now(second) == Confirmed(0, 1)


def test_other_people_and_other_days_are_not_added(make):
    found = scene(make, people=2, seated=False)
    serve_long(found, found.people[0], at(0), 400)
    assert confirm_now(found).entered == 1
    serve_long(found, found.people[1], at(410), 400)
    assert confirm_now(found).entered == 1
    serve_long(found, found.people[0], at(24 * 60), 400)
    assert confirm_now(found).entered == 1


def test_times_told_more_than_a_week_late_wait_for_the_admin(make):
    found = scene(make, people=2)
    late = found.shift.ends + timedelta(days=8)
    for seat in found.seats:
        absence.tell_times(seat, found.lead, late, arrived=time(7, 30), left=time(9, 30))
    closing.close(found.shift, found.lead, late)
    db.session.commit()
    told = rows(found.day())
    assert confirm(found.day(), found.lead, late - timedelta(days=2), rows=told[:1]).entered == 1
    assert confirm(found.day(), found.lead, late, rows=told[1:]) == Confirmed(0, 1)
    assert db.session.scalars(select(Waiting)).one().kind == "make_up"


@pytest.mark.parametrize(
    ("day_of", "start", "minutes", "served_on"),
    [
        (date(2026, 12, 31), 22 * 60, 300, date(2026, 12, 31)),  # over the end of the year
        (date(2027, 1, 31), 23 * 60 + 59, 60, date(2027, 1, 31)),  # over the end of a month
        (date(2028, 2, 28), 22 * 60, 240, date(2028, 2, 28)),  # into the leap day
        (date(2028, 2, 29), 22 * 60, 240, date(2028, 2, 29)),  # out of it
        (date(2026, 12, 7), 0, 60, date(2026, 12, 7)),  # 16:00 UTC of the day before
    ],
)
def test_minutes_and_days_are_right_over_midnight_months_and_leap_days(
    make, day_of, start, minutes, served_on
):
    found = scene(make, people=1, seated=False)
    serve_long(found, found.people[0], wall(day_of, start, "Asia/Shanghai"), minutes)
    assert confirm_now(found).entered == 1
    assert (entries()[0].minutes, entries()[0].served_on) == (minutes, served_on)


@pytest.mark.parametrize(
    ("day_of", "minutes"),
    [(date(2026, 3, 29), 180), (date(2026, 10, 25), 300), (date(2026, 6, 1), 240)],
)
def test_where_clocks_change_the_minutes_really_served_count(make, day_of, minutes):
    """From 00:00 to 04:00 on the wall of Berlin: three, five and four hours."""
    found = scene(make, people=1, seated=False)
    found.site.zone = "Europe/Berlin"
    db.session.commit()
    starts = wall(day_of, 0, "Europe/Berlin")
    ends = wall(day_of, 240, "Europe/Berlin")
    serve_long(found, found.people[0], starts, int((ends - starts).total_seconds() // 60))
    confirm_now(found)
    assert (entries()[0].minutes, entries()[0].served_on) == (minutes, day_of)


def test_minutes_of_a_joint_shift_belong_to_each_persons_own_team(make):
    found = scene(make, people=0)
    other = make.team(found.organisation)
    squad = make.team(found.organisation, parent_id=other.id)
    joint = make.period(found.team, other, state="published")
    shift = make.shift(joint, kind=found.kind, site=found.site, starts=at(0), wanted=3)
    found.shift, found.seats = shift, []
    for team in (found.team, other, squad):
        found.seats.append(make.seat(shift, make.person(team), state="accepted"))
    there = found.served()
    confirm(there, found.lead, at(130), rows=rows(there))
    teams = {one.person_id: one.team_id for one in entries()}
    assert [teams[seat.person_id] for seat in found.seats] == [found.team.id, other.id, other.id]
