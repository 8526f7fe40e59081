"""The main job walked once: availability is in, press Solve, let the worker prove a roster, publish it."""

from __future__ import annotations

import time

from volunteer_app.db import commit, db, reading, roll_back
from volunteer_app.demo.district import Say
from volunteer_app.kit import clock
from volunteer_app.kit.errors import Refused
from volunteer_app.people.models import Person
from volunteer_app.rosters.actions.publishing import publish
from volunteer_app.rosters.actions.solving import press_solve
from volunteer_app.rosters.models import Period, Placement, SolveRun
from volunteer_app.teams.queries import standing_of

SOLVE_SECONDS = 30
#: the worker may have to be waited for as well
PATIENCE_SECONDS = 120


def walk(period_id: int, account: str, say: Say = print) -> bool:
    """
    Solve and publish a period as the scheduler would; say how it went.

    The worker must be running. Gives whether the roster is published.
    """
    run_id = press(period_id, account)
    run = wait_for(run_id, say)
    if run is None or run.state != "done":
        say(f"  The solve did not end well: {run.fault if run else 'no worker took it up'}")
        return False
    try:
        publish_as(period_id, account, say)
    except Refused as refusal:
        roll_back()
        say(f"  Not published: {refusal.sentence}")
        return False
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


def wait_for(run_id: int, say: Say) -> SolveRun | None:
    """Wait for the worker's answer, telling how the search stands."""
    until, told = time.monotonic() + PATIENCE_SECONDS, 0
    while time.monotonic() < until:
        with reading():
            db.session.expire_all()
            run = db.session.get_one(SolveRun, run_id)
            roll_back()
        if len(run.progress) > told:
            told = len(run.progress)
            say(f"  … {told} steps of the search")
        if run.state in ("done", "failed"):
            return run
        time.sleep(1)
    return None


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
