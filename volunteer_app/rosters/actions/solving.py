"""Pressing Solve, stopping it, and taking over a result that was kept aside."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import delete, select

from volunteer_app.db import db, locked
from volunteer_app.duties.models import Shift
from volunteer_app.kit import audit, jobs
from volunteer_app.kit.errors import Refused
from volunteer_app.people.models import Person
from volunteer_app.rosters.actions.drafts import PeriodClosed, lock_draft, note
from volunteer_app.rosters.models import Period, Placement, SolveRun
from volunteer_app.rosters.solving.replay import unpacked_roster

#: how long a search may last, in seconds, as offered
EFFORTS = (20, 60, 300)
#: a worker killed in the middle is followed by one more try
ATTEMPTS = 2


class NothingToSolve(Refused):
    """The period has no shift."""


class NothingKept(Refused):
    """The run has no result that could be taken over."""


def press_solve(
    period: Period, by: Person, now: datetime, *, seconds: int = 60, seed: int = 1
) -> SolveRun:
    """
    Ask the solver for a roster of a period; the draft stays as it is until one is found.

    While a run of the period is waiting or going on, that one is given back: a double click or
    a second lead starts nothing twice.
    """
    kept = lock_draft(period.id)
    if kept.state == "closed":
        raise PeriodClosed(_("This period is closed; its roster no longer changes."))
    going = open_run(kept.id)
    if going is not None:
        return going
    ahead = select(Shift.id).where(
        Shift.period_id == kept.id, Shift.cancelled_at.is_(None), Shift.starts > now
    )
    if db.session.scalar(ahead.limit(1)) is None:
        raise NothingToSolve(_("This period has no shift ahead. Lay out its shifts first."))
    run = SolveRun(
        organisation_id=kept.organisation_id,
        period_id=kept.id,
        asked_by=by.id,
        asked_at=now,
        seconds=seconds,
        seed=seed,
        from_version=kept.version,
    )
    db.session.add(run)
    db.session.flush()
    job = jobs.enqueue(
        "solve", priority=10, max_attempts=ATTEMPTS, unique_key=f"solve:{run.id}", run_id=run.id
    )
    run.job_id = job.id
    audit.record(by, "pressed_solve", run, period=kept.id, seconds=seconds, seed=seed)
    return run


def open_run(period_id: int) -> SolveRun | None:
    """
    Give the period's run that is waiting or going on.

    A run whose job has ended without it, because its worker was killed too often, is written
    off here, so that it never stands in the way.
    """
    run: SolveRun | None = db.session.scalar(
        locked(
            select(SolveRun).where(
                SolveRun.period_id == period_id, SolveRun.state.in_(("waiting", "running"))
            )
        )
    )
    if run is None:
        return None
    job = db.session.get(jobs.Job, run.job_id) if run.job_id else None
    if job is not None and job.state in ("waiting", "running"):
        return run
    run.state = "failed"
    run.fault = job.error if job is not None else None
    run.ended_at = job.ended_at if job is not None else None
    db.session.flush()
    return None


def stop(run: SolveRun, by: Person, now: datetime) -> None:
    """Ask a run to stop; it keeps the best roster it has found so far."""
    kept: SolveRun = db.session.scalars(locked(select(SolveRun).where(SolveRun.id == run.id))).one()
    if kept.state not in ("waiting", "running") or kept.job_id is None:
        return
    job: jobs.Job = db.session.scalars(
        locked(select(jobs.Job).where(jobs.Job.id == kept.job_id))
    ).one()
    jobs.cancel(job)
    if job.state == "cancelled":
        kept.state, kept.status, kept.ended_at = "done", "stopped", now
    audit.record(by, "stopped", kept)


def take_over(run: SolveRun, by: Person, now: datetime) -> Period:
    """
    Put a run's roster in the draft though the draft was changed while it went on.

    Pinned placements stay, and shifts cancelled or begun since are left alone.
    """
    period = lock_draft(run.period_id)
    if period.state == "closed":
        raise PeriodClosed(_("This period is closed; its roster no longer changes."))
    kept: SolveRun = db.session.scalars(locked(select(SolveRun).where(SolveRun.id == run.id))).one()
    if kept.roster is None or not kept.findings.get("kept_aside"):
        raise NothingKept(_("There is no result to take over."))
    whys = kept.findings.get("why", {})
    placed = replace_placements(period, unpacked_roster(kept.roster), whys, now)
    kept.findings = {**kept.findings, "kept_aside": False}
    note(period, by, "took_over", run=kept.id, placed=placed)
    return period


def replace_placements(
    period: Period, pairs: Iterable[tuple[int, int]], whys: dict[str, Any], now: datetime
) -> int:
    """
    Replace the draft's unpinned placements on shifts ahead by (person, shift) pairs.

    Must be called with the draft locked. Placements that stay keep why they were overridden; a
    crew whose leader stays keeps them, any other is led by whom the run named.
    """
    ahead = set(
        db.session.scalars(
            select(Shift.id).where(
                Shift.period_id == period.id, Shift.cancelled_at.is_(None), Shift.starts > now
            )
        )
    )
    wanted = {(person, shift) for person, shift in pairs if shift in ahead}
    there = {
        (row.person_id, row.shift_id): row
        for row in db.session.scalars(select(Placement).where(Placement.period_id == period.id))
    }
    gone = [
        row.id
        for pair, row in there.items()
        if pair not in wanted and not row.pinned and row.shift_id in ahead
    ]
    if gone:
        db.session.execute(delete(Placement).where(Placement.id.in_(gone)))
    led = {row.shift_id for row in there.values() if row.leads and row.id not in gone}
    for person, shift in sorted(wanted):
        row = there.get((person, shift))
        if row is None:
            row = Placement(period_id=period.id, shift_id=shift, person_id=person)
            db.session.add(row)
        row.why = whys.get(f"{person}:{shift}", {})
        if shift not in led:
            row.leads = bool(row.why.get("leads"))
    db.session.flush()
    return len(wanted)
