"""What leads do on the board: place, take off, move, replace, exchange; each judged at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from volunteer_app.db import db
from volunteer_app.duties.models import Shift
from volunteer_app.people.models import Person
from volunteer_app.rosters.actions.drafts import note, open_draft
from volunteer_app.rosters.actions.placing import (
    new_to,
    once,
    overruled,
    placed,
    put,
    settle_verdict,
    still_open,
)
from volunteer_app.rosters.judging.changes import Pair, judge
from volunteer_app.rosters.models import Placement
from volunteer_app.rosters.queries import crews


@once("placed")
def place(
    shift: Shift,
    by: Person,
    now: datetime,
    *,
    person_id: int,
    version: int,
    reason: str = "",
) -> Placement:
    """
    Put a person on a shift by hand.

    Raises
    ------
    DraftChanged
        If the draft is no longer the version the lead saw.
    Unlawful, ReasonNeeded
        If something would be broken; with a reason what policy allows passes.
    """
    period = open_draft(shift.period_id, version)
    still_open(shift, now)
    new_to(shift, person_id)
    verdict = judge(period, joining=[(shift.id, person_id)], now=now)
    settle_verdict(verdict, period, reason)
    note(period, by, "placed", subject_id=person_id, shift=shift.id, **overruled(verdict, reason))
    return put(period, shift.id, person_id, verdict, reason)


@once("took_off")
def take_off(shift: Shift, by: Person, now: datetime, *, person_id: int, version: int) -> None:
    """Take a person off a shift; what the crew then lacks is shown on the board."""
    period = open_draft(shift.period_id, version)
    still_open(shift, now)
    placement = placed(shift.id, person_id)
    db.session.delete(placement)
    note(period, by, "took_off", subject_id=person_id, shift=shift.id, was_pinned=placement.pinned)
    db.session.flush()


@once("moved")
def move(
    shift: Shift,
    by: Person,
    now: datetime,
    *,
    person_id: int,
    to_shift_id: int,
    version: int,
    reason: str = "",
) -> Placement:
    """Move a person from one shift to another, judged as one step; refusals as for `place`."""
    period = open_draft(shift.period_id, version)
    target = crews.shift_in(period, to_shift_id)
    still_open(shift, now)
    still_open(target, now)
    placement = placed(shift.id, person_id)
    if target.id == shift.id:
        return placement
    new_to(target, person_id)
    verdict = judge(
        period, joining=[(target.id, person_id)], leaving=[(shift.id, person_id)], now=now
    )
    settle_verdict(verdict, period, reason)
    db.session.delete(placement)
    db.session.flush()
    note(
        period,
        by,
        "moved",
        subject_id=person_id,
        shift=[shift.id, target.id],
        **overruled(verdict, reason),
    )
    return put(period, target.id, person_id, verdict, reason)


@once("replaced")
def replace(
    shift: Shift,
    by: Person,
    now: datetime,
    *,
    out_id: int,
    person_id: int,
    version: int,
    reason: str = "",
) -> Placement:
    """Put a person on a shift in the place of another; refusals as for `place`."""
    period = open_draft(shift.period_id, version)
    still_open(shift, now)
    leaving = placed(shift.id, out_id)
    new_to(shift, person_id)
    verdict = judge(period, joining=[(shift.id, person_id)], leaving=[(shift.id, out_id)], now=now)
    settle_verdict(verdict, period, reason)
    db.session.delete(leaving)
    db.session.flush()
    note(
        period,
        by,
        "replaced",
        subject_id=person_id,
        shift=shift.id,
        out=out_id,
        **overruled(verdict, reason),
    )
    return put(period, shift.id, person_id, verdict, reason)


@once("exchanged")
def exchange(
    shift: Shift,
    by: Person,
    now: datetime,
    *,
    person_id: int,
    other_shift_id: int,
    other_id: int,
    version: int,
    reason: str = "",
) -> None:
    """Let two people of two shifts take each other's seats, judged as one step."""
    period = open_draft(shift.period_id, version)
    other = crews.shift_in(period, other_shift_id)
    still_open(shift, now)
    still_open(other, now)
    new_to(other, person_id)
    new_to(shift, other_id)
    leaving: Sequence[Pair] = [(shift.id, person_id), (other.id, other_id)]
    joining: Sequence[Pair] = [(other.id, person_id), (shift.id, other_id)]
    gone = [placed(*pair) for pair in leaving]
    verdict = judge(period, joining=joining, leaving=leaving, now=now)
    settle_verdict(verdict, period, reason)
    for placement in gone:
        db.session.delete(placement)
    db.session.flush()
    note(
        period,
        by,
        "exchanged",
        subject_id=person_id,
        shift=[shift.id, other.id],
        other=other_id,
        **overruled(verdict, reason),
    )
    for pair in joining:
        put(period, *pair, verdict, reason)
