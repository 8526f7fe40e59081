"""The main job walked once: availability is in, press Solve, let the worker prove a roster, publish it."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from volunteer_app.db import commit, db, reading, roll_back
from volunteer_app.demo.answered import answer_some
from volunteer_app.demo.district import Say
from volunteer_app.kit import clock
from volunteer_app.kit.errors import Refused
from volunteer_app.kit.jobs import Job
from volunteer_app.people.models import Person
from volunteer_app.rosters.actions.publishing import publish
from volunteer_app.rosters.actions.solving import press_solve
from volunteer_app.rosters.models import Period, Placement, SolveRun
from volunteer_app.teams.queries import standing_of

SOLVE_SECONDS = 50
#: the worker may have to be waited for as well
PATIENCE_SECONDS = 240


@dataclass(frozen=True)
class Ended:
    """How a solve ended, and the solver's word on it."""

    state: str
    word: str


def walk(period_id: int, account: str, say: Say = print, *, quiet: Iterable[str] = ()) -> bool:
    """
    Solve and publish a period as the scheduler would, and let its people answer; say how it went.

    The worker must be running. ``quiet`` accounts answer nothing. A walk that was cut off is
    gone on with. Gives whether the roster is published.
    """
    try:
        if not is_published(period_id) and not solve_as(period_id, account, say):
            return False
    except Refused as refusal:
        roll_back()
        say(f"  Not published: {refusal.sentence}")
        return False
    states = answer_some(period_id, quiet=quiet)
    say(
        f"  Answered: {states['accepted']:,} accepted, {states['declined']:,} declined, "
        f"{states['withdrawn']:,} given back, {states['offered']:,} not answered yet"
    )
    return True


def is_published(period_id: int) -> bool:
    """Say whether the roster is published already."""
    with reading():
        state = db.session.scalar(db.select(Period.state).where(Period.id == period_id))
        roll_back()
    return state != "collecting"


def solve_as(period_id: int, account: str, say: Say) -> bool:
    """Solve and publish as the scheduler; say whether it came to that."""
    ended = wait_for(press(period_id, account), say)
    if ended is None or ended.state != "done":
        word = ended.word if ended else "it goes on in the background"
        say(f"  The solve did not end well: {word}")
        return False
    say(f"  Solved: {ended.word}")
    publish_as(period_id, account, say)
    return True


def scheduler(account: str) -> Person:
    """Find the scheduler with their standing."""
    person: Person = db.session.scalars(db.select(Person).where(Person.email == account)).one()
    person.standing = standing_of(person.id)
    return person


def press(period_id: int, account: str) -> int:
    """Press Solve."""
    period = db.session.get_one(Period, period_id)
    run = press_solve(period, scheduler(account), clock.now(), seconds=SOLVE_SECONDS)
    commit()
    return run.id


def wait_for(run_id: int, say: Say) -> Ended | None:
    """Wait for the worker's answer, telling how the search stands."""
    until, told = time.monotonic() + PATIENCE_SECONDS, ""
    while time.monotonic() < until:
        with reading():
            row = db.session.execute(
                db.select(SolveRun.state, SolveRun.fault, SolveRun.status, Job.progress)
                .join(Job, Job.id == SolveRun.job_id)
                .where(SolveRun.id == run_id)
            ).one()
            roll_back()
        now = standing(row.progress)
        if now != told:
            told = now
            say(f"  … {told}")
        if row.state in ("done", "failed"):
            return Ended(row.state, row.status or row.fault or "")
        time.sleep(2)
    return None


def standing(progress: dict[str, Any]) -> str:
    """Say in a few words how a search stands."""
    points = progress.get("points")
    if not points:
        return "the worker is reading the question"
    last = points[-1]
    return f"{last['minimum']} seats open below the minimum, {last['wanted']} below what is wanted"


def publish_as(period_id: int, account: str, say: Say) -> None:
    """Publish the draft as the scheduler."""
    db.session.expire_all()
    period = db.session.get_one(Period, period_id)
    publish(period, scheduler(account), clock.now(), seen_version=period.version)
    commit()
    seats = db.session.scalar(
        db.select(db.func.count()).select_from(Placement).where(Placement.period_id == period_id)
    )
    roll_back()
    say(f"  Published: {seats:,} seats offered, a letter to everybody who got one")
