"""Busy: nobody serves in hours taken elsewhere."""

from solver.drawing.table import Mask, Numbers, Table

NAME = "busy"


def permits(table: Table, volunteer: Numbers, shift: Numbers) -> Mask:
    """Keep the pairs that touch no busy hour."""
    taken = table.spans("busy")
    return ~taken.touches(volunteer, table.start[shift], table.end[shift])
