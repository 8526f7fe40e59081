"""Deeds on when people can and wish to serve, one module a noun."""

from __future__ import annotations

from sqlalchemy import select

from volunteer_app.db import db, locked
from volunteer_app.people.models import Person


def one_at_a_time(person: Person) -> None:
    """Wait for other changes of the same person's entries, so that two windows open hurt nothing."""
    db.session.execute(locked(select(Person.id).where(Person.id == person.id)))
