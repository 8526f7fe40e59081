"""Who may import: schedulers, and with a written reason the admins; nobody else."""

from __future__ import annotations

from typing import Any


def can_import(person: Any, organisation: Any) -> bool:
    """Bring in people, shifts and availability: scheduler and admin of the organisation, district admin."""
    return bool(person.standing.coordinates(organisation.id))


def can_see_batch(person: Any, batch: Any) -> bool:
    """See, confirm or drop an upload: whoever may import into its organisation."""
    return bool(person.standing.coordinates(batch.organisation_id))


def imports_somewhere(person: Any, _thing: Any = None) -> bool:
    """Say whether there is any organisation the person may import into."""
    standing = person.standing
    return bool(standing.schedules or standing.administers or standing.district_admin)


def owes_reason(person: Any, organisation: Any) -> bool:
    """Say whether the role asks for a written reason: admins do this beside their daily work."""
    return organisation.id not in person.standing.schedules
