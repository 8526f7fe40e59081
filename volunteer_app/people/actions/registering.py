"""Making a person: by joining, by a coordinator's hand."""

from __future__ import annotations

import secrets
import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import exists, select

from volunteer_app.db import db
from volunteer_app.people.models import Person


def fresh_number() -> str:
    """Give a volunteer number nobody has: V and seven digits, telling nothing about the person."""
    while True:
        number = f"V{secrets.randbelow(10_000_000):07d}"
        if not db.session.scalar(select(exists().where(Person.number == number))):
            return number


def register(
    *,
    name: str,
    email: str | None,
    phone: str | None,
    born: date | None,
    locale: str,
    now: datetime,
    **other: Any,
) -> Person:
    """Make a person with a new volunteer number; without a password there is no account yet."""
    person = Person(
        number=fresh_number(),
        name=name,
        email=email,
        phone=phone,
        born=born,
        locale=locale,
        fs_uniquifier=uuid.uuid4().hex,
        created_at=now,
        **other,
    )
    db.session.add(person)
    db.session.flush()
    return person
