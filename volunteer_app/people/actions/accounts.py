"""What is done with accounts: passwords set, changed, asked for anew; sessions ended."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_security import hash_password, verify_password
from sqlalchemy import select

from volunteer_app.db import db
from volunteer_app.kit import audit, jobs, outbox
from volunteer_app.kit.errors import Refused
from volunteer_app.kit.outbox import Letter
from volunteer_app.people import gate, links, passwords
from volunteer_app.people.models import Person
from volunteer_app.people.queries.accounts import account_named

#: one letter with a link in this time, however often it is asked for
LETTER_EVERY = timedelta(minutes=5)


class WrongPassword(Refused):
    """The present password was mistyped."""


class Different(Refused):
    """The password was typed in two ways."""


def end_sessions(person: Person) -> None:
    """End every session of a person, and with them every link that was made."""
    person.fs_uniquifier = uuid.uuid4().hex


def set_password(person: Person, *, password: str, repeated: str, now: datetime) -> None:
    """
    Give an account its password; ends all sessions and makes the link used up.

    A letter tells of a password that was replaced; of the first one its owner knows.

    Raises
    ------
    WeakPassword, Different
    """
    if password != repeated:
        raise Different(_("Both times the same password, please."), field="repeated")
    passwords.check(password, person)
    replaced = bool(person.password)
    person.password = hash_password(passwords.normal(password))
    person.password_set_at = now
    end_sessions(person)
    for known in (person.number, person.email, person.phone):
        if known:
            gate.forget_tries(gate.fold(known))
    audit.record(person, "set_password", person, subject_id=person.id)
    if replaced:
        outbox.write("password_changed", person)


def change_password(
    person: Person, *, current: str, password: str, repeated: str, now: datetime
) -> None:
    """
    Replace a password by whoever knows the present one.

    Raises
    ------
    WrongPassword, WeakPassword, Different
    """
    if not person.password or not verify_password(passwords.normal(current), person.password):
        raise WrongPassword(_("This is not your present password."), field="current")
    set_password(person, password=password, repeated=repeated, now=now)


def ask_for_reset(*, account: str) -> None:
    """
    Ask for a letter with a link; the same work whether the account exists or not.

    The worker writes the letter, so that the answer's time tells nothing.
    """
    found = account_named(gate.fold(account))
    jobs.enqueue("write_reset_letter", person_id=found.id if found and found.active else None)


def write_reset_letter(person: Person, now: datetime) -> bool:
    """Write the letter with the link, unless one was written just now or there is no address."""
    lately = db.session.scalar(
        select(Letter.id).where(
            Letter.person_id == person.id,
            Letter.kind == "reset",
            Letter.written_at > now - LETTER_EVERY,
        )
    )
    if lately is not None or not person.email:
        return False
    outbox.write("reset", person, token=links.make(person, links.RESET))
    return True


def note_sign_in(person: Person) -> None:
    """Put a sign-in on the person's own trail."""
    audit.record(person, "signed_in", person, subject_id=person.id)


def note_sign_out(person: Any) -> None:
    """Put a sign-out on the person's own trail."""
    audit.record(person, "signed_out", person, subject_id=person.id)
