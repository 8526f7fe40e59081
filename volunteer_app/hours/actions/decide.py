"""The second word: what waits is approved into the ledger, or refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from volunteer_app.attendance.models import Attendance
from volunteer_app.db import db, locked
from volunteer_app.hours import access
from volunteer_app.hours.actions.enter import enter, hold_people
from volunteer_app.hours.facts import Facts, words_needed
from volunteer_app.hours.models import LedgerEntry, Waiting
from volunteer_app.hours.queries.days import minutes_on
from volunteer_app.kit import audit, outbox
from volunteer_app.kit.errors import Refused
from volunteer_app.people.models import Person


class NotYourWord(Refused):
    """This second word is somebody else's to give."""


class DecidedOtherwise(Refused):
    """Somebody has decided the other way."""


def held(waiting: Waiting) -> Waiting:
    """Hold something that waits, and its person's days."""
    hold_people([waiting.person_id])
    query = locked(select(Waiting).where(Waiting.id == waiting.id))
    return db.session.execute(query).scalar_one()


def approve(waiting: Waiting, by: Person, now: datetime) -> LedgerEntry | None:
    """
    Approve what waits: it is entered, with both names; approving twice is approving once.

    The day is summed again: what was level 2 when proposed may be the district's by now.

    Raises
    ------
    NotYourWord, DecidedOtherwise
        When it is not this person's to say, or was refused meanwhile.
    """
    waiting = held(waiting)
    if waiting.state == "approved":
        return None
    if waiting.state == "refused":
        raise DecidedOtherwise(_("Somebody has refused this meanwhile."))
    facts = Facts.read(waiting.entry)
    day = minutes_on(facts.person_id, facts.served_on, besides=waiting.id)
    level = max(waiting.level, words_needed(day + facts.minutes) if facts.minutes > 0 else 2)
    must_be_theirs(waiting, by, level)
    entry = enter(replace(facts, second_by=by.id), now=now)
    decide(waiting, by, now, "approved", "")
    if facts.kind == "correction":
        tell_person(entry)
    return entry


def refuse(waiting: Waiting, by: Person, now: datetime, *, answer: str) -> None:
    """
    Refuse what waits, and tell whoever proposed it; a shift's minutes can then be confirmed anew.

    Raises
    ------
    NotYourWord, DecidedOtherwise
        When it is not this person's to say, or was approved meanwhile.
    """
    waiting = held(waiting)
    if waiting.state == "refused":
        return
    if waiting.state == "approved":
        raise DecidedOtherwise(_("Somebody has approved this meanwhile."))
    must_be_theirs(waiting, by, waiting.level)
    if waiting.attendance_id is not None:
        one = db.session.get_one(Attendance, waiting.attendance_id)
        one.state, one.confirmed_by, one.confirmed_at = "left", None, None
    decide(waiting, by, now, "refused", answer)
    proposer = db.session.get_one(Person, waiting.proposed_by)
    person = db.session.get_one(Person, waiting.person_id)
    outbox.write(
        "minutes_refused",
        proposer,
        unique_key=f"minutes_refused:{waiting.id}",
        person=person,
        minutes=waiting.minutes,
        served_on=Facts.read(waiting.entry).served_on,
        answer=answer,
    )


def must_be_theirs(waiting: Waiting, by: Person, level: int) -> None:
    """Refuse the person concerned, whoever proposed it, and too low a level."""
    if by.id == waiting.person_id:
        raise NotYourWord(_("Nobody decides about their own minutes."))
    if by.id == waiting.proposed_by:
        raise NotYourWord(_("You proposed this; somebody else has to decide."))
    if not access.decides(by, waiting.organisation_id, level):
        raise NotYourWord(
            _("That day now comes to more than 12 hours: the district's admin decides.")
            if level == 3
            else _("The organisation's admin decides about this.")
        )


def decide(waiting: Waiting, by: Person, now: datetime, state: str, answer: str) -> None:
    """Write a decision down."""
    waiting.state, waiting.decided_by, waiting.decided_at = state, by.id, now
    waiting.answer = answer
    db.session.flush()
    audit.record(by, state, waiting, minutes=waiting.minutes, kind=waiting.kind, answer=answer)


def tell_person(entry: LedgerEntry) -> None:
    """Write to a person that minutes of theirs were corrected."""
    person = db.session.get_one(Person, entry.person_id)
    outbox.write(
        "minutes_corrected",
        person,
        unique_key=f"minutes_corrected:{entry.id}",
        minutes=f"{entry.minutes:+d}",
        served_on=entry.served_on,
        reason=entry.reason,
    )
