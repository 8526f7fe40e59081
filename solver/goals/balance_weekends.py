"""Weekends balanced: their seats spread over people, those of the last 90 days counted in."""

import numpy as np

from solver.drawing.draft import Draft
from solver.drawing.strain import spread
from solver.drawing.terms import Terms

NAME = "balance_weekends"


def terms(draft: Draft) -> Terms:
    """Price seats on Saturdays and Sundays, dearer with each block of them."""
    table = draft.table
    weekend = ((table.day + table.instance.weekday) % 7 >= 5).astype(np.int64)
    weight = weekend[draft.pairs.shift]
    return spread(draft, weight, table.carried("weekends"), 1)
