"""Use: everybody willing gets something."""

import numpy as np

from solver import score
from solver.drawing.draft import Draft
from solver.drawing.terms import Terms

NAME = "use"


def terms(draft: Draft) -> Terms:
    """Count the willing without a seat."""
    table = draft.table
    willing = np.array([score.willing(table.instance, one) for one in table.volunteers], dtype=bool)
    served = np.bincount(draft.pairs.volunteer, minlength=len(willing)) > 0
    # Who can take one seat at most is idle exactly when no pair is taken.
    alone = np.flatnonzero((willing & draft.single)[draft.pairs.volunteer])
    counted = np.flatnonzero(willing & served & ~draft.single)
    idle = draft.measures(np.ones_like(counted))
    place = np.full(len(willing), -1)
    place[counted] = np.arange(len(counted))
    row = place[draft.pairs.volunteer]
    taken = np.flatnonzero(row >= 0)
    draft.at_most(
        np.concatenate([row[taken], np.arange(len(counted))]),
        np.concatenate([taken, idle]),
        np.full(len(taken) + len(counted), -1),
        np.full(len(counted), -1),
    )
    cost = np.concatenate([-np.ones_like(alone), np.ones_like(counted)])
    return Terms(np.concatenate([alone, idle]), cost, int(willing.sum()) - len(counted))
