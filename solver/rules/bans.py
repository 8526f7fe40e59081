"""Bans: what a lead has ruled out stays out."""

import numpy as np

from solver.drawing.table import Mask, Numbers, Table

NAME = "bans"


def permits(table: Table, volunteer: Numbers, shift: Numbers) -> Mask:
    """Keep the pairs nobody banned."""
    banned = [
        table.volunteer_place[ban.volunteer] * len(table.shifts) + table.shift_place[ban.shift]
        for ban in table.instance.bans
    ]
    return ~np.isin(volunteer * len(table.shifts) + shift, banned)
