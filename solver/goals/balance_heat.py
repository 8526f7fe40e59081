"""Heat balanced: hot seats spread over people, those of the last 90 days counted in."""

from solver.drawing.draft import Draft
from solver.drawing.strain import spread
from solver.drawing.terms import Terms

NAME = "balance_heat"


def terms(draft: Draft) -> Terms:
    """Price seats in the heat, dearer with each block of them."""
    table = draft.table
    weight = table.of_shifts("hot")[draft.pairs.shift]
    return spread(draft, weight, table.carried("heat"), 1)
