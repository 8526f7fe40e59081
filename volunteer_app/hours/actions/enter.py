"""Entering minutes: the one way into the ledger, at the end of the chain, under its lock."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from volunteer_app.db import db, locked
from volunteer_app.hours.chain import START, digest
from volunteer_app.hours.facts import Facts
from volunteer_app.hours.models import LedgerEntry, LedgerHead
from volunteer_app.people.models import Person


def enter(facts: Facts, *, now: datetime) -> LedgerEntry:
    """Write one entry at the end of its organisation's chain."""
    head = head_of(facts.organisation_id)
    number, previous = head.number + 1, head.digest
    entry = LedgerEntry(
        **facts.columns(),
        number=number,
        entered_at=now,
        previous=previous,
        digest=digest(facts, number=number, entered_at=now, previous=previous),
    )
    db.session.add(entry)
    head.number, head.digest = number, entry.digest
    db.session.flush()
    return entry


def head_of(organisation_id: int) -> LedgerHead:
    """Lock the end of an organisation's chain, beginning the chain when there is none."""
    query = locked(select(LedgerHead).where(LedgerHead.organisation_id == organisation_id))
    head = db.session.scalar(query)
    if head is None:
        begin_chain(organisation_id)
        head = db.session.execute(query).scalar_one()
    return head


def begin_chain(organisation_id: int) -> None:
    """Write the first head; somebody else may be doing the same, then theirs is as good."""
    try:
        with db.session.begin_nested():
            db.session.add(LedgerHead(organisation_id=organisation_id, number=0, digest=START))
    except IntegrityError:
        return


def hold_people(person_ids: Iterable[int]) -> None:
    """
    Hold these people's days until the transaction ends, always in the same order.

    The minutes of a day are summed over all organisations before an entry is written; two
    organisations confirming at once would otherwise both see a short day.
    """
    query = select(Person.id).where(Person.id.in_(sorted(set(person_ids)))).order_by(Person.id)
    db.session.execute(query.with_for_update(key_share=True)).all()
