"""Opening a period's draft for a change: locked, as the person saw it, its version counted up."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from volunteer_app.db import db, locked
from volunteer_app.kit import audit
from volunteer_app.kit.errors import Changed, Refused
from volunteer_app.people.models import Person
from volunteer_app.rosters.models import Period
from volunteer_app.rosters.queries.trail import what_changed


class DraftChanged(Changed):
    """Somebody changed the draft after the person last saw it."""


class PeriodClosed(Refused):
    """The period is over and its draft no longer changes."""


def lock_draft(period_id: int) -> Period:
    """Lock a period's draft, whoever changes it; everything that changes a draft does this first."""
    return db.session.scalars(
        locked(select(Period).where(Period.id == period_id)).options(selectinload(Period.teams))
    ).one()


def open_draft(period_id: int, seen_version: int) -> Period:
    """
    Lock a period's draft for a change by somebody who saw a version of it.

    Raises
    ------
    DraftChanged
        If the draft is no longer the one that was seen; says who changed it and when.
    PeriodClosed
        If the period is closed.
    """
    period = lock_draft(period_id)
    if period.version != seen_version:
        raise DraftChanged(what_changed(period, seen_version), version=period.version)
    if period.state == "closed":
        raise PeriodClosed(_("This period is closed; its roster no longer changes."))
    return period


def note(
    period: Period, by: Person | None, verb: str, *, subject_id: int | None = None, **change: Any
) -> None:
    """Count the draft's version up and write down who changed what."""
    before = period.version
    period.version = before + 1
    audit.record(
        by, verb, period, subject_id=subject_id, version=[before, period.version], **change
    )
