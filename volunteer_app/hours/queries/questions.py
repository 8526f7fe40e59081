"""Questions about hours: open and answered ones, and who is to answer."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from volunteer_app.db import db
from volunteer_app.hours.models import Question
from volunteer_app.kit.errors import Missing
from volunteer_app.people.models import Appointment, Person
from volunteer_app.people.standing import LEAD, ORGANISATION_ADMIN, SCHEDULER
from volunteer_app.rosters.queries.staff import appointed


def answerers(question: Question) -> list[Person]:
    """List who gets a question: the team's leads, else the organisation's coordinators."""
    leads = appointed((LEAD,), Appointment.team_id == question.team_id)
    found = [one for one in leads if one.id != question.person_id]
    if found:
        return found
    others = appointed(
        (SCHEDULER, ORGANISATION_ADMIN), Appointment.organisation_id == question.organisation_id
    )
    return [one for one in others if one.id != question.person_id]


def question(person: Any, question_id: int) -> Question:
    """Find a question within the person's reach; else `Missing`."""
    found = db.session.get(Question, question_id)
    if found is None or not person.standing.touches(found.organisation_id):
        raise Missing
    return found


def questions(organisation_id: int, team_ids: frozenset[int] | None) -> list[Question]:
    """List an organisation's questions, open ones first, latest 100; of some teams where given."""
    query = (
        select(Question)
        .where(Question.organisation_id == organisation_id)
        .options(joinedload(Question.person), joinedload(Question.entry))
        .order_by(Question.state.desc(), Question.id.desc())
        .limit(100)
    )
    if team_ids is not None:
        query = query.where(Question.team_id.in_(team_ids))
    return list(db.session.scalars(query))
