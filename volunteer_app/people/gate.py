"""The gate: counts tries and compares passwords, in the same time whoever knocks."""

from __future__ import annotations

import hashlib
import hmac
import re
import unicodedata
from datetime import datetime, timedelta
from functools import cache
from typing import Any

import structlog
from flask import current_app
from flask_babel import gettext as _
from flask_security import hash_password, verify_password
from sqlalchemy import delete, func, select

from volunteer_app.db import commit, db, reading, roll_back
from volunteer_app.kit.errors import Refused
from volunteer_app.people import passwords
from volunteer_app.people.models import SignInTry
from volunteer_app.people.queries.accounts import Account, account_named

log = structlog.get_logger()

WINDOW = timedelta(minutes=15)
TRIES_PER_ACCOUNT = 10
#: many people may share one address: a company's network, a team meeting
TRIES_PER_ADDRESS = 100


class WrongSignIn(Refused):
    """Account and password do not belong together; which of them is wrong is not said."""


class TooManyTries(Refused):
    """So many wrong passwords that the gate stays shut for a while."""


def fold(typed: str) -> str:
    """Give one spelling to what people type as their account: case, blanks, +86, full width."""
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", typed)).lower()
    if re.fullmatch(r"\+?[\d()-]+", plain):
        plain = re.sub(r"[()-]", "", plain)
        plain = re.sub(r"^(\+86|0086)(?=1\d{10}$)", "", plain)
    return plain


def fingerprint(text: str) -> str:
    """Give a keyed hash: tries are counted without keeping what was typed."""
    key = str(current_app.secret_key).encode()
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


@cache
def nobodys() -> str:
    """Give a password hash that nothing matches, as costly to compare as anybody's."""
    return str(hash_password("nobody has this password"))


def knock(typed: str, password: str, address: str, now: datetime) -> int:
    """
    Let the owner of an account in.

    The try is stored before the password is looked at, so that a thousand at once are all
    counted; no transaction is open while the password is compared, because that takes long
    on purpose.

    Returns
    -------
    int
        The person's id.

    Raises
    ------
    WrongSignIn, TooManyTries
        The same, and after the same time, for accounts that exist and that do not.
    """
    account = fold(typed)
    note_try(account, address, now)
    with reading():
        many = too_many(account, address, now)
        found = account_named(account)
        roll_back()
    if many:
        log.warning("sign_in_slowed")
        raise TooManyTries(
            _("Too many tries. Wait a quarter of an hour, or ask for a new password.")
        )
    if not fits(found, password):
        log.info("sign_in_refused")
        raise WrongSignIn(_("This account and this password do not belong together."))
    assert found is not None
    forget_tries(account)
    return found.id


def fits(found: Account | None, password: str) -> bool:
    """Compare the password, with nobody's when there is none to compare with."""
    nobody = nobodys()
    open_to = found is not None and bool(found.password) and found.active
    stored = found.password if found is not None and open_to else nobody
    same = verify_password(passwords.normal(password), stored)
    return open_to and bool(same)


def note_try(account: str, address: str, now: datetime) -> None:
    """Store a try at once: it counts whatever becomes of the request."""
    roll_back()
    db.session.add(SignInTry(account=fingerprint(account), address=fingerprint(address), at=now))
    commit()


def too_many(account: str, address: str, now: datetime) -> bool:
    """Say whether this account or this address has tried too often lately."""

    def lately(column: Any, value: str) -> int:
        return (
            db.session.scalar(
                select(func.count(SignInTry.id)).where(column == value, SignInTry.at > now - WINDOW)
            )
            or 0
        )

    return (
        lately(SignInTry.account, fingerprint(account)) > TRIES_PER_ACCOUNT
        or lately(SignInTry.address, fingerprint(address)) > TRIES_PER_ADDRESS
    )


def forget_tries(account: str) -> None:
    """Forget the tries of an account that was opened."""
    db.session.execute(delete(SignInTry).where(SignInTry.account == fingerprint(account)))
