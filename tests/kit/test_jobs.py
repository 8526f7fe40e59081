"""Background work: asked for with the deed, done once, taken over when its worker dies, never forgotten."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from tests.kit.test_db import at_once
from volunteer_app.db import commit, db, roll_back
from volunteer_app.kit import clock, jobs
from volunteer_app.kit.jobs import Cancelled, Job, LeaseLost, Turn
from volunteer_app.worker import ROUNDS, Sweeper, ask_for_rounds, due_minute, load_work


@pytest.fixture
def done(ctx: Flask) -> Iterator[list[int]]:
    """Register two kinds of work: one that succeeds and notes itself, one that breaks."""
    notes: list[int] = []

    @jobs.handles("note")
    def note(_turn: Turn, number: int) -> dict[str, int]:
        notes.append(number)
        return {"number": number}

    @jobs.handles("break")
    def breaks(_turn: Turn) -> None:
        raise ZeroDivisionError("it broke")

    yield notes
    del jobs.WORK["note"], jobs.WORK["break"]


def state_of(job_id: int) -> Job:
    """Read a job anew."""
    db.session.rollback()
    db.session.expire_all()
    return db.session.get_one(Job, job_id)


def bells(app: Flask) -> int:
    """Count the bells in the queue."""
    return app.extensions["queue"]().pending_count()


def make_due(job_id: int, **values: object) -> None:
    """Move a job's times so that it is due now."""
    db.session.execute(update(Job).where(Job.id == job_id).values(**values))
    db.session.commit()


def test_work_asked_for_in_a_deed_that_fails_is_not_done(app, done):
    jobs.enqueue("note", number=1)
    roll_back()
    assert db.session.scalar(select(Job.id)) is None
    assert bells(app) == 0
    jobs.enqueue("note", number=2)
    assert bells(app) == 0
    commit()
    assert bells(app) == 1


def test_the_same_key_is_the_same_work(done):
    first = jobs.enqueue("note", unique_key="once", number=1)
    assert jobs.enqueue("note", unique_key="once", number=2) is first


def test_a_job_is_done_with_its_result(done):
    job = jobs.enqueue("note", number=5)
    commit()
    assert jobs.run_one(job.id)
    kept = state_of(job.id)
    assert (kept.state, kept.result, kept.attempt) == ("done", {"number": 5}, 1)
    assert not jobs.run_one(job.id)
    assert done == [5]


@pytest.mark.race
def test_two_workers_never_do_one_job_twice(app, done):
    """Q23, with bells doubled on purpose."""
    ids = [jobs.enqueue("note", number=number).id for number in range(20)]
    commit()

    def work() -> None:
        for job_id in ids:
            jobs.run_one(job_id)

    at_once(app, work, threads=4)
    assert sorted(done) == list(range(20))


@pytest.mark.race
def test_claiming_without_compare_and_set_does_it_twice(app, done):
    """The negative control of Q23: read, then write."""
    job = jobs.enqueue("note", number=1)
    commit()
    both_have_read = threading.Barrier(2)

    def careless() -> None:
        with db.engine.connect() as connection:
            state = connection.scalar(select(Job.state).where(Job.id == job.id))
            connection.commit()
            both_have_read.wait(10)
            if state == "waiting":
                connection.execute(update(Job).where(Job.id == job.id).values(state="running"))
                connection.commit()
                done.append(1)

    at_once(app, careless, threads=2)
    assert len(done) == 2


def test_a_dead_worker_s_job_is_taken_over_and_its_late_end_is_refused(done):
    """Q22's fence: what the first worker still writes is not stored."""
    job = jobs.enqueue("note", number=1)
    commit()
    first = jobs.claim(job.id)
    assert jobs.claim(job.id) is None
    make_due(job.id, lease_until=clock.now() - timedelta(seconds=1))
    second = jobs.claim(job.id)
    assert (first.attempt, second.attempt) == (1, 2)
    with pytest.raises(LeaseLost):
        first.tick({"at": 1})
    with pytest.raises(LeaseLost):
        first.end("done", result={"by": "first"})
    roll_back()
    second.end("done", result={"by": "second"})
    commit()
    assert state_of(job.id).result == {"by": "second"}


