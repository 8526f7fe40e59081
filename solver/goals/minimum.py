"""Minimum: no seat short of the minimum."""

from solver.draft import Draft
from solver.terms import Terms, short_of

NAME = "minimum"


def terms(draft: Draft) -> Terms:
    """Count the open minimum seats."""
    return short_of(draft, draft.table.asked("minimum"))
