"""Declined: a seat once turned down is never offered again by the machine."""

import numpy as np

from solver.drawing.table import Mask, Numbers, Table

NAME = "declined"


def permits(table: Table, volunteer: Numbers, shift: Numbers) -> Mask:
    """Keep the pairs nobody turned down."""
    refused = [
        place * len(table.shifts) + table.shift_place[shift_id]
        for place, one in enumerate(table.volunteers)
        for shift_id in one.declined
        if shift_id in table.shift_place
    ]
    return ~np.isin(volunteer * len(table.shifts) + shift, refused)
