"""Offers nobody answers lapse: silence is not acceptance, and both sides hear of it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.rosters.volunteering import Service
from volunteer_app.db import commit, db
from volunteer_app.kit import clock, jobs
from volunteer_app.kit.jobs import Job
from volunteer_app.kit.outbox import Letter
from volunteer_app.people.models import Person
from volunteer_app.rosters import seat_jobs
from volunteer_app.rosters.actions import lapsing, seats
from volunteer_app.rosters.models import Period, Placement, Seat
from volunteer_app.worker import ROUNDS, load_work

NOW = clock.now()
PAST = NOW - timedelta(minutes=1)


@pytest.fixture
def service(make):
    return Service(make)


def offer(service, make, day=0, person=None, **facts):
    person = person or service.person()
    shift = service.shift(day)
    make.placement(shift, person)
    return make.seat(shift, person, **facts)


def letters():
    return [(row.person_id, row.kind) for row in db.session.scalars(select(Letter))]


def test_an_offer_that_ran_out_lapses_and_its_seat_is_open_again(service, make):
    lead = service.lead()
    late = offer(service, make, answer_by=PAST)
    early = offer(service, make, day=1, answer_by=NOW + timedelta(hours=1))
    said_yes = offer(service, make, day=2, state="accepted", answer_by=PAST)
    assert lapsing.due_lapses(NOW) == [service.period.id]
    assert lapsing.lapse(service.period.id, NOW) == 1
    assert (late.state, late.held) == ("lapsed", False)
    assert (early.state, said_yes.state) == ("offered", "accepted")
    left = set(db.session.scalars(select(Placement.person_id)))
    assert left == {early.person_id, said_yes.person_id}
    assert db.session.get_one(Period, service.period.id).version == 2
    assert sorted(letters()) == sorted(
        [(lead.id, "seats_lapsed"), (late.person_id, "my_seats_lapsed")]
    )


def test_a_person_hears_once_of_all_that_lapsed(service, make):
    person = service.person()
    for day in range(3):
        offer(service, make, day=day, person=person, answer_by=PAST)
    assert lapsing.lapse(service.period.id, NOW) == 3
    assert letters() == [(person.id, "my_seats_lapsed")]


def test_the_schedulers_are_told_where_a_team_has_no_lead(service, make):
    scheduler = service.scheduler()
    offer(service, make, answer_by=PAST)
    lapsing.lapse(service.period.id, NOW)
    assert (scheduler.id, "seats_lapsed") in letters()


def test_sweeping_twice_lapses_nothing_twice(service, make):
    service.lead()
    offer(service, make, answer_by=PAST)
    lapsing.lapse(service.period.id, NOW)
    told = letters()
    assert lapsing.due_lapses(NOW) == []
    assert lapsing.lapse(service.period.id, NOW) == 0
    assert letters() == told


def test_a_late_yes_before_the_sweep_counts(service, make):
    seat = offer(service, make, answer_by=PAST)
    seats.accept(seat, db.session.get_one(Person, seat.person_id), NOW)
    assert lapsing.lapse(service.period.id, NOW) == 0
    assert seat.state == "accepted"


def test_the_workers_round_does_it(app, service, make):
    seat = offer(service, make, answer_by=PAST)
    job = jobs.enqueue("lapse_seats")
    commit()
    assert jobs.WORK["lapse_seats"] is seat_jobs.lapse_seats
    assert jobs.run_one(job.id)
    db.session.expire_all()
    assert db.session.get_one(Job, job.id).result == {"lapsed": 1}
    assert db.session.get_one(Seat, seat.id).state == "lapsed"


def test_the_worker_knows_every_round_it_asks_for():
    load_work()
    assert set(ROUNDS) <= set(jobs.WORK)
