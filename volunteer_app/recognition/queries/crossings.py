"""On which day totals came to how many minutes: running sums over the ledger, in the store."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, case, func, select

from volunteer_app.db import db
from volunteer_app.hours.models import LedgerEntry


@dataclass(frozen=True)
class Crossing:
    """One person's total, their last duty, and the first day it came to each number of minutes."""

    person_id: int
    minutes: int
    last: date
    crossed: dict[int, date | None]


def crossings(
    organisation_id: int, thresholds: Collection[int], *conditions: ColumnElement[bool]
) -> list[Crossing]:
    """
    Find for everybody with entries the first day their running total came to each threshold.

    The ledger is summed by day first, so that a correction counts on the day it corrects; one
    read, however many people.
    """
    wanted = sorted(set(thresholds))
    daily = (
        select(
            LedgerEntry.person_id,
            LedgerEntry.served_on,
            func.sum(LedgerEntry.minutes).label("minutes"),
        )
        .where(LedgerEntry.organisation_id == organisation_id, *conditions)
        .group_by(LedgerEntry.person_id, LedgerEntry.served_on)
        .subquery()
    )
    running = select(
        daily.c.person_id,
        daily.c.served_on,
        daily.c.minutes,
        func.sum(daily.c.minutes)
        .over(partition_by=daily.c.person_id, order_by=daily.c.served_on)
        .label("total"),
    ).subquery()
    rows = db.session.execute(
        select(
            running.c.person_id,
            func.sum(running.c.minutes),
            func.max(running.c.served_on),
            *(
                func.min(case((running.c.total >= threshold, running.c.served_on)))
                for threshold in wanted
            ),
        )
        .group_by(running.c.person_id)
        .order_by(running.c.person_id)
    )
    return [
        Crossing(row[0], int(row[1]), row[2], dict(zip(wanted, row[3:], strict=True)))
        for row in rows
    ]
