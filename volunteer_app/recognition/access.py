"""Who sees levels and who sets their rules: pure predicates of (person, organisation)."""

from __future__ import annotations

from typing import Any

from volunteer_app.hours.access import can_see_ledger


def can_see_levels(person: Any, organisation: Any) -> bool:
    """See who reached what, and the rules: leads, coordinators, auditors."""
    return can_see_ledger(person, organisation)


def can_set_levels(person: Any, organisation: Any) -> bool:
    """Change the rules of the levels: the organisation's admins and the district's."""
    standing = person.standing
    return organisation.id in standing.administers or standing.district_admin


def can_export(person: Any, organisation: Any) -> bool:
    """Take lists out: coordinators and auditors, not leads."""
    standing = person.standing
    return bool(standing.coordinates(organisation.id) or standing.auditor)


def must_say_why(person: Any, organisation: Any) -> bool:
    """Give a reason for taking a list out: everybody but the organisation's schedulers."""
    return organisation.id not in person.standing.schedules
