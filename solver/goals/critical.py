"""Critical: no seat short of the minimum where it matters most."""

from solver.draft import Draft
from solver.terms import Terms, short_of

NAME = "critical"


def terms(draft: Draft) -> Terms:
    """Count the open minimum seats of critical shifts."""
    shifts = draft.table.shifts
    return short_of(draft, [one.minimum if one.critical else 0 for one in shifts])
