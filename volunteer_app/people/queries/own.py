"""What is known of one's own letters."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, select

from volunteer_app.db import db
from volunteer_app.kit.errors import Missing
from volunteer_app.kit.outbox import Letter
from volunteer_app.kit.paging import Slice, slice_of

#: these carry a link that opens the account; they are mailed, and shown nowhere
SECRET_KINDS = ("reset", "welcome")


def mine(person_id: int) -> Select[Any]:
    """Ask for a person's letters that may be shown."""
    return select(Letter).where(Letter.person_id == person_id, Letter.kind.not_in(SECRET_KINDS))


def letters_of(person_id: int, page: int) -> Slice:
    """Give one page of a person's letters, the latest first."""
    return slice_of(mine(person_id).order_by(Letter.written_at.desc(), Letter.id.desc()), page)


def letter(person: Any, letter_id: int) -> Letter:
    """Find one of the person's own letters; else `Missing`."""
    found = db.session.scalar(mine(person.id).where(Letter.id == letter_id))
    if found is None:
        raise Missing
    return found
