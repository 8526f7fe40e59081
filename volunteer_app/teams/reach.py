"""Whose phone number is open to whom: the day before and after a shared shift."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from volunteer_app.people.models import Person
from volunteer_app.people.queries.consents import standing_consents
from volunteer_app.people.standing import Standing
from volunteer_app.teams.queries.people import Dossier

Near = Callable[[Standing, int, int, datetime], bool]

_sources: list[Near] = []


def learn_from(source: Near) -> None:
    """Take a word on who is near whom: ``source(standing, organisation_id, person_id, now)``."""
    if source not in _sources:
        _sources.append(source)


def open_phone(viewer: Any, dossier: Dossier, now: datetime) -> str | None:
    """
    Give the phone number if the viewer may see it now, without a reason asked (6.2).

    Leads and schedulers from 24 hours before a shared shift to 24 hours after; at other
    times only with the person's own consent. Everybody sees their own.
    """
    person: Person = dossier.person
    if not person.phone:
        return None
    standing, organisation_id = viewer.standing, dossier.organisation.id
    works_with = organisation_id in standing.schedules or dossier.team_ids & standing.lead_of
    consent = standing_consents(person.id).get("contact")
    near = any(source(standing, organisation_id, person.id, now) for source in _sources)
    agreed = bool(works_with and consent and consent.given)
    return person.phone if person.id == viewer.id or near or agreed else None
