"""The worker: one process that does background work, and sees to it that none is forgotten."""

from __future__ import annotations

import importlib
import threading
import time
from datetime import datetime, timedelta
from pathlib import Path

import structlog
from flask import Flask
from huey.consumer import Consumer
from sqlalchemy.exc import IntegrityError

import volunteer_app
from volunteer_app.db import commit, reading, roll_back
from volunteer_app.kit import clock, jobs

log = structlog.get_logger()

SWEEP_SECONDS = 10
#: a bell that was rung is not rung again for so long: the job may just stand in line
PATIENCE_SECONDS = 60
#: work that comes round by itself: kind → every so many minutes
ROUNDS = {"lapse_seats": 5, "forget_old_jobs": 1440, "forget_old_tries": 60}


def load_work() -> None:
    """Import every feature's ``jobs.py`` and ``…_jobs.py``; the worker is the only process that does."""
    for feature in Path(volunteer_app.__file__).parent.iterdir():
        for found in sorted(feature.glob("*jobs.py")):
            if found.stem == "jobs" or found.stem.endswith("_jobs"):
                importlib.import_module(f"volunteer_app.{feature.name}.{found.stem}")
    for name in ("post", "chat", "retention"):
        importlib.import_module(f"volunteer_app.kit.{name}")


class Sweeper(threading.Thread):
    """Rings for jobs whose bell was lost or whose worker died, and asks for the rounds."""

    def __init__(self, app: Flask, stop: threading.Event) -> None:
        super().__init__(name="sweeper", daemon=True)
        self.app = app
        self.stop = stop
        self.rung: dict[int, float] = {}

    def run(self) -> None:
        """Sweep until the worker stops; a sweep that fails is tried again at the next turn."""
        while True:
            try:
                with self.app.app_context():
                    self.sweep()
                    ask_for_rounds(clock.now())
            except Exception:  # the store may be away for a while; the next turn tries again
                log.exception("sweep_failed")
            if self.stop.wait(SWEEP_SECONDS):
                return

    def sweep(self) -> int:
        """Ring for every overdue job that was not rung for lately; give how many."""
        moment = time.monotonic()
        with reading():
            due = jobs.overdue()
        self.rung = {
            job_id: at for job_id, at in self.rung.items() if moment - at < PATIENCE_SECONDS
        }
        silent = [(job_id, priority) for job_id, priority in due if job_id not in self.rung]
        for job_id, priority in silent:
            jobs.ring(job_id, priority)
            self.rung[job_id] = moment
        return len(silent)


def due_minute(now: datetime, minutes: int) -> datetime:
    """Give the latest moment a round of so many minutes was due."""
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    past = int((now - midnight).total_seconds() // 60)
    return midnight + timedelta(minutes=past - past % minutes)


def ask_for_rounds(now: datetime) -> None:
    """Ask once for each round that is due, however many workers ask."""
    for kind, minutes in ROUNDS.items():
        key = f"{kind}:{due_minute(now, minutes):%Y%m%dT%H%M}"
        with reading():
            known = jobs.is_known(key)
            roll_back()
        if known:
            continue
        try:
            jobs.enqueue(kind, unique_key=key)
            commit()
        except IntegrityError:
            roll_back()  # another worker asked in the same moment


def work(app: Flask, *, threads: int = 2) -> None:
    """
    Do background work until told to stop.

    SIGTERM and SIGINT let running jobs go on for some seconds; what is cut off then is taken
    up again when its lease has run out. Threads, not processes: a killed parent would leave
    Huey's child processes running.
    """
    load_work()
    from volunteer_app.kit import post

    post.init_app(app, app.extensions["settings"])
    consumer = Consumer(
        app.extensions["queue"](),
        workers=threads,
        periodic=False,
        max_delay=0.5,
        graceful_signal="TERM",
        shutdown_timeout=8,
    )
    sweeper = Sweeper(app, consumer.stop_flag)
    sweeper.start()
    log.info("worker_started", threads=threads, kinds=sorted(jobs.WORK))
    consumer.run()
