"""Availability: a seat lies within the person's windows, joined where they touch."""

from solver.drawing.table import Mask, Numbers, Table

NAME = "availability"


def permits(table: Table, volunteer: Numbers, shift: Numbers) -> Mask:
    """Keep the pairs whose shift is covered."""
    return table.windows.covers(volunteer, table.start[shift], table.end[shift])
