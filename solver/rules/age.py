"""Age: night seats and those marked so are for adults, of age when they start."""

import numpy as np

from solver.drawing.table import Mask, Numbers, Table
from solver.language.spans import EVER

NAME = "age"


def permits(table: Table, volunteer: Numbers, shift: Numbers) -> Mask:
    """Keep the pairs that ask for no adult, or have one."""
    found = (one.adult_from for one in table.volunteers)
    since = np.array([EVER if one is None else one for one in found], dtype=np.int64)
    asked = table.night | table.of_shifts("adults_only").astype(bool)
    return ~asked[shift] | (since[volunteer] <= table.start[shift])
