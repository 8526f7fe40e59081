"""Durable background work: a job row written with the deed, claimed with a lease, fenced at the end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog
from flask import current_app
from sqlalchemy import CheckConstraint, Index, or_, select, update
from sqlalchemy.orm import Mapped, mapped_column

from volunteer_app.db import Model, after_commit, commit, db, roll_back
from volunteer_app.kit import clock

log = structlog.get_logger()

LEASE = timedelta(seconds=30)
#: Kinds and what they run; filled by the features' ``jobs.py``, which the worker alone imports.
WORK: dict[str, Callable[..., dict[str, Any] | None]] = {}


class Job(Model):
    """One piece of work that survives every crash: waiting, running, done, failed or cancelled."""

    __tablename__ = "job"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    args: Mapped[dict[str, Any]]
    state: Mapped[str] = mapped_column(default="waiting")
    priority: Mapped[int] = mapped_column(default=0)
    attempt: Mapped[int] = mapped_column(default=0)
    max_attempts: Mapped[int] = mapped_column(default=3)
    run_after: Mapped[datetime]
    lease_until: Mapped[datetime | None]
    progress: Mapped[dict[str, Any]] = mapped_column(default=dict)
    cancelled: Mapped[bool] = mapped_column(default=False)
    result: Mapped[dict[str, Any] | None]
    error: Mapped[str | None]
    unique_key: Mapped[str | None] = mapped_column(unique=True)
    asked_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    __table_args__ = (
        CheckConstraint(
            "state IN ('waiting', 'running', 'done', 'failed', 'cancelled')", name="state"
        ),
        Index("ix_job_state_run_after", "state", "run_after"),
    )


class Cancelled(Exception):
    """Somebody asked this job to stop."""


class LeaseLost(Exception):
    """Another worker has taken the job over; nothing of this turn may be stored."""


def handles(kind: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Register the function that does a kind of job; it takes a `Turn` and the job's arguments."""

    def register(work: Callable[..., Any]) -> Callable[..., Any]:
        WORK[kind] = work
        return work

    return register


def enqueue(
    kind: str,
    *,
    priority: int = 0,
    run_after: datetime | None = None,
    unique_key: str | None = None,
    max_attempts: int = 3,
    **args: Any,
) -> Job:
    """
    Ask for work in the caller's transaction; the bell rings once that is stored.

    With a ``unique_key`` that is already taken the existing job is given back.
    """
    if unique_key is not None:
        known = db.session.scalar(select(Job).where(Job.unique_key == unique_key))
        if known is not None:
            return known
    now = clock.now()
    job = Job(
        kind=kind,
        args=args,
        priority=priority,
        run_after=run_after or now,
        unique_key=unique_key,
        max_attempts=max_attempts,
        asked_at=now,
    )
    db.session.add(job)
    db.session.flush()
    after_commit(lambda: ring(job.id, priority))
    return job


def is_known(unique_key: str) -> bool:
    """Say whether work was already asked for under this key."""
    return db.session.scalar(select(Job.id).where(Job.unique_key == unique_key)) is not None


def ring(job_id: int, priority: int = 0) -> None:
    """Ring the bell; a bell that cannot be rung is no loss, the sweep finds the row."""
    try:
        current_app.extensions["bell"](job_id, priority)
    except Exception:  # the queue is a convenience, the row is the promise
        log.warning("bell_not_rung", job=job_id, exc_info=True)


def cancel(job: Job) -> None:
    """Ask a job to stop: at once if it waits, at its next tick if it runs."""
    job.cancelled = True
    if job.state == "waiting":
        job.state = "cancelled"
        job.ended_at = clock.now()


