"""Many at once: the last seat goes to one, two overlapping seats never, a double click is one click."""

from __future__ import annotations

import threading
import time
from collections import Counter
from contextlib import nullcontext

import pytest
from sqlalchemy import func, select, text

from tests.rosters.volunteering import Service
from volunteer_app.db import commit, db, lost_the_race, reading, roll_back
from volunteer_app.duties.models import Shift
from volunteer_app.kit import clock
from volunteer_app.kit.errors import Refused
from volunteer_app.people.models import Person
from volunteer_app.rosters.actions import drafts
from volunteer_app.rosters.actions import seats as actions
from volunteer_app.rosters.actions.seats import SeatsOverlap, ShiftFull
from volunteer_app.rosters.models import Placement, Seat
from volunteer_app.teams.models import Membership

pytestmark = pytest.mark.race

TRIGGERS = ("seat_overlap_insert", "seat_overlap_update", "shift_full_insert", "shift_full_update")


def crowd(make, service, size):
    """Make many members of the team quickly."""
    people = [
        Person(
            number=f"C{number:05d}",
            name=f"志愿者{number}",
            fs_uniquifier=f"crowd-{number}",
            created_at=service.team.created_at,
        )
        for number in range(size)
    ]
    db.session.add_all(people)
    db.session.flush()
    db.session.add_all(
        Membership(team_id=service.team.id, person_id=one.id, since=service.team.created_at)
        for one in people
    )
    db.session.commit()
    return [one.id for one in people]


