"""Capacity: no more people than a shift may have."""

import numpy as np

from solver.drawing.draft import Draft

NAME = "capacity"


def rows(draft: Draft) -> None:
    """Bound every crew."""
    shift = draft.pairs.shift
    everyone = np.arange(len(shift))
    most = draft.table.of_shifts("most") * draft.table.count
    draft.at_most(shift, everyone, np.ones_like(everyone), most)
