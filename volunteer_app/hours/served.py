"""What the ledger tells rosters: how often a kind of duty was served, and minutes of late."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import func, select

from volunteer_app.db import db
from volunteer_app.hours.models import LedgerEntry
from volunteer_app.rosters.past import Served


class ConfirmedMinutes:
    """The ledger as rosters see it: read only, service entries alone."""

    def times(self, people: Collection[int], since: date) -> dict[tuple[int, int], int]:
        """Count the confirmed duties since a day, by (person id, duty kind id)."""
        rows = db.session.execute(
            select(LedgerEntry.person_id, LedgerEntry.duty_kind_id, func.count())
            .where(
                LedgerEntry.person_id.in_(people),
                LedgerEntry.kind == "service",
                LedgerEntry.duty_kind_id.is_not(None),
                LedgerEntry.minutes > 0,
                LedgerEntry.served_on >= since,
            )
            .group_by(LedgerEntry.person_id, LedgerEntry.duty_kind_id)
        )
        return {(person, kind): times for person, kind, times in rows if kind is not None}

    def served(self, people: Collection[int], since: date, until: date) -> list[Served]:
        """List the confirmed minutes served from one day to the day before another."""
        rows = db.session.execute(
            select(
                LedgerEntry.person_id, LedgerEntry.minutes, LedgerEntry.starts, LedgerEntry.ends
            ).where(
                LedgerEntry.person_id.in_(people),
                LedgerEntry.kind.in_(("service", "correction")),
                LedgerEntry.served_on >= since,
                LedgerEntry.served_on < until,
            )
        )
        return [Served(*row) for row in rows]
