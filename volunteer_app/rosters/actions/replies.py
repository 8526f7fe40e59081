"""Answering a period: my availability is right, or not this time."""

from __future__ import annotations

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from volunteer_app.db import db, locked
from volunteer_app.kit import audit, words
from volunteer_app.kit.errors import Refused
from volunteer_app.people.models import Person
from volunteer_app.rosters.models import Period, PeriodAnswer
from volunteer_app.rosters.queries.asked import has_hours


class TooLate(Refused):
    """The time for answers is over."""


class NothingEntered(Refused):
    """There are no hours anybody could plan with."""


def reply(
    period: Period, person: Person, now: datetime, *, sitting_out: bool = False
) -> PeriodAnswer:
    """
    Store a person's word on a period; the same word twice is stored once.

    Raises
    ------
    TooLate
        After the deadline, or when the roster is already published.
    NothingEntered
        When the person says their hours are right and there are none.
    """
    if period.state != "collecting" or now >= period.answers_due:
        raise TooLate(
            _(
                "The time to answer for “%(period)s” ended on %(when)s. It is planned with the "
                "hours you had entered. If they are wrong, tell your lead.",
                period=period.name,
                when=words.moment(period.answers_due, period.zone),
            )
        )
    if not sitting_out and not has_hours(person.id):
        raise NothingEntered(
            _("You have not entered any hours yet, so nobody could plan you in. Enter some first.")
        )
    db.session.execute(locked(select(Person.id).where(Person.id == person.id)))
    answer = db.session.get(PeriodAnswer, (period.id, person.id), populate_existing=True)
    if answer is None:
        answer = PeriodAnswer(period_id=period.id, person_id=person.id, sitting_out=False)
        db.session.add(answer)
    if answer.answered_at is None or answer.sitting_out != sitting_out:
        before = None if answer.answered_at is None else answer.sitting_out
        answer.answered_at, answer.sitting_out = now, sitting_out
        db.session.flush()
        audit.record(
            person, "answered", period, subject_id=person.id, sitting_out=[before, sitting_out]
        )
    return answer
