"""Why a seat is open, why not this person, why that one: verify applied to what if."""

from solver.explain.funnel import FUNNEL, first_rule
from solver.explain.people import Why, got_nothing, why, why_not
from solver.explain.present import Present
from solver.explain.seats import OpenSeat, open_seats
from solver.explain.steps import Change, Step, apply

__all__ = [
    "FUNNEL", "Change", "OpenSeat", "Present", "Step", "Why", "apply", "first_rule",
    "got_nothing", "open_seats", "why", "why_not",
]  # fmt: skip
