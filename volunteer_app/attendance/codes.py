"""The codes of a post: one that turns every 30 seconds for a phone, one that stays for a poster."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import UTC, datetime

from flask_babel import gettext as _

from volunteer_app.kit.errors import Refused

#: a code is drawn for so many seconds, and taken until it is so many seconds old
STEP_SECONDS = 30
OLDEST_SECONDS = 60
#: what the poster's code says in place of a time
POSTED = "post"


class CodeForeign(Refused):
    """The code was not made for this shift."""


class CodeStale(Refused):
    """The code was made for this shift, but too long ago."""


def fresh_secret() -> str:
    """Make the secret of one shift's codes."""
    return secrets.token_hex(32)


def rotating(secret: str, shift_id: int, at: datetime) -> str:
    """Give the code of the 30 seconds a moment lies in."""
    step = f"{int(at.timestamp()) // STEP_SECONDS:x}"
    return f"{step}-{mark(secret, shift_id, step)}"


def posted(secret: str, shift_id: int) -> str:
    """Give the code for a printed poster: good for the shift, but weaker evidence."""
    return f"{POSTED}-{mark(secret, shift_id, POSTED)}"


def mark(secret: str, shift_id: int, step: str) -> str:
    """Sign a step for a shift; 80 bits, in letters fit for an address."""
    told = f"check-in:{shift_id}:{step}".encode()
    return hmac.new(secret.encode(), told, hashlib.sha256).hexdigest()[:20]


def evidence_of(code: str, *, secret: str | None, shift_id: int, at: datetime) -> str:
    """
    Say which grade of evidence a scanned code gives.

    Raises
    ------
    CodeForeign
        When it belongs to another post, to another event, or was made up.
    CodeStale
        When it is older than 60 seconds: a screenshot, or a page that stood still.
    """
    step, _dash, signed = code.partition("-")
    if secret is None or not hmac.compare_digest(
        signed.encode(), mark(secret, shift_id, step).encode()
    ):
        raise CodeForeign(
            _("This code does not belong to this shift. Scan the one that is shown at your post.")
        )
    if step == POSTED:
        return "post_code"
    drawn = datetime.fromtimestamp(int(step, 16) * STEP_SECONDS, UTC)
    age = (at - drawn).total_seconds()
    if not -STEP_SECONDS <= age <= OLDEST_SECONDS:
        raise CodeStale(
            _("This code is older than a minute. Scan the one on your lead's phone as it is now.")
        )
    return "two_sided"
