"""What is done with an organisation's people: a phone number looked up for a written reason."""

from __future__ import annotations

from volunteer_app.kit import audit
from volunteer_app.people.models import Person
from volunteer_app.teams.queries.people import Dossier


def look_up_phone(dossier: Dossier, *, reason: str, by: Person) -> str:
    """Give a phone number to an admin; the reason stands on the person's own trail."""
    audit.record(
        by,
        "saw_phone",
        dossier.person,
        organisation_id=dossier.organisation.id,
        subject_id=dossier.person.id,
        reason=reason,
    )
    return dossier.person.phone or ""
