"""Doubts: a person puts a question about an entry to the leads, and gets an answer."""

from __future__ import annotations

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from volunteer_app.db import db, locked
from volunteer_app.hours.models import LedgerEntry, Question
from volunteer_app.hours.queries.questions import answerers
from volunteer_app.kit import audit, outbox
from volunteer_app.kit.errors import Refused
from volunteer_app.people.models import Person


class AskedAlready(Refused):
    """A question about this entry is open."""


def ask(entry: LedgerEntry, by: Person, now: datetime, *, note: str) -> Question:
    """
    Put a question about one's own entry; the leads get a letter.

    Raises
    ------
    AskedAlready
        While an earlier question about the entry is open.
    """
    known = db.session.scalar(
        locked(select(Question).where(Question.entry_id == entry.id, Question.state == "open"))
    )
    if known is not None:
        raise AskedAlready(_("Your question about this entry is open; an answer will come."))
    question = Question(
        organisation_id=entry.organisation_id,
        person_id=by.id,
        entry_id=entry.id,
        team_id=entry.team_id,
        note=note,
        asked_at=now,
    )
    db.session.add(question)
    db.session.flush()
    audit.record(by, "asked", question, entry=entry.id)
    for lead in answerers(question):
        outbox.write(
            "hours_question",
            lead,
            unique_key=f"hours_question:{question.id}:{lead.id}",
            person=by,
            entry=entry,
            note=note,
            organisation_id=entry.organisation_id,
        )
    return question


def answer(question: Question, by: Person, now: datetime, *, words: str) -> None:
    """Answer a question; the person gets a letter. An answered one stays as it is."""
    question = db.session.execute(
        locked(select(Question).where(Question.id == question.id))
    ).scalar_one()
    if question.state == "answered":
        return
    question.state, question.answer = "answered", words
    question.answered_by, question.answered_at = by.id, now
    db.session.flush()
    audit.record(by, "answered", question)
    outbox.write(
        "hours_answer",
        db.session.get_one(Person, question.person_id),
        unique_key=f"hours_answer:{question.id}",
        entry=db.session.get_one(LedgerEntry, question.entry_id),
        answer=words,
    )
