"""Several people at once on the same file: one effect; with the locks off it must go wrong."""

import threading
import time
from collections import Counter
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

from tests.imports.test_import_batches import book
from volunteer_app.db import commit, db, lost_the_race, reading, roll_back
from volunteer_app.duties.models import Shift
from volunteer_app.imports import queries
from volunteer_app.imports.actions import batches
from volunteer_app.imports.models import ImportBatch
from volunteer_app.kit.errors import Refused
from volunteer_app.people.models import Person
from volunteer_app.people.standing import SCHEDULER
from volunteer_app.rosters.models import Period

NOW = datetime(2026, 11, 23, 4, tzinfo=UTC)
PRESSES = 6


@pytest.fixture
def office(make):
    return make.organisation(name="街道办")


def uploaded(make, office, people=1) -> list[tuple[int, int]]:
    """Have people upload the same file; give each upload with its uploader."""
    found = []
    for _ in range(people):
        person = make.appoint(make.person(), SCHEDULER, organisation=office)
        batch = batches.preview(office, person, NOW, file=("十二月.xlsx", book()))
        db.session.commit()
        found.append((batch.id, person.id))
    return found


def pressed(app, uploads, wrap) -> Counter:
    """Confirm uploads in threads that start together; a control sees lost races, nobody else."""
    tries = 1 if wrap is reading else 5
    gate, outcomes = threading.Barrier(len(uploads)), []

    def press(batch_id, person_id):
        gate.wait()
        for _ in range(tries):
            try:
                with app.test_request_context("/"), wrap():
                    try:
                        batch = db.session.get_one(ImportBatch, batch_id)
                        batch = batches.confirm(batch, db.session.get_one(Person, person_id), NOW)
                        commit()
                        return outcomes.append(
                            "wrote" if batch.changed_anything else "nothing to do"
                        )
                    finally:
                        roll_back()
            except Refused as refusal:
                return outcomes.append(type(refusal).__name__)
            except DBAPIError as fault:
                if not lost_the_race(fault):
                    return outcomes.append("broke")
        return outcomes.append("lost")

    threads = [threading.Thread(target=press, args=one) for one in uploads]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    db.session.rollback()
    return Counter(outcomes)


def counted() -> tuple[int, int, int]:
    people = select(func.count()).select_from(Person).where(Person.number.like("YT%"))
    tables = [
        db.session.scalar(select(func.count()).select_from(table)) for table in (Shift, Period)
    ]
    return db.session.scalar(people), *tables


class Plainly:
    """No special way to run a deed."""

    def __enter__(self):
        return self

    def __exit__(self, *_fault):
        return False


@pytest.mark.race
def test_one_upload_pressed_many_times_is_written_once(app, make, office):
    (upload,) = uploaded(make, office)
    assert pressed(app, [upload] * PRESSES, Plainly) == {"wrote": 1, "AlreadySettled": PRESSES - 1}
    assert counted() == (2, 2, 1)


@pytest.mark.race
def test_two_people_with_the_same_file_write_it_once(app, make, office):
    assert pressed(app, uploaded(make, office, 3), Plainly) == {"wrote": 1, "nothing to do": 2}
    assert counted() == (2, 2, 1)


@pytest.mark.race
def test_without_the_locks_it_goes_wrong(app, make, office, monkeypatch):
    """The negative control: nothing is locked, SQLite takes no write lock beforehand."""
    plan = batches.plan_batch

    def slow(*args):
        planned = plan(*args)
        time.sleep(0.2)
        return planned

    monkeypatch.setattr(batches, "plan_batch", slow)
    monkeypatch.setattr(batches, "locked", lambda query: query)
    monkeypatch.setattr(queries, "locked", lambda query: query)
    (upload,) = uploaded(make, office)
    assert pressed(app, [upload] * PRESSES, reading)["AlreadySettled"] < PRESSES - 1
