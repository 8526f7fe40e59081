"""Qualification: what a shift needs is held over the whole of it."""

import numpy as np

from solver.drawing.holders import holders
from solver.drawing.table import Mask, Numbers, Table

NAME = "qualification"


def permits(table: Table, volunteer: Numbers, shift: Numbers) -> Mask:
    """Keep the pairs in which the person holds all that is needed."""
    fine = np.ones(len(volunteer), dtype=bool)
    for name in sorted({need for one in table.shifts for need in one.needs}):
        asks = np.array([name in one.needs for one in table.shifts])
        asked = np.flatnonzero(asks[shift])
        who, what = volunteer[asked], shift[asked]
        fine[asked] &= holders(table, name).covers(who, table.start[what], table.end[what])
    return fine
