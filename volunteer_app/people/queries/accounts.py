"""What is known of accounts: whose a name, a number or an address is."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import or_, select

from volunteer_app.db import db
from volunteer_app.people.models import Person


class Account(NamedTuple):
    """What the gate needs of a person."""

    id: int
    password: str | None
    active: bool
    email: str | None


def account_named(folded: str) -> Account | None:
    """Find the account with this volunteer number, e-mail or phone, in that order."""
    spellings = (folded, folded.upper())
    found = db.session.execute(
        select(Person.number, Person.id, Person.password, Person.active, Person.email).where(
            or_(
                Person.number.in_(spellings),
                Person.email.in_(spellings),
                Person.phone == folded,
            )
        )
    ).all()
    best = sorted(found, key=lambda row: (row.number.lower() != folded, row.email != folded))
    return Account(*best[0][1:]) if best else None


def is_taken(*, email: str | None, phone: str | None) -> int | None:
    """Give the id of a person who has this e-mail or this phone already."""
    wanted = [
        column == value for column, value in ((Person.email, email), (Person.phone, phone)) if value
    ]
    return db.session.scalar(select(Person.id).where(or_(*wanted)).limit(1)) if wanted else None
