"""What is known of the audit trail: one's own, an organisation's, and the names on it."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import or_, select

from volunteer_app.db import db
from volunteer_app.kit.audit import AuditLine
from volunteer_app.kit.paging import Slice, slice_of
from volunteer_app.people.models import Person


def own_trail(person_id: int, page: int) -> Slice:
    """Give one page of what was done by the person or about them, the latest first."""
    return slice_of(
        select(AuditLine)
        .where(or_(AuditLine.subject_id == person_id, AuditLine.actor_id == person_id))
        .order_by(AuditLine.id.desc()),
        page,
    )


def organisation_trail(organisation_id: int, page: int, *, thing: str = "") -> Slice:
    """Give one page of an organisation's trail, the latest first; of one kind of thing if asked."""
    query = select(AuditLine).where(AuditLine.organisation_id == organisation_id)
    if thing:
        query = query.where(AuditLine.thing == thing)
    return slice_of(query.order_by(AuditLine.id.desc()), page)


def names_on(lines: Iterable[AuditLine]) -> dict[int, str]:
    """Name everybody who stands on the lines."""
    ids = {number for line in lines for number in (line.actor_id, line.subject_id) if number}
    found = db.session.execute(select(Person.id, Person.name).where(Person.id.in_(ids)))
    return {row.id: row.name for row in found}
