"""Writing at once: no update is lost on either store; without the lock they are (trap T1)."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import StatementError

from volunteer_app.db import after_commit, commit, db, locked, reading, roll_back
from volunteer_app.kit import clock
from volunteer_app.kit.jobs import Job

THREADS, TIMES = 8, 25


@pytest.fixture
def counter(ctx: Flask) -> int:
    """Give the id of a row whose priority is counted up."""
    job = Job(kind="count", args={}, priority=0, run_after=clock.now(), asked_at=clock.now())
    db.session.add(job)
    db.session.commit()
    return job.id


def at_once(app: Flask, deed: Callable[[], None], threads: int = THREADS) -> None:
    """Do something in many threads that start together."""
    start, faults = threading.Barrier(threads), []

    def run() -> None:
        start.wait()
        try:
            with app.app_context():
                deed()
        except Exception as fault:
            faults.append(fault)

    workers = [threading.Thread(target=run) for _ in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    if faults:
        raise faults[0]


def counted(job_id: int) -> int:
    """Read the counter anew."""
    db.session.rollback()
    return db.session.scalar(select(Job.priority).where(Job.id == job_id))


@pytest.mark.race
def test_no_update_is_lost(app, counter):
    def count_up() -> None:
        for _ in range(TIMES):
            job = db.session.scalars(locked(select(Job).where(Job.id == counter))).one()
            job.priority += 1
            commit()

    at_once(app, count_up)
    assert counted(counter) == THREADS * TIMES


@pytest.mark.race
def test_without_the_lock_updates_are_lost(app, counter):
    both_have_read = threading.Barrier(2)

    def count_up() -> None:
        with db.engine.connect() as connection:
            seen = connection.scalar(select(Job.priority).where(Job.id == counter))
            connection.commit()
            both_have_read.wait(10)
            connection.execute(
                text("UPDATE job SET priority = :seen WHERE id = :id"),
                {"seen": seen + 1, "id": counter},
            )
            connection.commit()

    at_once(app, count_up, threads=2)
    assert counted(counter) == 1


def test_readers_do_not_wait_for_a_writer(app, counter):
    job = db.session.scalars(locked(select(Job).where(Job.id == counter))).one()
    job.priority = 7
    db.session.flush()
    seen = []

    def read() -> None:
        with reading():
            seen.append(db.session.scalar(select(Job.priority).where(Job.id == counter)))

    at_once(app, read, threads=1)
    assert seen == [0]


def test_what_waits_for_the_commit_happens_only_then(ctx):
    done = []
    after_commit(lambda: done.append("bell"))
    roll_back()
    commit()
    assert done == []
    after_commit(lambda: done.append("bell"))
    assert done == []
    commit()
    assert done == ["bell"]


def test_a_moment_without_a_zone_is_refused(ctx):
    db.session.add(Job(kind="x", args={}, run_after=datetime(2026, 1, 1), asked_at=clock.now()))
    with pytest.raises(StatementError, match="time zone"):
        db.session.flush()


def test_a_moment_comes_back_aware_in_utc(ctx):
    shanghai = timezone(timedelta(hours=8))
    job = Job(
        kind="x",
        args={},
        run_after=datetime(2026, 1, 1, 7, 30, tzinfo=shanghai),
        asked_at=clock.now(),
    )
    db.session.add(job)
    db.session.commit()
    db.session.expire_all()
    kept = db.session.get_one(Job, job.id).run_after
    assert (kept, kept.tzinfo) == (datetime(2025, 12, 31, 23, 30, tzinfo=UTC), UTC)
