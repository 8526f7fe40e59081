"""Stability: people keep the seats they have been told of."""

import numpy as np

from solver.draft import Draft
from solver.terms import Terms

NAME = "stability"


def terms(draft: Draft) -> Terms:
    """Count the published seats that are taken from somebody."""
    table, pairs = draft.table, draft.pairs
    width = max(len(table.shifts), 1)
    known = [
        table.volunteer_place[one.volunteer] * width + table.shift_place[one.shift]
        for one in table.instance.published
        if one.volunteer in table.volunteer_place and one.shift in table.shift_place
    ]
    kept = np.flatnonzero(np.isin(pairs.volunteer * width + pairs.shift, known))
    published = len(table.instance.published)
    return Terms(kept, -np.ones(len(kept), dtype=np.int64), published)
