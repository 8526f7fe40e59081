"""Insurance: where it is asked for, it lasts over the whole shift."""

from solver.drawing.table import Mask, Numbers, Table

NAME = "insurance"


def permits(table: Table, volunteer: Numbers, shift: Numbers) -> Mask:
    """Keep the pairs that ask for no insurance, or are covered."""
    covers = table.spans("insured")
    asked = table.of_shifts("insured").astype(bool)
    start, end = table.start[shift], table.end[shift]
    return ~asked[shift] | covers.covers(volunteer, start, end)
