"""The words of the ledger: kinds of entries, and why something waits."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

KINDS: dict[str, Any] = {
    "service": _l("Service"),
    "correction": _l("Correction"),
    "carried": _l("Carried over"),
}

#: why something waits
WAITS: dict[str, Any] = {
    "long_day": _l("Long day"),
    "make_up": _l("Told late"),
    "correction": _l("Correction"),
}

LEVELS: dict[int, Any] = {
    2: _l("the organisation's admin"),
    3: _l("the district's admin"),
}

FAULTS: dict[str, Any] = {
    "missing": _l("An entry is missing"),
    "changed": _l("An entry was changed after it was written"),
    "link": _l("An entry does not follow the one before it"),
    "cut": _l("The end of the chain was cut off or added to"),
}
