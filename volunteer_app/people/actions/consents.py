"""Consents: each asked by itself, dated, and withdrawn as easily as given."""

from __future__ import annotations

from datetime import datetime

from flask_babel import gettext as _

from volunteer_app.db import db
from volunteer_app.kit import audit
from volunteer_app.kit.errors import Missing, Refused
from volunteer_app.people.models import CONSENTS, Consent, Person
from volunteer_app.people.queries.consents import standing_consents

#: what service itself rests on; whoever withdraws it leaves
NEEDED = ("rules", "guardian")


class Needed(Refused):
    """This consent ends with the membership."""


def answer(person: Person, purpose: str, *, given: bool, by: Person, now: datetime) -> None:
    """Write down an answer; the same answer again writes nothing."""
    if purpose not in CONSENTS:
        raise Missing
    known = standing_consents(person.id).get(purpose)
    if known is not None and known.given == given:
        return
    if known is None and not given:
        return
    consent = Consent(person_id=person.id, purpose=purpose, given=given, at=now)
    db.session.add(consent)
    db.session.flush()
    audit.record(
        by,
        "gave_consent" if given else "withdrew_consent",
        consent,
        subject_id=person.id,
        purpose=purpose,
    )


def change(person: Person, purpose: str, *, given: bool, now: datetime) -> None:
    """
    Change one's own answer.

    Raises
    ------
    Needed
        For what service itself rests on.
    """
    if purpose in NEEDED and not given:
        raise Needed(
            _("Service rests on this. To withdraw it, leave your teams; your hours stay yours.")
        )
    answer(person, purpose, given=given, by=person, now=now)
