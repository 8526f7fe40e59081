"""Wishes: seats in the hours and of the kinds people like."""

import numpy as np

from solver.drawing.draft import Draft
from solver.drawing.grades import seat_costs
from solver.drawing.terms import Terms

NAME = "wishes"


def terms(draft: Draft) -> Terms:
    """Price each pair by the wishes of its person."""
    cost = seat_costs(draft)
    priced = np.flatnonzero(cost)
    return Terms(priced, cost[priced])
