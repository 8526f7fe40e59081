"""Reminding people who have not told their availability for a period."""

from __future__ import annotations

from datetime import datetime, timedelta

from flask_babel import gettext as _
from sqlalchemy import select

from volunteer_app.db import db
from volunteer_app.kit import audit, outbox
from volunteer_app.kit.errors import Refused
from volunteer_app.people.models import Person
from volunteer_app.rosters.actions.drafts import lock_draft
from volunteer_app.rosters.models import Period, PeriodAnswer
from volunteer_app.rosters.queries.answers import unanswered

#: nobody is reminded twice within this time
QUIET = timedelta(hours=24)


class TooLateToAsk(Refused):
    """The time for answers is over."""


def remind(period: Period, by: Person, now: datetime, *, person_id: int | None = None) -> int:
    """
    Write to everybody who has not answered, or to one of them; give the number of letters.

    Nobody gets two letters within a day, whoever presses the button how often.
    """
    kept = lock_draft(period.id)
    if kept.answers_due <= now or kept.state == "closed":
        raise TooLateToAsk(_("The time for answers is over; talk to people instead."))
    silent = unanswered(kept)
    if person_id is not None:
        silent = [person for person in silent if person.id == person_id]
    known = {
        answer.person_id: answer
        for answer in db.session.scalars(
            select(PeriodAnswer).where(PeriodAnswer.period_id == kept.id)
        )
    }
    told = [person for person in silent if not reminded_lately(known.get(person.id), now)]
    for person in told:
        answer = known.get(person.id)
        if answer is None:
            answer = PeriodAnswer(period_id=kept.id, person_id=person.id)
            db.session.add(answer)
        answer.reminded_at = now
        outbox.write("answer_reminder", person, period=kept)
    if told:
        audit.record(by, "reminded", kept, people=[person.id for person in told])
    return len(told)


def reminded_lately(answer: PeriodAnswer | None, now: datetime) -> bool:
    """Say whether somebody was reminded within the quiet time."""
    if answer is None or answer.reminded_at is None:
        return False
    return now - answer.reminded_at < QUIET
