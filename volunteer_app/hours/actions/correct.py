"""Corrections: proposed by one, approved by another, entered as a row of their own."""

from __future__ import annotations

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from volunteer_app.db import db
from volunteer_app.hours.actions.enter import hold_people
from volunteer_app.hours.actions.second_word import put_off
from volunteer_app.hours.facts import Facts, words_needed
from volunteer_app.hours.models import LedgerEntry, Waiting
from volunteer_app.hours.queries.days import minutes_on
from volunteer_app.hours.queries.entries import minutes_now
from volunteer_app.kit.errors import Refused
from volunteer_app.people.models import Person


class NothingToCorrect(Refused):
    """The correction would change nothing, or cannot be made."""


class OwnCorrection(Refused):
    """Nobody proposes a correction of their own minutes."""


def correct(entry: LedgerEntry, by: Person, now: datetime, *, minutes: int, reason: str) -> Waiting:
    """
    Propose that an entry should count so many minutes in all; it waits for another's approval.

    Raises
    ------
    OwnCorrection, NothingToCorrect
        Each with a whole sentence.
    """
    if entry.person_id == by.id:
        raise OwnCorrection(_("Nobody corrects their own minutes. Put a question to your lead."))
    if entry.kind == "correction":
        raise NothingToCorrect(_("Correct the original entry, not its correction."))
    hold_people([entry.person_id])
    known = db.session.scalar(
        select(Waiting.id).where(Waiting.corrects_id == entry.id, Waiting.state == "waiting")
    )
    if known is not None:
        raise NothingToCorrect(_("A correction of this entry already waits for approval."))
    change = minutes - minutes_now(entry)
    if change == 0:
        raise NothingToCorrect(_("That is what the entry counts already."), field="minutes")
    facts = Facts(
        organisation_id=entry.organisation_id,
        person_id=entry.person_id,
        kind="correction",
        minutes=change,
        served_on=entry.served_on,
        evidence=entry.evidence,
        team_id=entry.team_id,
        duty_kind_id=entry.duty_kind_id,
        corrects_id=entry.id,
        reason=reason,
        verified_by=by.id,
    )
    day = minutes_on(entry.person_id, entry.served_on)
    level = max(2, words_needed(day + change)) if change > 0 else 2
    return put_off(facts, "correction", level, by, now)
