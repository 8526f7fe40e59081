"""How many minutes people already have on a day, those that still wait included."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import func, select

from volunteer_app.db import db
from volunteer_app.hours.models import LedgerEntry, Waiting

#: person id and day
PersonDay = tuple[int, date]


def minutes_by_day(
    people: Collection[int], first: date, last: date, *, besides: int | None = None
) -> dict[PersonDay, int]:
    """
    Sum everybody's minutes by day from the first to the last day, in all organisations.

    What waits for a second word counts as if it were approved, else two halves of a long day
    would each slip through; what would take minutes away counts only once it is entered.
    ``besides`` leaves out one waiting row: the one being decided.
    """
    found: dict[PersonDay, int] = {}
    rows = db.session.execute(
        select(LedgerEntry.person_id, LedgerEntry.served_on, func.sum(LedgerEntry.minutes))
        .where(
            LedgerEntry.person_id.in_(people),
            LedgerEntry.served_on >= first,
            LedgerEntry.served_on <= last,
        )
        .group_by(LedgerEntry.person_id, LedgerEntry.served_on)
    )
    for person_id, day, minutes in rows:
        found[person_id, day] = int(minutes)
    waiting = db.session.execute(
        select(Waiting.id, Waiting.person_id, Waiting.minutes, Waiting.entry).where(
            Waiting.person_id.in_(people), Waiting.state == "waiting", Waiting.minutes > 0
        )
    )
    for waiting_id, person_id, minutes, entry in waiting:
        day = date.fromisoformat(entry["served_on"])
        if waiting_id != besides and first <= day <= last:
            found[person_id, day] = found.get((person_id, day), 0) + minutes
    return found


def minutes_on(person_id: int, day: date, *, besides: int | None = None) -> int:
    """Sum one person's minutes of one day."""
    return minutes_by_day([person_id], day, day, besides=besides).get((person_id, day), 0)
