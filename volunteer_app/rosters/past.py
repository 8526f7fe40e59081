"""What people served before a period, as told by whoever keeps the ledger; rosters cannot look up there."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import NamedTuple, Protocol


class Served(NamedTuple):
    """Confirmed minutes of one person, and when they were served if that is known."""

    person_id: int
    minutes: int
    starts: datetime | None
    ends: datetime | None


class Ledger(Protocol):
    """Whoever keeps the confirmed minutes."""

    def times(self, people: Collection[int], since: date) -> Mapping[tuple[int, int], int]:
        """Count the confirmed duties since a day, by (person id, duty kind id)."""

    def served(self, people: Collection[int], since: date, until: date) -> list[Served]:
        """List the confirmed minutes served from one day to the day before another."""


class Nobody:
    """A ledger in which nothing stands yet."""

    def times(self, people: Collection[int], since: date) -> Mapping[tuple[int, int], int]:
        """Count nothing."""
        return {}

    def served(self, people: Collection[int], since: date, until: date) -> list[Served]:
        """List nothing."""
        return []


_ledger: list[Ledger] = [Nobody()]


def learn_from(ledger: Ledger) -> None:
    """Name the ledger; told once when the application is put together."""
    _ledger[0] = ledger


def ledger() -> Ledger:
    """Give the ledger rosters ask."""
    return _ledger[0]
