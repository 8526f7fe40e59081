"""Least: everybody gets the least they are to have, where that has no price of its own."""

from solver.drawing.amounts import amounts
from solver.drawing.draft import Draft
from solver.drawing.terms import Terms, Tolls

NAME = "least"


def terms(draft: Draft) -> Terms:
    """Count what each total lacks to its least."""
    tolls = Tolls(draft)
    for person, volunteer in enumerate(draft.table.volunteers):
        for bound in volunteer.bounds:
            if bound.is_hard and not bound.is_run and bound.least:
                for amount in amounts(draft, person, bound):
                    if amount.whole:
                        lack = bound.least - amount.settled
                        minus = [-size for size in amount.sizes]
                        tolls.beyond(amount.columns, minus, -lack, 1)
    return tolls.terms()
