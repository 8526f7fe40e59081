"""Whether the ledger is as it was written: the chain walked from its start, the first bad row named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, select

from volunteer_app.db import db
from volunteer_app.hours.chain import START, digest
from volunteer_app.hours.facts import Facts
from volunteer_app.hours.models import LedgerEntry, LedgerHead

BATCH = 2000


@dataclass(frozen=True)
class ChainCheck:
    """
    What walking the chain found.

    Parameters
    ----------
    entries
        How many entries were found good before the first bad one, or in all.
    fault
        ``missing``: a number is left out; ``changed``: the facts do not give the digest;
        ``link``: the entry does not follow the one before; ``cut``: the end is not the head's.
    number
        The number of the first bad entry, or of the one that is missing.
    """

    entries: int
    fault: str = ""
    number: int | None = None
    digest: str = START

    @property
    def whole(self) -> bool:
        """Whether nothing was found."""
        return not self.fault


def verify_chain(organisation_id: int) -> ChainCheck:
    """Walk an organisation's chain; stop at the first entry that is not as it was written."""
    count, previous = 0, START
    for entry in in_order(organisation_id):
        if entry.number != count + 1:
            return ChainCheck(count, "missing", count + 1, previous)
        if entry.previous != previous:
            return ChainCheck(count, "link", entry.number, previous)
        own = digest(
            Facts.of(entry), number=entry.number, entered_at=entry.entered_at, previous=previous
        )
        if own != entry.digest:
            return ChainCheck(count, "changed", entry.number, previous)
        count, previous = entry.number, own
    head = db.session.get(LedgerHead, organisation_id)
    if (head.number, head.digest) != (count, previous) if head else count:
        return ChainCheck(count, "cut", count + 1, previous)
    return ChainCheck(count, digest=previous)


def in_order(organisation_id: int) -> Iterator[Row[Any]]:
    """Read the entries by number, some at a time: a long chain must not fill the memory."""
    query = (
        select(*LedgerEntry.__table__.columns)
        .where(LedgerEntry.organisation_id == organisation_id)
        .order_by(LedgerEntry.number, LedgerEntry.id)
        .execution_options(yield_per=BATCH)
    )
    yield from db.session.execute(query)
