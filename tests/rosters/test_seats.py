"""What people do with seats: accept, decline, give back, take an open one."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.rosters.volunteering import Service
from volunteer_app.db import db
from volunteer_app.duties.models import Shift
from volunteer_app.kit import clock
from volunteer_app.kit.audit import AuditLine
from volunteer_app.kit.outbox import Letter
from volunteer_app.rosters.actions import seats as actions
from volunteer_app.rosters.actions.seats import NotForYou, SeatGone, ShiftBegun, ShiftFull
from volunteer_app.rosters.gather import gather
from volunteer_app.rosters.models import Period, Placement, Seat

NOW = clock.now()


@pytest.fixture
def service(make):
    return Service(make)


def offered(service, make, **facts):
    person, shift = service.person(), service.shift()
    make.placement(shift, person)
    return make.seat(shift, person, **facts), person


def verbs():
    return list(db.session.scalars(select(AuditLine.verb).order_by(AuditLine.id)))


def version(service):
    return db.session.scalar(select(Period.version).where(Period.id == service.period.id))


def test_accepting_twice_is_accepting_once(service, make):
    seat, person = offered(service, make)
    actions.accept(seat, person, NOW)
    again = actions.accept(seat, person, NOW + timedelta(hours=1))
    assert (again.state, again.held, again.answered_at) == ("accepted", True, NOW)
    assert verbs() == ["accepted"]
    assert version(service) == 1, "an acceptance changes nothing in the draft"


def test_a_late_yes_counts_while_the_offer_stands_and_not_after_it_lapsed(service, make):
    seat, person = offered(service, make, answer_by=NOW - timedelta(hours=1))
    assert actions.accept(seat, person, NOW).state == "accepted"
    lapsed, other = offered(service, make, state="lapsed")
    with pytest.raises(SeatGone):
        actions.accept(lapsed, other, NOW)


def test_accept_all_takes_only_what_waits(service, make):
    person = service.person()
    make.seat(service.shift(0), person)
    make.seat(service.shift(1), person)
    make.seat(service.shift(2), person, state="declined")
    make.seat(service.shift(3), service.person())
    cancelled = make.seat(service.shift(4, cancelled_at=NOW), person)
    with pytest.raises(ShiftBegun):
        actions.accept(cancelled, person, NOW)
    assert len(actions.accept_all(person, person, NOW)) == 2
    assert sorted(db.session.scalars(select(Seat.state))) == [
        "accepted",
        "accepted",
        "declined",
        "offered",
        "offered",
    ]


def test_declining_frees_the_seat_and_the_machine_never_offers_it_again(service, make):
    seat, person = offered(service, make)
    actions.decline(seat, person, NOW, reason="加班")
    actions.decline(seat, person, NOW)
    assert (seat.state, seat.held, seat.reason) == ("declined", False, "加班")
    assert db.session.scalars(select(Placement)).all() == []
    assert version(service) == 2
    assert verbs() == ["declined"]
    asked = gather(service.period, now=NOW)
    assert asked.instance.volunteer_by_id[str(person.id)].declined == {str(seat.shift_id)}


def test_giving_back_tells_the_leads_at_once_and_opens_the_seat(service, make):
    lead = service.lead()
    stranger = make.lead(make.team(service.organisation))
    seat, person = offered(service, make, state="accepted")
    actions.withdraw(seat, person, NOW, reason="孩子发烧")
    actions.withdraw(seat, person, NOW)
    [letter] = db.session.scalars(select(Letter)).all()
    assert letter.person_id == lead.id != stranger.id
    assert person.name in letter.subject
    assert "孩子发烧" in letter.body
    assert (seat.state, seat.held) == ("withdrawn", False)
    assert db.session.scalars(select(Placement)).all() == []
    assert version(service) == 2
    assert verbs() == ["withdrew"]


def test_nothing_moves_after_the_shift_has_begun(service, make):
    seat, person = offered(service, make)
    during = seat.starts
    with pytest.raises(ShiftBegun):
        actions.accept(seat, person, during)
    with pytest.raises(ShiftBegun):
        actions.decline(seat, person, during)
    accepted = make.seat(service.shift(1), person, state="accepted")
    with pytest.raises(ShiftBegun):
        actions.withdraw(accepted, person, accepted.starts)
    with pytest.raises(ShiftBegun):
        actions.sign_up(service.shift(2), service.person(), service.at(2))


def test_an_accepted_seat_is_given_back_not_declined(service, make):
    seat, person = offered(service, make, state="accepted")
    with pytest.raises(SeatGone):
        actions.decline(seat, person, NOW)
    assert seat.state == "accepted"


def test_an_open_seat_is_taken_accepted_and_stands_in_the_draft(service):
    shift, person = service.shift(), service.person()
    seat = actions.sign_up(shift, person, NOW)
    again = actions.sign_up(shift, person, NOW)
    assert seat.id == again.id
    assert (seat.state, seat.self_chosen, seat.starts) == ("accepted", True, shift.starts)
    [placement] = db.session.scalars(select(Placement)).all()
    assert (placement.shift_id, placement.person_id) == (shift.id, person.id)
    assert version(service) == 2
    assert verbs() == ["signed_up"]


def test_who_gave_a_seat_back_may_take_it_again(service, make):
    seat, person = offered(service, make, state="accepted")
    actions.withdraw(seat, person, NOW)
    again = actions.sign_up(db.session.get_one(Shift, seat.shift_id), person, NOW)
    assert again.id != seat.id
    assert again.held


def test_a_full_shift_a_cancelled_one_and_an_unpublished_roster_are_closed(service, make):
    shift = service.shift(wanted=1)
    make.seat(shift, service.person())
    with pytest.raises(ShiftFull):
        actions.sign_up(shift, service.person(), NOW)
    reserved = service.shift(1, wanted=1)
    make.placement(reserved, service.person())
    with pytest.raises(ShiftFull):
        actions.sign_up(reserved, service.person(), NOW)
    cancelled = service.shift(2, cancelled_at=NOW)
    with pytest.raises(ShiftBegun):
        actions.sign_up(cancelled, service.person(), NOW)
    draft = Service(make, state="collecting")
    with pytest.raises(NotForYou):
        actions.sign_up(draft.shift(), draft.person(), NOW)


@pytest.mark.parametrize(
    ("rules", "facts", "rule"),
    [
        (
            {"adults_only": True},
            {"born": clock.now().date().replace(day=1) - timedelta(days=15 * 365)},
            "age",
        ),
        ({"insured": True}, {}, "insurance"),
    ],
)
def test_a_seat_is_closed_to_whom_a_rule_keeps_off(service, make, rules, facts, rule):
    kind = make.duty_kind(service.organisation, **rules)
    shift = make.shift(service.period, kind=kind, site=service.site, starts=service.at(0))
    with pytest.raises(NotForYou) as refusal:
        actions.sign_up(shift, service.person(**facts), NOW)
    assert rule in refusal.value.facts["rules"]
    assert db.session.scalars(select(Seat)).all() == []


def test_training_that_runs_out_closes_the_seat(service, make):
    course = make.qualification()
    kind = make.duty_kind(service.organisation, needs=[course.id])
    shift = make.shift(service.period, kind=kind, site=service.site, starts=service.at(0))
    person = service.person()
    make.hold(person, course, until=service.first_day - timedelta(days=1))
    with pytest.raises(NotForYou):
        actions.sign_up(shift, person, NOW)
    make.hold(trained := service.person(), course, until=service.first_day)
    assert actions.sign_up(shift, trained, NOW).held


def test_ones_own_hours_do_not_stand_in_the_way_of_ones_own_choice(service):
    person = service.person()
    assert actions.sign_up(service.shift(), person, NOW).held, "no availability was entered"


def test_rest_between_duty_days_holds_for_ones_own_choice_too(service, make):
    person = service.person()
    make.seat(service.shift(0, minute=20 * 60), person, state="accepted")
    with pytest.raises(NotForYou):
        actions.sign_up(service.shift(1, minute=7 * 60), person, NOW)
