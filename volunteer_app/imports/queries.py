"""What is known of uploads: one within reach, and the latest of an organisation."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from volunteer_app.db import db, locked
from volunteer_app.imports.models import DROPPED, ImportBatch
from volunteer_app.kit.errors import Missing
from volunteer_app.rosters.models import Period

LATEST = 20


def batch(person: Any, batch_id: int) -> ImportBatch:
    """
    Find an upload within the person's reach, with its uploader, team and period.

    Raises
    ------
    Missing
        When there is none, or its organisation is nothing to the person.
    """
    found = db.session.scalar(
        select(ImportBatch)
        .where(ImportBatch.id == batch_id)
        .options(
            joinedload(ImportBatch.uploader),
            joinedload(ImportBatch.team),
            joinedload(ImportBatch.period),
        )
    )
    if found is None or not person.standing.touches(found.organisation_id):
        raise Missing
    return found


def batch_locked(batch_id: int) -> ImportBatch:
    """Give an upload as it is now, for nobody else to settle meanwhile."""
    return db.session.scalars(locked(select(ImportBatch).where(ImportBatch.id == batch_id))).one()


def latest(organisation_id: int) -> list[ImportBatch]:
    """List the latest uploads of an organisation that were not dropped, with their uploaders."""
    return list(
        db.session.scalars(
            select(ImportBatch)
            .where(ImportBatch.organisation_id == organisation_id, ImportBatch.state != DROPPED)
            .options(joinedload(ImportBatch.uploader))
            .order_by(ImportBatch.created_at.desc(), ImportBatch.id.desc())
            .limit(LATEST)
        )
    )


def open_periods(organisation_id: int) -> list[Period]:
    """List the organisation's periods that are not closed, the latest first."""
    return list(
        db.session.scalars(
            select(Period)
            .where(Period.organisation_id == organisation_id, Period.state != "closed")
            .order_by(Period.first_day.desc(), Period.id.desc())
        )
    )
