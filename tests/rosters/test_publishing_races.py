"""Publishing at once with somebody else (Q9, Q10), and what happens when the lock is let go."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

from tests.rosters.setting import NOW
from volunteer_app.db import commit, db, roll_back
from volunteer_app.kit.errors import Refused
from volunteer_app.kit.outbox import Letter
from volunteer_app.people.models import Person
from volunteer_app.rosters.actions import publishing, seats
from volunteer_app.rosters.actions.drafts import DraftChanged
from volunteer_app.rosters.models import Period, Placement, Publication, Seat

ROUNDS = 6


def at_once(app: Flask, *deeds: Callable[[], Any]) -> list[Any]:
    """Do several things at the same moment, each in its own transaction; give what came of each."""
    start, came = threading.Barrier(len(deeds)), [None] * len(deeds)

    def run(number: int, deed: Callable[[], Any]) -> None:
        with app.test_request_context("/", method="POST"):
            start.wait()
            try:
                came[number] = deed()
                commit()
            except (Refused, DBAPIError) as refusal:
                roll_back()
                came[number] = refusal
            finally:
                db.session.remove()

    workers = [threading.Thread(target=run, args=pair) for pair in enumerate(deeds)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    db.session.rollback()
    db.session.expire_all()
    return came


def publishes(period_id: int, person_id: int, seen: int) -> Callable[[], Any]:
    """Give the deed of publishing as somebody who saw a version."""

    def deed() -> Any:
        period, by = db.session.get_one(Period, period_id), db.session.get_one(Person, person_id)
        return publishing.publish(period, by, NOW, seen_version=seen).id

    return deed


def withdraws(seat_id: int, person_id: int) -> Callable[[], Any]:
    """Give the deed of giving a seat back."""

    def deed() -> Any:
        seat, by = db.session.get_one(Seat, seat_id), db.session.get_one(Person, person_id)
        return seats.withdraw(seat, by, NOW).state

    return deed


def lets_go(monkeypatch: pytest.MonkeyPatch, then: Callable[[], Any]) -> None:
    """Switch the lock off: what was locked is let go between reading the draft and writing."""
    honest = publishing.difference

    def careless(draft: Any, *, now: Any) -> Any:
        change = honest(draft, now=now)
        commit()
        then()
        return change

    monkeypatch.setattr(publishing, "difference", careless)


def one_won_and_one_was_told(came: list[Any]) -> bool:
    """Say whether exactly one published and the other got a sentence."""
    told = [one for one in came if isinstance(one, DraftChanged)]
    return len(told) == 1 and sum(isinstance(one, int) for one in came) == 1


@pytest.fixture
def drafted(here, make):
    """Give a draft of three people, and two who may publish it."""
    for day in range(3):
        make.placement(here.shift(day), here.free_person())
    rivals = [here.scheduler(), here.scheduler()]
    db.session.commit()
    return here.period.id, [one.id for one in rivals]


@pytest.mark.race
def test_of_two_who_publish_at_once_one_wins_and_the_other_is_told(app, drafted):
    period_id, rivals = drafted
    came = at_once(app, *(publishes(period_id, one, 1) for one in rivals))
    assert one_won_and_one_was_told(came), came
    [publication] = db.session.scalars(select(Publication))
    [told] = [one for one in came if isinstance(one, DraftChanged)]
    winner = db.session.get_one(Person, publication.by_id)
    assert winner.name in told.sentence
    assert db.session.scalar(select(func.count(Seat.id))) == 3
    assert db.session.scalar(select(func.count(Letter.id))) == 3


@pytest.mark.race
def test_without_the_lock_the_slower_one_is_not_told(app, drafted, monkeypatch):
    period_id, rivals = drafted
    both = threading.Barrier(2)
    lets_go(monkeypatch, lambda: both.wait(10))
    came = at_once(app, *(publishes(period_id, one, 1) for one in rivals))
    assert not one_won_and_one_was_told(came), came
    assert db.session.scalar(select(func.count(Publication.id))) == 1, "the store still holds"


@pytest.fixture
def moved(here, make):
    """Give a published seat, accepted, whose shift has moved since: publishing would offer it anew."""
    shift, person, by = here.shift(), here.free_person(), here.scheduler()
    make.placement(shift, person)
    seat = make.seat(
        shift, person, state="accepted", starts=shift.starts.replace(hour=shift.starts.hour - 2)
    )
    db.session.commit()
    return here.period.id, by.id, seat.id, person.id


def shows_a_withdrawn_person() -> bool:
    """Say whether somebody who gave the seat back is still on it, or offered it again."""
    gave_back = select(Seat.person_id).where(Seat.state == "withdrawn")
    on_it = select(Seat.id).where(Seat.held, Seat.person_id.in_(gave_back))
    drafted = select(Placement.id).where(Placement.person_id.in_(gave_back))
    return bool(db.session.scalars(on_it).all() or db.session.scalars(drafted).all())


@pytest.mark.race
@pytest.mark.parametrize("_again", range(ROUNDS))
def test_publishing_while_somebody_withdraws_offers_them_nothing(app, moved, _again):
    period_id, by_id, seat_id, person_id = moved
    came = at_once(app, publishes(period_id, by_id, 1), withdraws(seat_id, person_id))
    assert not shows_a_withdrawn_person(), came
    assert sum(isinstance(one, Refused) for one in came) == 1, came
    assert not any(isinstance(one, DBAPIError) for one in came), came


@pytest.mark.race
def test_without_the_lock_a_withdrawn_person_is_offered_the_seat(app, moved, monkeypatch):
    period_id, by_id, seat_id, person_id = moved
    read, withdrawn = threading.Event(), threading.Event()

    def wait_for_the_withdrawal() -> None:
        read.set()
        withdrawn.wait(10)

    def withdraw_in_between() -> Any:
        read.wait(10)
        state = withdraws(seat_id, person_id)()
        commit()
        withdrawn.set()
        return state

    lets_go(monkeypatch, wait_for_the_withdrawal)
    monkeypatch.setattr(publishing, "must_be_lawful", lambda period, now: None)
    at_once(app, publishes(period_id, by_id, 1), withdraw_in_between)
    held = select(Seat.id).where(Seat.held, Seat.person_id == person_id)
    assert db.session.scalars(held).all(), "the control shows what the lock prevents"
