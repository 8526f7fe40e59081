"""Processes killed without a word: nothing acknowledged is lost, no work is forgotten, nothing is left over."""

from __future__ import annotations

import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask_security import hash_password
from sqlalchemy import select

from tests.kit.running import Client, Running, alive
from volunteer_app.db import db
from volunteer_app.duties.models import DatedWindow
from volunteer_app.kit import outbox
from volunteer_app.kit.audit import AuditLine
from volunteer_app.kit.clock import now
from volunteer_app.kit.jobs import LEASE, Job
from volunteer_app.kit.outbox import Letter
from volunteer_app.kit.pages import ROOT

PASSWORD = "seven-red-vests-dry"
LETTERS = 120


@pytest.fixture
def house(app: Flask, tmp_path: Path) -> Iterator[Running]:
    """Give a house on the test's database, not yet started."""
    house = Running(tmp_path, app.config["SQLALCHEMY_DATABASE_URI"])
    yield house
    house.stop()


class Writer(threading.Thread):
    """Somebody who notes one day away after the other, and remembers what was acknowledged."""

    def __init__(self, house: Running, account: str) -> None:
        super().__init__(daemon=True)
        self.house, self.account = house, account
        self.acknowledged: list[date] = []
        self.faults = 0
        self.over = threading.Event()

    def run(self) -> None:
        """Write until told to stop; a broken connection is no acknowledgement."""
        client, day = None, date.today() + timedelta(days=30)
        while not self.over.is_set():
            try:
                if client is None:
                    client = Client(self.house)
                    client.post("/sign-in", "/sign-in", account=self.account, password=PASSWORD)
                page = "/me/availability/days"
                led = client.post(page, page, kind="away", first_day=day.isoformat(), grade="0")
                assert led.endswith(page), led
                self.acknowledged.append(day)
            except OSError:
                client, self.faults = None, self.faults + 1
                time.sleep(0.3)
            day += timedelta(days=2)


def test_killed_processes_come_back_and_nothing_is_lost(app, make, house):
    """Web, worker and launcher are killed in the middle of writing and of 120 letters."""
    chance = random.Random(7)
    person = make.person(make.team(), password=hash_password(PASSWORD), confirmed_at=now())
    for number in range(LETTERS):
        outbox.write("password_changed", person, unique_key=f"test:{number}")
    db.session.commit()
    app.extensions["queue"]().flush()  # every bell is lost: the sweep has to find them
    house.start()
    writer = Writer(house, person.email)
    writer.start()
    for mark in ("gunicorn", "worker", "gunicorn", "worker"):
        time.sleep(chance.uniform(1.0, 2.5))
        killed = house.find(mark)
        house.kill(killed)
        assert house.find(mark) != killed
        house.wait_until_up()
    time.sleep(2)
    below = house.everybody()
    house.kill(house.process.pid)
    wait_for(lambda: not any(alive(pid) for pid in below), 5, "something outlived the launcher")
    house.start()
    wait_for(lambda: len(writer.acknowledged) >= 10, 60, "hardly anything was acknowledged")
    writer.over.set()
    writer.join(30)
    check_acknowledged(writer, person.id)
    wait_for(
        lambda: sent_letters() == LETTERS, LEASE.total_seconds() + 40, "a letter was forgotten"
    )
    written = list((house.folder / "letters").glob("*.log"))
    assert LETTERS <= len(written) <= LETTERS + 8  # twice at most those under way when killed
    assert db.session.scalars(
        select(Job.state).where(Job.kind == "deliver_letter").distinct()
    ).all() == ["done"]


def check_acknowledged(writer: Writer, person_id: int) -> None:
    """See that every acknowledged day is stored, and none half: each has its line on the trail."""
    db.session.rollback()
    stored = db.session.scalars(
        select(DatedWindow.first_day).where(DatedWindow.person_id == person_id)
    ).all()
    assert len(writer.acknowledged) >= 10, f"{writer.faults} faults"
    assert set(writer.acknowledged) <= set(stored)
    assert len(stored) == len(set(stored))
    lines = select(AuditLine.id).where(AuditLine.thing == "dated_window")
    assert len(db.session.scalars(lines).all()) == len(stored)


def sent_letters() -> int:
    """Count the letters that left."""
    db.session.rollback()
    query = select(db.func.count(Letter.id)).where(Letter.state == "sent")
    count = db.session.scalar(query)
    db.session.rollback()
    return count


def wait_for(condition, seconds: float, otherwise: str) -> None:
    """Wait until something is so."""
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, otherwise
        time.sleep(0.3)


def test_a_taken_port_is_told_and_nothing_is_started(app, house):
    house.start()
    second = Running(house.folder, app.config["SQLALCHEMY_DATABASE_URI"])
    second.port, second.address = house.port, house.address
    second.start()
    assert second.process.wait(20) == 1
    house.stop()
    assert not any(alive(pid) for pid in house.everybody())


def test_the_launcher_is_loaded_once():
    """Loaded twice, by its package and as the program, it warns on the operator's terminal."""
    command = [sys.executable, "-W", "error", "-m", "volunteer_app.launcher", "--help"]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 0
    assert ended.stderr == ""
