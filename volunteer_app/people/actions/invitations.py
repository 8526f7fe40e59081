"""Inviting people who have no account yet: a letter, or a link to hand over."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from volunteer_app.kit import audit, outbox
from volunteer_app.kit.errors import Refused
from volunteer_app.people import links
from volunteer_app.people.actions import accounts
from volunteer_app.people.actions.consents import answer
from volunteer_app.people.models import Person


class HasAccount(Refused):
    """Somebody with a password needs no invitation."""


class RulesRefused(Refused):
    """Nobody serves without agreeing to the service rules."""


def invite(person: Person, *, by: Person | None) -> str | None:
    """
    Invite somebody to set a password.

    Returns
    -------
    str or None
        The token of a link to hand over when no e-mail is known; shown once, kept nowhere.
        Nothing when a letter was written.

    Raises
    ------
    HasAccount
        When the person has a password already, or may not sign in.
    """
    if person.password:
        raise HasAccount(_("%(name)s has an account already.", name=person.name))
    if not person.active:
        raise HasAccount(_("%(name)s is not active any more.", name=person.name))
    accounts.end_sessions(person)  # an earlier link opens nothing from now on
    token = links.make(person, links.WELCOME)
    audit.record(by, "invited", person, subject_id=person.id, by_letter=bool(person.email))
    if not person.email:
        return token
    outbox.write("welcome", person, token=token)
    return None


def help_back(person: Person, *, by: Person, has_role: bool) -> str:
    """
    Make a link for a new password, to be handed to somebody without an e-mail address.

    Returns
    -------
    str
        The token; works once, for half an hour, and is kept nowhere.

    Raises
    ------
    HasAccount
        For people with an e-mail address or a role: they reset by letter, so that nobody
        takes over rights they were not given.
    """
    if not person.password or not person.active:
        raise HasAccount(_("%(name)s has no open account.", name=person.name))
    if person.email or has_role:
        raise HasAccount(_("%(name)s sets a new password by letter.", name=person.name))
    audit.record(by, "helped_back", person, subject_id=person.id)
    return links.make(person, links.RESET)


def come_in(
    person: Person,
    *,
    password: str,
    repeated: str,
    locale: str,
    rules: bool,
    now: datetime,
    **consents: Any,
) -> None:
    """
    Take up an invitation: set the password, the language, and answer the consents.

    Raises
    ------
    WeakPassword, Different, RulesRefused
    """
    if not rules:
        raise RulesRefused(
            _("Without the service rules nobody can be given a seat."), field="rules"
        )
    person.locale = locale
    accounts.set_password(person, password=password, repeated=repeated, now=now)
    person.confirmed_at = now if person.email else None
    for purpose, given in {"rules": rules, **consents}.items():
        answer(person, purpose, given=bool(given), by=person, now=now)
