"""One's own particulars: changed by oneself, with a letter to the old address when that goes."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _

from volunteer_app.db import db
from volunteer_app.kit import audit, outbox
from volunteer_app.kit.errors import Refused
from volunteer_app.people import gate
from volunteer_app.people.models import Person

#: what the trail names as changed without repeating it: it outlives an erasure
PRIVATE = frozenset(
    {"name", "email", "phone", "born", "emergency_name", "emergency_phone", "languages", "skills"}
)


class NoWayToReach(Refused):
    """Neither phone nor e-mail is left."""


class BirthMonthSet(Refused):
    """A birth month decides about duties; once given, others must confirm a change."""


def change_particulars(
    person: Person,
    *,
    name: str,
    email: str,
    phone: str,
    born: date | None,
    now: datetime,
    **other: Any,
) -> None:
    """
    Change one's own particulars.

    Raises
    ------
    NoWayToReach
        When both phone and e-mail were taken out.
    BirthMonthSet
        When a birth month that is known would be changed: age rules rest on it.
    """
    email, phone = email.lower(), gate.fold(phone)
    if not email and not phone:
        raise NoWayToReach(_("Leave a phone number or an e-mail address."), field="phone")
    if person.born is not None and born != person.born:
        raise BirthMonthSet(
            _("Age rules rest on the birth month. Your coordinator can correct it."), field="born"
        )
    old_address = person.email
    wished = {"name": name, "email": email or None, "phone": phone or None, "born": born, **other}
    changed = [field for field, value in wished.items() if getattr(person, field) != value]
    if old_address and "email" in changed:
        outbox.write("address_changed", person)
    for field in changed:
        setattr(person, field, wished[field])
    if changed:
        db.session.flush()
        audit.record(person, "changed_particulars", person, subject_id=person.id, fields=changed)


def choose_hand_placing(person: Person, *, opted_out: bool) -> None:
    """Choose whether the machine may propose seats, or people alone; no reason is asked."""
    if person.opted_out == opted_out:
        return
    person.opted_out = opted_out
    audit.record(
        person,
        "chose_hand_placing",
        person,
        subject_id=person.id,
        opted_out=[not opted_out, opted_out],
    )
