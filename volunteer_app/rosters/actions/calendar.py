"""An organisation's own word on days, and its limits on everybody's duty."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from volunteer_app.db import db, locked
from volunteer_app.duties.models import HolidayMark
from volunteer_app.kit import audit
from volunteer_app.kit.errors import Changed, Refused
from volunteer_app.people.models import Person
from volunteer_app.rosters.gather.reads import policy_of
from volunteer_app.rosters.models import Policy
from volunteer_app.teams.models import Organisation


class PolicyChanged(Changed):
    """Somebody changed the limits after the person opened them."""


class Backwards(Refused):
    """Daylight ends before it begins."""


def mark_day(
    organisation: Organisation, by: Person, *, day: date, kind: str, name: str
) -> HolidayMark:
    """Mark a day as a holiday, a worked weekend day, or an ordinary one; the last word counts."""
    mark = db.session.scalar(
        locked(
            select(HolidayMark).where(
                HolidayMark.organisation_id == organisation.id, HolidayMark.day == day
            )
        )
    )
    if mark is None:
        mark = HolidayMark(organisation_id=organisation.id, day=day, kind=kind, name=name)
        db.session.add(mark)
        db.session.flush()
    else:
        mark.kind, mark.name = kind, name
    audit.record(by, "marked_day", mark, day=day, kind=kind)
    return mark


def unmark_day(mark: HolidayMark, by: Person) -> None:
    """Take a mark back; the public calendar counts again."""
    audit.record(by, "unmarked_day", mark, day=mark.day, kind=mark.kind)
    db.session.delete(mark)


def set_policy(
    organisation: Organisation, by: Person, *, seen_revision: int, **limits: Any
) -> Policy:
    """
    Set an organisation's limits on everybody's duty; nothing given lifts a limit.

    Raises
    ------
    PolicyChanged
        If they are no longer the limits that were seen.
    """
    kept: Policy | None = db.session.scalar(
        locked(select(Policy).where(Policy.organisation_id == organisation.id))
    )
    if kept is None:
        kept = policy_of(organisation.id)
        db.session.add(kept)
        db.session.flush()  # the defaults go in first: a lifted limit would be one of them again
    elif kept.revision != seen_revision:
        raise PolicyChanged(
            _("Somebody else changed these limits meanwhile. Look at them again, then decide.")
        )
    if limits["daylight_from"] >= limits["daylight_to"]:
        raise Backwards(_("Daylight must end after it begins."), field="daylight_to")
    changed: dict[str, Any] = {
        name: [getattr(kept, name), value]
        for name, value in limits.items()
        if getattr(kept, name) != value
    }
    for name, (_before, value) in changed.items():
        setattr(kept, name, value)
    kept.revision += 1
    db.session.flush()
    audit.record(by, "set_limits", organisation, organisation_id=organisation.id, **changed)
    return kept
