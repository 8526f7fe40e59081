"""Long lists, one page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select

from volunteer_app.db import db

PAGE = 50
FARTHEST = 10_000


@dataclass(frozen=True)
class Slice:
    """One page of a list, and whether more lie before and after."""

    items: list[Any]
    number: int
    more: bool

    @property
    def earlier(self) -> int | None:
        """The page before, if there is one."""
        return self.number - 1 if self.number > 1 else None

    @property
    def later(self) -> int | None:
        """The page after, if there is one."""
        return self.number + 1 if self.more else None


def slice_of(query: Select[Any], page: int, *, rows: bool = False, size: int = PAGE) -> Slice:
    """
    Read one page of an ordered query; one row more than shown tells whether more follow.

    Parameters
    ----------
    rows
        Whether the query asks for several columns, so that whole rows are wanted.
    """
    number = min(max(page, 1), FARTHEST)
    asked = query.limit(size + 1).offset((number - 1) * size)
    found = list(db.session.execute(asked) if rows else db.session.scalars(asked))
    return Slice(found[:size], number, len(found) > size)


def part_of(items: Sequence[Any], page: int, *, size: int = PAGE) -> Slice:
    """Give one page of a list that is read already."""
    number = min(max(page, 1), max(1, -(-len(items) // size)))
    first = (number - 1) * size
    return Slice(list(items[first : first + size]), number, len(items) > first + size)
