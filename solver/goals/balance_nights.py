"""Nights balanced: night seats spread over people, those of the last 90 days counted in."""

import numpy as np

from solver.drawing.draft import Draft
from solver.drawing.strain import spread
from solver.drawing.terms import Terms

NAME = "balance_nights"


def terms(draft: Draft) -> Terms:
    """Price night seats, dearer with each block of them."""
    table = draft.table
    weight = table.night.astype(np.int64)[draft.pairs.shift]
    return spread(draft, weight, table.carried("nights"), 1)
