"""Balance: burdens spread over people, those of the last 90 days counted in."""

from solver.drawing.draft import Draft
from solver.drawing.strain import spread
from solver.drawing.terms import Terms
from solver.score import BALANCE_BLOCK

NAME = "balance"


def terms(draft: Draft) -> Terms:
    """Price the burden of all seats, dearer with each block of them."""
    table = draft.table
    weight = table.burden[draft.pairs.shift]
    return spread(draft, weight, table.carried("burden"), BALANCE_BLOCK)
