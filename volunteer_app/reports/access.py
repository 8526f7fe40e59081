"""Who sees the overview: pure predicates of (person, organisation)."""

from __future__ import annotations

from typing import Any


def sees_overviews(person: Any, _thing: Any = None) -> bool:
    """See some organisation's overview: its coordinators, the district's admins, auditors."""
    standing = person.standing
    return bool(
        standing.schedules or standing.administers or standing.district_admin or standing.auditor
    )


def can_see_overview(person: Any, organisation: Any) -> bool:
    """See an organisation's overview: its coordinators and auditors."""
    standing = person.standing
    return bool(standing.coordinates(organisation.id) or standing.auditor)
