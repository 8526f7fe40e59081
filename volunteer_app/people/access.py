"""Who may do what with people's own things: pure predicates of (person, thing)."""

from __future__ import annotations

from typing import Any


def is_own(person: Any, thing: Any) -> bool:
    """Everybody reads what is their own."""
    return bool(thing.person_id == person.id)


def reads_trails(person: Any, organisation: Any) -> bool:
    """Admins of the organisation, of the district, auditors and privacy officers read the trail."""
    standing = person.standing
    return bool(
        organisation.id in standing.administers
        or standing.district & {"district_admin", "auditor", "privacy_officer"}
    )
