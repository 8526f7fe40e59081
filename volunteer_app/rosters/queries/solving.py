"""What is known of solve runs: the ones of a period, and one with its findings told in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from volunteer_app.db import db
from volunteer_app.kit.errors import Missing
from volunteer_app.kit.jobs import Job
from volunteer_app.people.models import Person
from volunteer_app.rosters.models import Period, SolveRun
from volunteer_app.rosters.queries.periods import period as find_period

GOING = ("waiting", "running")


@dataclass(frozen=True)
class RunOfPeriod:
    """A run with its period and its job."""

    run: SolveRun
    period: Period
    job: Job | None
    asked_by: str

    @property
    def state(self) -> str:
        """Where it stands: waiting, running, done or failed; a run without a living job has failed."""
        if self.run.state in GOING and (self.job is None or self.job.state not in GOING):
            return "failed"
        return self.run.state

    @property
    def going(self) -> bool:
        """Whether it is waiting or searching."""
        return self.state in GOING

    @property
    def stopping(self) -> bool:
        """Whether it was asked to stop and has not done so yet."""
        return self.going and self.job is not None and self.job.cancelled

    @property
    def explaining(self) -> bool:
        """Whether the search is over and what it found is being put into words."""
        if not self.going or self.job is None:
            return False
        return (self.job.progress or {}).get("stage") == "explaining"

    @property
    def points(self) -> list[dict[str, Any]]:
        """How the search went so far."""
        if self.run.progress:
            return list(self.run.progress)
        found: list[dict[str, Any]] = (
            (self.job.progress or {}).get("points", []) if self.job else []
        )
        return found


def run(person: Any, period_id: int, run_id: int) -> RunOfPeriod:
    """Find a run of a period within the person's reach; else `Missing`."""
    period = find_period(person, period_id)
    found = db.session.get(SolveRun, run_id)
    if found is None or found.period_id != period.id:
        raise Missing
    return of_period(found, period)


def of_period(found: SolveRun, period: Period) -> RunOfPeriod:
    """Give a run with its job and who asked for it."""
    job = db.session.get(Job, found.job_id) if found.job_id else None
    asked_by = db.session.scalar(select(Person.name).where(Person.id == found.asked_by)) or ""
    return RunOfPeriod(found, period, job, asked_by)


def latest_run(period: Period) -> RunOfPeriod | None:
    """Give a period's latest run."""
    found = db.session.scalar(
        select(SolveRun)
        .where(SolveRun.period_id == period.id)
        .order_by(SolveRun.id.desc())
        .limit(1)
    )
    return of_period(found, period) if found else None


def runs_of(period: Period, limit: int = 20) -> list[Any]:
    """List a period's latest runs, without their findings."""
    return list(
        db.session.execute(
            select(
                SolveRun.id, SolveRun.asked_at, SolveRun.state, SolveRun.status, SolveRun.gap,
                SolveRun.seconds, SolveRun.took_seconds, Person.name, Job.state.label("job_state"),
            )
            .outerjoin(Person, Person.id == SolveRun.asked_by)
            .outerjoin(Job, Job.id == SolveRun.job_id)
            .where(SolveRun.period_id == period.id)
            .order_by(SolveRun.id.desc())
            .limit(limit)
        )
    )  # fmt: skip
