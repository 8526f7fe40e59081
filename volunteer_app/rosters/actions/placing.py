"""The checks every change of a crew passes, and the writing of one placement made by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from flask_babel import gettext as _

from volunteer_app.db import db
from volunteer_app.duties.models import Shift
from volunteer_app.kit import words
from volunteer_app.kit.errors import Refused
from volunteer_app.people.models import Person
from volunteer_app.rosters.actions.drafts import DraftChanged
from volunteer_app.rosters.judging.changes import Verdict, may_override
from volunteer_app.rosters.models import Period, Placement
from volunteer_app.rosters.queries import crews, trail
from volunteer_app.rosters.telling.sentences import sentences


class ShiftBegun(Refused):
    """The shift has begun or was cancelled: its crew is no longer a matter of the draft."""


class AlreadyPlaced(Refused):
    """The person is on this shift already."""


class NotPlaced(Refused):
    """The person is not on this shift."""


class Unlawful(Refused):
    """Law, safety or the number of seats forbid it, whatever the reason."""


class ReasonNeeded(Refused):
    """Policy, or the person's own word, is against it; a written reason lets it pass."""


def once(*verbs: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Let a deed sent twice by the same person, a double click or a retry, pass as done once."""

    def wrap(deed: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(deed)
        def done(shift: Shift, by: Person, now: datetime, **answers: Any) -> Any:
            try:
                return deed(shift, by, now, **answers)
            except DraftChanged:
                if trail.did(
                    shift.period_id, by.id, verbs, answers["person_id"], answers["version"]
                ):
                    return crews.placement(shift.id, answers["person_id"])
                raise

        return done

    return wrap


def still_open(shift: Shift, now: datetime) -> None:
    """Refuse to change a crew whose shift has begun or was cancelled."""
    if shift.cancelled_at is not None:
        raise ShiftBegun(_("This shift was cancelled."))
    if shift.starts <= now:
        raise ShiftBegun(_("This shift has begun; its crew is settled on the attendance page."))


def placed(shift_id: int, person_id: int) -> Placement:
    """Find a person's placement on a shift; refuse when there is none."""
    found = crews.placement(shift_id, person_id)
    if found is None:
        raise NotPlaced(_("This person is no longer on that shift."), field="person_id")
    return found


def new_to(shift: Shift, person_id: int) -> None:
    """Refuse somebody who is on the shift already, or whom the period cannot know."""
    if crews.placement(shift.id, person_id):
        raise AlreadyPlaced(_("This person is on that shift already."), field="person_id")
    if not crews.is_within_reach(shift, person_id):
        raise NotPlaced(_("This person is not in a team of this period."), field="person_id")


def settle_verdict(verdict: Verdict, period: Period, reason: str) -> None:
    """Refuse what may not be, and what may be only with a written reason that is missing."""
    if verdict.firm:
        said = sentences(verdict.firm, period)
        raise Unlawful(words.in_a_row(said), field="person_id", rules=verdict.rules, sentences=said)
    if verdict.breaches and not reason.strip():
        said = sentences(verdict.breaches, period)
        raise ReasonNeeded(
            _(
                "%(against)s Write down why you decide so all the same.",
                against=words.in_a_row(said),
            ),
            field="reason",
            rules=verdict.rules,
            sentences=said,
        )


def overruled(verdict: Verdict, reason: str) -> dict[str, Any]:
    """Give what the audit trail keeps of a decision against a rule."""
    return {"overruled": verdict.rules, "reason": reason} if verdict.breaches else {}


def put(period: Period, shift_id: int, person_id: int, verdict: Verdict, reason: str) -> Placement:
    """Write a placement made by hand, with the rules it overrules."""
    against = {
        one.rule
        for one in verdict.breaches
        if may_override(one) and one.volunteer in (None, str(person_id))
    }
    placement = Placement(
        period_id=period.id,
        shift_id=shift_id,
        person_id=person_id,
        by_hand=True,
        override_reason=reason if against else "",
        overrides=sorted(against),
    )
    db.session.add(placement)
    db.session.flush()
    return placement
