"""Minimum: no seat short of the minimum."""

from solver.drawing.draft import Draft
from solver.drawing.terms import Terms, short_of

NAME = "minimum"


def terms(draft: Draft) -> Terms:
    """Count the open minimum seats."""
    return short_of(draft, draft.table.asked("minimum"))
