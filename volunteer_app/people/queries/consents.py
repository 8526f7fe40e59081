"""What is known of consents: the answer that stands, and all there were."""

from __future__ import annotations

from sqlalchemy import select

from volunteer_app.db import db
from volunteer_app.people.models import Consent


def all_consents(person_id: int) -> list[Consent]:
    """List a person's answers, the latest first."""
    return list(
        db.session.scalars(
            select(Consent)
            .where(Consent.person_id == person_id)
            .order_by(Consent.at.desc(), Consent.id.desc())
        )
    )


def standing_consents(person_id: int) -> dict[str, Consent]:
    """Give the answer that stands for each purpose that was ever asked."""
    standing: dict[str, Consent] = {}
    for consent in all_consents(person_id):
        standing.setdefault(consent.purpose, consent)
    return standing
