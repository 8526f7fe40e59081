"""Critical: no seat short of the minimum where it matters most."""

from solver.drawing.draft import Draft
from solver.drawing.terms import Terms, short_of

NAME = "critical"


def terms(draft: Draft) -> Terms:
    """Count the open minimum seats of critical shifts."""
    asked = zip(draft.table.asked("minimum"), draft.table.shifts, strict=True)
    return short_of(draft, [minimum if shift.critical else 0 for minimum, shift in asked])
