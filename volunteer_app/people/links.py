"""Signed links that let somebody set a password: for one person, one purpose, once, for a while."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any

from flask import current_app
from itsdangerous import BadData, URLSafeTimedSerializer

from volunteer_app.db import db
from volunteer_app.kit.errors import Missing
from volunteer_app.people.models import Person

RESET = "reset"
WELCOME = "welcome"
LIVES = {RESET: timedelta(minutes=30), WELCOME: timedelta(days=14)}


def signer(purpose: str) -> URLSafeTimedSerializer:
    """Give the signer of a purpose; a link for one purpose opens nothing else."""
    return URLSafeTimedSerializer(str(current_app.secret_key), salt=f"link-{purpose}")


def mark(person: Person) -> str:
    """Give what ties a link to the password of the moment: a new one makes old links void."""
    facts = f"{person.fs_uniquifier}:{person.password or ''}"
    return hashlib.sha256(facts.encode()).hexdigest()[:32]


def make(person: Person, purpose: str) -> str:
    """Make the token of a link."""
    return str(signer(purpose).dumps([person.id, mark(person)]))


def read(token: str, purpose: str) -> Person:
    """
    Find whom a token was made for.

    Raises
    ------
    Missing
        When it is forged, too old, used already, or the person may not sign in.
    """
    try:
        found: Any = signer(purpose).loads(token, max_age=int(LIVES[purpose].total_seconds()))
        person_id, made_for = found
    except (BadData, ValueError, TypeError) as wrong:
        raise Missing from wrong
    person = db.session.get(Person, person_id)
    if person is None or not person.active or mark(person) != made_for:
        raise Missing
    return person
