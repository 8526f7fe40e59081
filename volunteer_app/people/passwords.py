"""What a password must not be: short, common, or one's own name and number."""

from __future__ import annotations

import unicodedata
from typing import Any

from flask_babel import gettext as _

from volunteer_app.kit.errors import Refused
from volunteer_app.people.models import Person

SHORTEST = 10
LONGEST = 200
#: the frequent ones of this length and more; shorter ones are refused anyway
COMMON = frozenset(
    [
        "1234567890",
        "0123456789",
        "0987654321",
        "9876543210",
        "1234512345",
        "1122334455",
        "1111111111",
        "0000000000",
        "12345678910",
        "123456789a",
        "a123456789",
        "123456789q",
        "1234567890a",
        "qwertyuiop",
        "asdfghjkl1",
        "1qaz2wsx3edc",
        "1q2w3e4r5t",
        "1q2w3e4r5t6y",
        "qwerty12345",
        "qwerty123456",
        "password12",
        "password123",
        "password1234",
        "passw0rd123",
        "iloveyou123",
        "woaini1314",
        "woaini520",
        "woaini1314520",
        "woaini521",
        "5201314520",
        "5201314woaini",
        "abc1234567",
        "abcd123456",
        "abcd1234567",
        "abcde12345",
        "aa12345678",
        "aa123456789",
        "a1b2c3d4e5",
        "admin12345",
        "admin123456",
        "administrator",
        "letmein123",
        "welcome123",
        "zxcvbnm123",
        "qazwsxedc123",
        "shenzhen123",
        "yantian123",
        "zhiyuanzhe",
        "volunteer1",
        "volunteer123",
        "redvest123",
        "hongmajia123",
    ]
)


class WeakPassword(Refused):
    """The password is too easy to guess."""


def normal(password: str) -> str:
    """Give a password as it is hashed: composed the same way whatever keyboard typed it."""
    return unicodedata.normalize("NFKD", password)


def check(password: str, person: Person | None = None, **facts: Any) -> None:
    """
    Refuse a password that is short, common, one repeated mark, or made of what is known.

    Parameters
    ----------
    facts
        What is known of somebody who has no row yet: name, phone, email.

    Raises
    ------
    WeakPassword
        With the reason.
    """
    plain = password.strip().lower()
    if len(password) < SHORTEST:
        raise WeakPassword(
            _("Use at least %(least)s characters; a short sentence is best.", least=SHORTEST),
            field="password",
        )
    if plain in COMMON or len(set(plain)) < 4:
        raise WeakPassword(
            _("This password is among the first ones a stranger would try. Use another."),
            field="password",
        )
    known = {"name", "phone", "email", "number"}
    own = [str(facts.get(name) or getattr(person, name, "") or "").lower() for name in known]
    if any(fact and (plain == fact or plain == fact.partition("@")[0] * 2) for fact in own):
        raise WeakPassword(
            _("Do not use your own name, number, phone or e-mail as the password."),
            field="password",
        )
