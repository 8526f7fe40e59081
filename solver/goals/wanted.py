"""Wanted: no seat short of the number wanted."""

from solver.drawing.draft import Draft
from solver.drawing.terms import Terms, short_of

NAME = "wanted"


def terms(draft: Draft) -> Terms:
    """Count the open wanted seats."""
    return short_of(draft, draft.table.asked("wanted"))
