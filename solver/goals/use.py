"""Use: everybody willing gets something."""

import numpy as np

from solver import score
from solver.draft import Draft
from solver.terms import Terms

NAME = "use"


def terms(draft: Draft) -> Terms:
    """Count the willing without a seat."""
    table = draft.table
    willing = np.array([score.willing(table.instance, one) for one in table.volunteers], dtype=bool)
    served = np.bincount(draft.pairs.volunteer, minlength=len(willing)) > 0
    counted = np.flatnonzero(willing & served)
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
    return Terms(idle, np.ones_like(counted), int((willing & ~served).sum()))
