"""Balance: burdens spread over people, those of the last 90 days counted in."""

from solver.draft import Draft
from solver.score import BALANCE_BLOCK
from solver.strain import spread
from solver.terms import Terms

NAME = "balance"


def terms(draft: Draft) -> Terms:
    """Price the burden of all seats, dearer with each block of them."""
    table = draft.table
    weight = table.burden[draft.pairs.shift]
    return spread(draft, weight, table.carried("burden"), BALANCE_BLOCK)
