"""Losses: few people whose seats go far against their wishes, the last 90 days counted in."""

import numpy as np

from solver.drawing.draft import Draft
from solver.drawing.grades import seat_costs
from solver.drawing.terms import Terms

NAME = "losses"


def terms(draft: Draft, level: int) -> Terms:
    """
    Count the people above a level of loss.

    Falling levels, one tier each, raise the worst-off first: in terms of those
    levels that is the leximin order (Ogryczak and Sliwinski 2006, "On direct
    methods for lexicographic min-max optimization").
    """
    table, pairs = draft.table, draft.pairs
    cost = seat_costs(draft)
    room = level - table.carried("loss")
    most = np.bincount(pairs.volunteer, cost, minlength=len(room)).astype(np.int64)
    people = np.flatnonzero((room >= 0) & (most > room))
    above = draft.measures(np.ones_like(people))
    place = np.full(len(room), -1)
    place[people] = np.arange(len(people))
    row = place[pairs.volunteer]
    counted = np.flatnonzero((row >= 0) & (cost > 0))
    draft.at_most(
        np.concatenate([row[counted], np.arange(len(people))]),
        np.concatenate([counted, above]),
        np.concatenate([cost[counted], room[people] - most[people]]),
        room[people],
    )
    return Terms(above, np.ones_like(people), int((room < 0).sum()))
