"""The chain: each entry's digest covers its facts and the digest before, so that no change goes unseen."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime

from volunteer_app.hours.facts import Facts, plain

#: what stands before the first entry
START = "0" * 64


def digest(facts: Facts, *, number: int, entered_at: datetime, previous: str) -> str:
    """
    Compute an entry's digest.

    SHA-256 over canonical JSON: keys in order, no blanks, text as UTF-8, moments in UTC to the
    microsecond. Anybody can compute it again with ten lines of any language.
    """
    told = {
        **facts.plain(),
        "number": number,
        "entered_at": plain(entered_at),
        "previous": previous,
    }
    text = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
