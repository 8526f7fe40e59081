"""The bells: Huey on SQLite, PostgreSQL or Redis, chosen by one address; it carries job numbers, no truth."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flask import Flask
from huey import Huey, PostgresHuey, PriorityRedisHuey, SqliteHuey

from volunteer_app.kit import jobs

NAME = "red-vest"


def open_queue(address: str) -> Huey:
    """Open the queue an address names: ``sqlite:///``, ``postgresql://`` or ``redis://``."""
    if address.startswith("sqlite:///"):
        path = Path(address.removeprefix("sqlite:///"))
        path.parent.mkdir(parents=True, exist_ok=True)
        return SqliteHuey(NAME, filename=str(path), timeout=15)
    if address.startswith("postgresql://"):
        return PostgresHuey(NAME, dsn=address)
    return PriorityRedisHuey(NAME, url=address)


def init_app(app: Flask, address: str) -> None:
    """Give the application its bell; the queue is opened when it is first rung."""
    opened: dict[str, Any] = {}

    def task() -> Any:
        if "task" not in opened:
            queue = open_queue(address)

            @queue.task(name="run_job")
            def run_job(job_id: int) -> None:
                with app.app_context():
                    jobs.run_one(job_id)

            opened.update(queue=queue, task=run_job)
        return opened

    def bell(job_id: int, priority: int = 0) -> None:
        run_job = task()["task"]
        task()["queue"].enqueue(run_job.s(job_id, priority=priority))

    app.extensions["bell"] = bell
    app.extensions["queue"] = lambda: task()["queue"]