def at_once(app, deeds, workers=24, around=nullcontext):
    """
    Do deeds in threads that start together, each in a context and transaction of its own.

    As a request is, a lost race is run again; not in a control, which wants to see it lost.
    """
    tries = 1 if around is reading else 4
    outcomes, lock = [], threading.Lock()
    gate = threading.Barrier(min(workers, len(deeds)))
    waiting = list(deeds)

    def one(deed):
        for _ in range(tries):
            try:
                with app.test_request_context("/"), around():
                    try:
                        deed()
                        commit()
                    finally:
                        roll_back()
                return "done"
            except Refused as refusal:
                return type(refusal).__name__
            except Exception as fault:
                if not lost_the_race(fault):
                    return f"{type(fault).__name__}: {str(fault)[:60]}"
        return "lost"

    def work():
        gate.wait()
        while True:
            with lock:
                if not waiting:
                    return
                deed = waiting.pop()
            outcome = one(deed)
            with lock:
                outcomes.append(outcome)

    threads = [threading.Thread(target=work) for _ in range(gate.parties)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Counter(outcomes)


def taking(shift_id, person_id):
    """Give the deed of one person taking a seat of a shift."""

    def deed():
        shift, person = db.session.get_one(Shift, shift_id), db.session.get_one(Person, person_id)
        actions.sign_up(shift, person, clock.now())

    return deed


def held(shift_id):
    db.session.rollback()
    return db.session.scalar(
        select(func.count()).select_from(Seat).where(Seat.shift_id == shift_id, Seat.held)
    )


@pytest.mark.parametrize("seats", [1, 10, 100])
def test_five_hundred_people_and_few_seats(app, make, seats):
    service = Service(make)
    shift = service.shift(wanted=seats, minimum=1)
    people = crowd(make, service, 500)
    begun = time.monotonic()
    outcomes = at_once(app, [taking(shift.id, one) for one in people])
    took = time.monotonic() - begun
    assert outcomes == {"done": seats, "ShiftFull": len(people) - seats}
    assert held(shift.id) == seats
    placed = select(func.count()).select_from(Placement).where(Placement.shift_id == shift.id)
    assert db.session.scalar(placed) == seats
    assert took < 20, f"{len(people)} people took {took:.1f} s for {seats} seats"


def drop_guards():
    """Take the store's own guards of seats away."""
    with db.engine.begin() as connection:
        if connection.dialect.name == "sqlite":
            for name in TRIGGERS:
                connection.execute(text(f"DROP TRIGGER {name}"))
        else:
            connection.execute(text("ALTER TABLE seat DROP CONSTRAINT seat_overlap"))
            connection.execute(text("DROP TRIGGER shift_full ON seat"))


@pytest.fixture
def slow(monkeypatch):
    """Widen the gap between looking and writing, as a busy machine does."""
    look = actions.why_not

    def slowly(*args, **more):
        found = look(*args, **more)
        time.sleep(0.2)
        return found

    monkeypatch.setattr(actions, "why_not", slowly)


@pytest.fixture
def unlocked(monkeypatch):
    """Lock nothing; with ``around=reading`` SQLite begins without its write lock, too."""
    monkeypatch.setattr(actions, "locked", lambda query: query)
    monkeypatch.setattr(drafts, "locked", lambda query: query)


@pytest.mark.usefixtures("slow", "unlocked")
def test_with_locks_and_guards_off_a_seat_is_oversold_or_the_store_errs(app, make):
    """Control: the race is real."""
    service = Service(make)
    shift = service.shift(wanted=1)
    people = crowd(make, service, 12)
    drop_guards()
    outcomes = at_once(app, [taking(shift.id, one) for one in people], around=reading)
    errors = sum(times for name, times in outcomes.items() if "Error" in name or name == "lost")
    assert held(shift.id) > 1 or errors > 0, outcomes


@pytest.mark.usefixtures("slow", "unlocked")
def test_with_locks_off_the_store_alone_still_never_oversells(app, make):
    service = Service(make)
    shift = service.shift(wanted=1)
    people = crowd(make, service, 12)
    at_once(app, [taking(shift.id, one) for one in people])
    assert held(shift.id) == 1


def overlapping(make):
    """Make two shifts at the same time in two periods, and somebody who wants both."""
    service = Service(make)
    other = make.period(service.team, first_day=service.first_day, state="published")
    one = service.shift(wanted=5)
    two = make.shift(other, kind=service.kind, site=service.site, starts=service.at(0, 500))
    return one.id, two.id, crowd(make, service, 1)[0]


def seats_of(person_id):
    db.session.rollback()
    query = select(func.count()).select_from(Seat).where(Seat.person_id == person_id, Seat.held)
    return db.session.scalar(query)


@pytest.mark.usefixtures("slow")
def test_of_two_overlapping_seats_taken_at_once_one_is_stored(app, make):
    one, two, person = overlapping(make)
    outcomes = at_once(app, [taking(one, person), taking(two, person)])
    assert seats_of(person) == 1
    assert outcomes["done"] == 1
    assert set(outcomes) - {"done"} <= {"SeatsOverlap", "NotForYou"}


@pytest.mark.usefixtures("slow", "unlocked")
def test_without_the_stores_guard_both_overlapping_seats_are_stored_or_it_errs(app, make):
    """Control: the check before the write cannot see the other request."""
    one, two, person = overlapping(make)
    drop_guards()
    outcomes = at_once(app, [taking(one, person), taking(two, person)], around=reading)
    errors = sum(times for name, times in outcomes.items() if "Error" in name or name == "lost")
    assert seats_of(person) == 2 or errors > 0, outcomes


def test_the_stores_no_becomes_a_sentence(make):
    service = Service(make)
    person = service.person()
    make.seat(service.shift(0), person, state="accepted")
    clash = service.shift(0, minute=500)
    with pytest.raises(SeatsOverlap):
        actions.take(service.period, clash, person, clock.now())
    full = service.shift(1, wanted=1)
    make.seat(full, service.person())
    with pytest.raises(ShiftFull):
        actions.take(service.period, full, person, clock.now())
    assert seats_of(person.id) == 1


def test_one_press_counted_eight_times_is_one_seat(app, make):
    service = Service(make)
    shift = service.shift(wanted=5)
    [person] = crowd(make, service, 1)
    outcomes = at_once(app, [taking(shift.id, person)] * 8, workers=8)
    assert outcomes == {"done": 8}
    assert seats_of(person) == 1


def test_accepting_and_giving_back_at_once_leaves_one_clear_state(app, make):
    service = Service(make)
    shift, person = service.shift(), service.person()
    seat = make.seat(shift, person)
    make.placement(shift, person)

    def deed(action):
        def done():
            mine, by = db.session.get_one(Seat, seat.id), db.session.get_one(Person, person.id)
            action(mine, by, clock.now())

        return done

    at_once(app, [deed(actions.accept), deed(actions.decline)] * 4, workers=8)
    db.session.rollback()
    db.session.refresh(seat)
    assert (seat.state, seat.held) in {("accepted", True), ("declined", False)}
    assert (actions.placement_of(seat) is not None) == seat.held


def test_real_requests_for_the_last_seat(app, make):
    app.config["WTF_CSRF_ENABLED"] = False
    service = Service(make)
    shift = service.shift(wanted=1)
    address = f"/me/open/{shift.id}"
    crowd(make, service, 40)
    keys = list(db.session.scalars(select(Person.fs_uniquifier).order_by(Person.id)))
    db.session.commit()
    answers, lock, gate = [], threading.Lock(), threading.Barrier(len(keys))

    def ask(key):
        client = app.test_client()
        with client.session_transaction() as session:
            session["_user_id"], session["_fresh"], session["locale"] = key, True, "en"
        gate.wait()
        answer = client.post(address)
        with lock:
            answers.append((answer.status_code, "Somebody was quicker" in answer.text))

    threads = [threading.Thread(target=ask, args=(key,)) for key in keys]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Counter(answers) == {(302, False): 1, (409, True): len(keys) - 1}
    assert held(shift.id) == 1
