"""Storing many rows at once, with their numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import insert

from volunteer_app.db import Model, db


def keep(model: type[Model], rows: Sequence[dict[str, Any]]) -> list[int]:
    """Store rows in one go and give their ids, in the rows' order."""
    if not rows:
        return []
    table: Any = model
    query = insert(table).returning(table.id, sort_by_parameter_order=True)
    return list(db.session.scalars(query, list(rows)))


def keep_links(model: type[Model], rows: Sequence[dict[str, Any]]) -> None:
    """Store rows that have no number of their own."""
    if rows:
        db.session.execute(insert(model), list(rows))
