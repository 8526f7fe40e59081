"""Rosters' background work: one solve from gathering to the stored draft."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import structlog
from flask import Flask, current_app
from sqlalchemy import select

from solver.instance import Instance
from solver.search import Effort, Progress, Result, Untrue, solve
from solver.verify import breaches
from volunteer_app.db import commit, db, locked, reading, roll_back
from volunteer_app.kit import clock
from volunteer_app.kit.jobs import Cancelled, LeaseLost, Turn, handles
from volunteer_app.rosters import seat_jobs  # noqa: F401 - the worker loads it with this module
from volunteer_app.rosters.actions.drafts import lock_draft, note
from volunteer_app.rosters.actions.solving import replace_placements
from volunteer_app.rosters.gather import Asked, gather
from volunteer_app.rosters.models import SolveRun
from volunteer_app.rosters.queries.periods import with_teams
from volunteer_app.rosters.solving.findings import findings
from volunteer_app.rosters.solving.replay import packed_instance, packed_roster

log = structlog.get_logger()

#: how often the lease is renewed and the progress published, in seconds
BEAT = 1.0
#: points of the small picture that are kept; older ones are thinned out
MOST_POINTS = 240
#: one thread a search: the same question then gets the same roster, and a core is left for the pages
WORKERS = 1


@dataclass
class Beat:
    """
    The heart of a running solve: renews the lease, publishes progress, hears "stop".

    It beats in a thread of its own, so that no step of the solve, however long, loses the lease.
    """

    app: Flask
    turn: Turn
    points: list[dict[str, Any]] = field(default_factory=list)
    #: what is going on: searching, then explaining
    stage: str = "searching"
    stop_asked: bool = False
    lost: LeaseLost | None = None
    over: threading.Event = field(default_factory=threading.Event)

    def report(self, progress: Progress) -> bool:
        """Take the solver's word on where it stands; tell it to stop when somebody asked."""
        point = {
            "seconds": round(progress.seconds, 1),
            "tier": list(progress.tier),
            "minimum": progress.open_minimum,
            "wanted": progress.open_wanted,
            "value": progress.value,
            "bound": progress.bound,
            "gap": round(progress.gap, 5),
        }
        self.points = thinned([*self.points, point])
        return not (self.stop_asked or self.lost)

    def run(self) -> None:
        """Beat until the solve is over."""
        while not self.over.wait(BEAT):
            with self.app.app_context():
                try:
                    self.turn.tick({"stage": self.stage, "points": self.points})
                except Cancelled:
                    self.stop_asked = True
                except LeaseLost as lost:
                    self.lost = lost
                    return
                except Exception:  # the store may be busy; the lease outlasts many missed beats
                    log.warning("beat_missed", job=self.turn.job_id, exc_info=True)

    @contextmanager
    def beating(self) -> Iterator[Beat]:
        """Beat while the block runs; a lease lost meanwhile is raised at its end."""
        heart = threading.Thread(target=self.run, name=f"beat-{self.turn.job_id}", daemon=True)
        heart.start()
        try:
            yield self
        finally:
            self.over.set()
            heart.join()
        if self.lost is not None:
            raise self.lost


def thinned(points: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Keep a picture's points few: every other one goes, but not the first and the last."""
    if len(points) <= MOST_POINTS:
        return points
    return [*points[:-1][::2], points[-1]]


@handles("solve")
def solve_period(turn: Turn, run_id: int) -> dict[str, Any]:
    """Solve a period: gather, search, judge, explain, and store all of it at once."""
    asked = begin(run_id)
    run = db.session.get_one(SolveRun, run_id)
    effort = Effort(seconds=run.seconds, workers=WORKERS, seed=run.seed)
    roll_back()
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    with Beat(app, turn).beating() as beat:
        try:
            result = solve(asked.instance, effort, report=beat.report)
            judge(asked.instance, result)
        except (Untrue, Unlawful) as fault:
            keep_for_replay(run_id, asked, fault)
            raise
        beat.stage = "explaining"
        found = findings(asked.instance, result.roster, result.pin_breaches)
    return store(run_id, asked, result, found, beat.points, clock.now())


def begin(run_id: int) -> Asked:
    """Mark a run as going on and read its period; nothing stays open behind."""
    run: SolveRun = db.session.scalars(locked(select(SolveRun).where(SolveRun.id == run_id))).one()
    if run.state not in ("waiting", "running"):
        raise Cancelled(f"run {run_id} is over")
    run.state = "running"
    commit()
    with reading():
        asked = gather(with_teams(run.period_id), now=clock.now())
        roll_back()
    return asked


class Unlawful(RuntimeError):
    """The solver's roster breaks a hard rule; the run fails and the draft stays."""


def keep_for_replay(run_id: int, asked: Asked, fault: Exception) -> None:
    """Keep the question of a run that went wrong, so that the fault can be found."""
    run: SolveRun = db.session.scalars(locked(select(SolveRun).where(SolveRun.id == run_id))).one()
    run.instance, run.fault = packed_instance(asked.instance), str(fault)[:2000]
    commit()


def judge(instance: Instance, result: Result) -> None:
    """
    Hold the roster against the specification once more, outside the solver.

    Only what the pins bring about by themselves may be broken.
    """
    allowed = {breach.mark for breach in result.pin_breaches}
    pinned = instance.pinned.shifts()
    for breach in breaches(instance, result.roster):
        of_pinned_crew = breach.volunteer is None and breach.shift in pinned
        if breach.mark not in allowed and not of_pinned_crew:
            raise Unlawful(str(breach))


def store(
    run_id: int,
    asked: Asked,
    result: Result,
    found: dict[str, Any],
    points: list[dict[str, Any]],
    now: datetime,
) -> dict[str, Any]:
    """
    Store what came out, in one transaction with the end of the job.

    The draft is replaced only if it is still the one the run started from; else the roster is
    kept aside and can be taken over by a button.
    """
    run: SolveRun = db.session.scalars(locked(select(SolveRun).where(SolveRun.id == run_id))).one()
    period = lock_draft(run.period_id)
    aside = period.version != asked.version or period.state == "closed"
    run.state, run.status, run.ended_at = "done", result.status, now
    run.from_version = asked.version
    run.bound, run.gap = float(result.bound), float(result.gap)
    run.took_seconds, run.progress = result.seconds, points
    run.tiers = [
        {"goals": list(tier.goals), "value": tier.value, "bound": tier.bound, "proven": tier.proven}
        for tier in result.tiers
    ]
    run.instance, run.roster = packed_instance(asked.instance), packed_roster(result.roster)
    run.findings = {**found, "kept_aside": aside, "first_seconds": result.first_seconds}
    if not aside:
        pairs = [(int(one.volunteer), int(one.shift)) for one in result.roster.assignments]
        replace_placements(period, pairs, found["why"], now)
        note(period, None, "solved", run=run.id, placed=len(pairs))
    db.session.flush()
    return {"run": run_id, "status": result.status, "kept_aside": aside}