def test_a_tick_renews_the_lease_and_tells_progress(done):
    job = jobs.enqueue("note", number=1)
    commit()
    turn = jobs.claim(job.id)
    before = state_of(job.id).lease_until
    roll_back()
    turn.tick({"percent": 40})
    kept = state_of(job.id)
    assert kept.lease_until >= before
    assert kept.progress == {"percent": 40}


def test_broken_work_is_tried_again_later_and_given_up_with_its_error(done):
    job = jobs.enqueue("break", max_attempts=2)
    commit()
    jobs.run_one(job.id)
    kept = state_of(job.id)
    assert kept.state == "waiting"
    assert kept.run_after > clock.now()
    assert not jobs.run_one(job.id)
    make_due(job.id, run_after=clock.now())
    jobs.run_one(job.id)
    kept = state_of(job.id)
    assert (kept.state, kept.error) == ("failed", "ZeroDivisionError: it broke")


def test_work_that_kills_its_workers_is_given_up(done):
    job = jobs.enqueue("note", max_attempts=1, number=1)
    commit()
    jobs.claim(job.id)
    make_due(job.id, lease_until=clock.now() - timedelta(seconds=1))
    assert jobs.claim(job.id) is None
    assert state_of(job.id).state == "failed"


def test_cancelled_work_stops_at_its_next_tick(done):
    waiting, running = (jobs.enqueue("note", number=number) for number in (1, 2))
    commit()
    turn = jobs.claim(running.id)
    for job in (waiting, running):
        jobs.cancel(state_of(job.id))
        commit()
    assert state_of(waiting.id).state == "cancelled"
    roll_back()
    with pytest.raises(Cancelled):
        turn.tick()


def test_the_sweep_rings_for_work_whose_bell_was_lost(app, done):
    lost, later = jobs.enqueue("note", number=1), jobs.enqueue("note", number=2)
    later.run_after = clock.now() + timedelta(hours=1)
    died = jobs.enqueue("note", number=3)
    commit()
    jobs.claim(died.id)
    make_due(died.id, lease_until=clock.now() - timedelta(seconds=1))
    app.extensions["queue"]().flush()
    sweeper = Sweeper(app, threading.Event())
    assert sweeper.sweep() == 2
    assert bells(app) == 2
    assert set(sweeper.rung) == {lost.id, died.id}
    assert sweeper.sweep() == 0  # they may just stand in line


def test_rounds_are_asked_for_once_however_many_ask(app, done):
    now = clock.now()
    for _ in range(3):
        ask_for_rounds(now)
    kinds = db.session.scalars(select(Job.kind)).all()
    assert sorted(kinds) == sorted(ROUNDS)


@pytest.mark.race
def test_workers_that_ask_in_the_same_moment_ask_once(app, done):
    now = clock.now()
    roll_back()
    at_once(app, lambda: ask_for_rounds(now), threads=4)
    assert len(db.session.scalars(select(Job.kind)).all()) == len(ROUNDS)


def test_a_round_is_due_on_the_minute_it_divides():
    now = clock.now().replace(hour=13, minute=47, second=31)
    assert due_minute(now, 5).strftime("%H:%M:%S") == "13:45:00"
    assert due_minute(now, 60).strftime("%H:%M") == "13:00"
    assert due_minute(now, 1440).strftime("%H:%M") == "00:00"


def test_the_worker_knows_every_round_and_every_kind_that_is_asked_for(ctx):
    load_work()
    assert set(ROUNDS) <= set(jobs.WORK)
    assert {"deliver_letter", "tell_chat", "solve"} <= set(jobs.WORK)
