"""Days off: what must stay free stays free."""

import numpy as np

from solver.drawing.table import Mask, Numbers, Table

NAME = "days_off"


def permits(table: Table, volunteer: Numbers, shift: Numbers) -> Mask:
    """Keep the pairs on days the person may serve."""
    width = table.instance.days
    off = [
        place * width + day
        for place, one in enumerate(table.volunteers)
        for day in one.days_off
        if 0 <= day < width
    ]
    return ~np.isin(volunteer * width + table.day[shift], off)
