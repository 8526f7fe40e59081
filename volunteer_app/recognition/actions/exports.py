"""Taking lists out: written down with who, why and how many, before the file is made."""

from __future__ import annotations

from datetime import datetime

from flask_babel import gettext as _

from volunteer_app.kit import audit
from volunteer_app.kit.errors import Refused
from volunteer_app.people.models import Person
from volunteer_app.recognition.queries.reached import Reached, Wanted, reached
from volunteer_app.teams.models import Organisation


class WhyMissing(Refused):
    """Whoever takes personal data out says what for."""


def take_out(
    organisation: Organisation,
    by: Person,
    now: datetime,
    *,
    wanted: Wanted,
    why_needed: bool,
    reason: str,
    kind: str,
) -> list[Reached]:
    """
    Give the lines of the recognition list for a file, and write the export down.

    Raises
    ------
    WhyMissing
        When this person has to say what for and did not.
    """
    if why_needed and len(reason) < 3:
        raise WhyMissing(_("Say what the list is for; it is written down."), field="reason")
    lines = reached(wanted)
    audit.record(
        by,
        "exported",
        organisation,
        organisation_id=organisation.id,
        what="recognition",
        kind=kind,
        people=len(lines),
        reason=reason,
        since=wanted.since,
        level=wanted.level,
        team=wanted.team_id,
    )
    return lines
