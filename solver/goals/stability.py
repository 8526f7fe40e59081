"""Stability: people keep the seats they have been told of."""

import numpy as np

from solver.drawing.draft import Draft
from solver.drawing.terms import Terms
from solver.language.notice import cost_of_change

NAME = "stability"


def terms(draft: Draft) -> Terms:
    """Price the published seats that are taken from somebody, late ones dearer."""
    table, pairs = draft.table, draft.pairs
    now, width = table.instance.now, max(len(table.shifts), 1)
    everyone = table.instance.published
    known = [
        table.volunteer_place[one.volunteer] * width + table.shift_place[one.shift]
        for one in everyone
        if one.volunteer in table.volunteer_place and one.shift in table.shift_place
    ]
    costs = np.array([cost_of_change(now, start) for start in table.start.tolist()], dtype=np.int64)
    asked = [table.shift_place[one.shift] for one in everyone if one.shift in table.shift_place]
    elsewhere = len(everyone) - len(asked)
    kept = np.flatnonzero(np.isin(pairs.volunteer * width + pairs.shift, known))
    return Terms(kept, -costs[pairs.shift[kept]], elsewhere + int(costs[asked].sum()))