@dataclass
class Turn:
    """One attempt at one job, held by a lease."""

    job_id: int
    attempt: int

    def tick(self, progress: dict[str, Any] | None = None) -> None:
        """
        Renew the lease and publish progress; call it at least every few seconds.

        Must be called with no transaction open in the session.

        Raises
        ------
        Cancelled
            When somebody asked the job to stop.
        LeaseLost
            When another worker has taken it over.
        """
        values: dict[str, Any] = {"lease_until": clock.now() + LEASE}
        if progress is not None:
            values["progress"] = progress
        with db.engine.begin() as connection:
            held = connection.execute(
                update(Job)
                .where(Job.id == self.job_id, Job.attempt == self.attempt, Job.state == "running")
                .values(**values)
            )
            if held.rowcount == 0:
                raise LeaseLost(f"job {self.job_id}, attempt {self.attempt}")
            asked = connection.scalar(select(Job.cancelled).where(Job.id == self.job_id))
        if asked:
            raise Cancelled(f"job {self.job_id}")

    def end(self, state: str, *, result: Any = None, error: str | None = None) -> None:
        """
        Write the end of the job in the open transaction, if the turn is still held.

        Raises
        ------
        LeaseLost
            When another worker has taken it over; the caller must roll back.
        """
        held = db.session.execute(
            update(Job)
            .where(Job.id == self.job_id, Job.attempt == self.attempt, Job.state == "running")
            .values(state=state, result=result, error=error, ended_at=clock.now(), lease_until=None)
            .returning(Job.id)
            .execution_options(synchronize_session=False)
        )
        if held.first() is None:
            raise LeaseLost(f"job {self.job_id}, attempt {self.attempt}")


def claim(job_id: int) -> Turn | None:
    """Take a job by compare-and-set; nothing when somebody else has it or it is over."""
    now = clock.now()
    due = or_(
        (Job.state == "waiting") & (Job.run_after <= now),
        (Job.state == "running") & (Job.lease_until < now),
    )
    taken = db.session.execute(
        update(Job)
        .where(Job.id == job_id, due)
        .values(state="running", attempt=Job.attempt + 1, lease_until=now + LEASE)
        .returning(Job.attempt, Job.max_attempts)
        .execution_options(synchronize_session=False)
    ).first()
    commit()
    if taken is None:
        return None
    turn = Turn(job_id, taken.attempt)
    if taken.attempt > taken.max_attempts:
        turn.end("failed", error=f"gave up after {taken.max_attempts} attempts")
        commit()
        return None
    return turn


def run_one(job_id: int) -> bool:
    """Do one job if it is free, inside an application context; say whether it was ours."""
    turn = claim(job_id)
    if turn is None:
        return False
    job = db.session.get_one(Job, job_id)
    kind, args = job.kind, dict(job.args)
    roll_back()
    try:
        result = WORK[kind](turn, **args)
        turn.end("done", result=result)
        commit()
    except Cancelled:
        roll_back()
        turn.end("cancelled")
        commit()
    except LeaseLost:
        roll_back()
        log.warning("lease_lost", job=job_id, kind=kind)
    except Exception as fault:
        roll_back()
        log.exception("job_failed", job=job_id, kind=kind, attempt=turn.attempt)
        again_or_fail(turn, fault)
    return True


def again_or_fail(turn: Turn, fault: Exception) -> None:
    """Put a job that broke back in line, later each time, or give it up with its error."""
    job = db.session.get_one(Job, turn.job_id, populate_existing=True, with_for_update=True)
    if job.attempt != turn.attempt or job.state != "running":
        roll_back()
        return
    job.error = f"{type(fault).__name__}: {fault}"[:2000]
    job.lease_until = None
    if job.attempt >= job.max_attempts:
        job.state, job.ended_at = "failed", clock.now()
    else:
        job.state = "waiting"
        job.run_after = clock.now() + timedelta(seconds=5 * 3 ** (job.attempt - 1))
    commit()


def overdue() -> list[tuple[int, int]]:
    """Find jobs whose bell was lost or whose worker died, as (id, priority)."""
    now = clock.now()
    due = or_(
        (Job.state == "waiting") & (Job.run_after <= now),
        (Job.state == "running") & (Job.lease_until < now),
    )
    found = db.session.execute(
        select(Job.id, Job.priority).where(due).order_by(Job.priority.desc(), Job.id).limit(500)
    ).all()
    roll_back()
    return [(row.id, row.priority) for row in found]
