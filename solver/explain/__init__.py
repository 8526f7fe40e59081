"""Why a seat is open, why not this person, why that one: verify applied to what if."""

from solver.explain.funnel import FUNNEL, first_rule
from solver.explain.people import Why, got_nothing, why, why_not
from solver.explain.present import Present
from solver.explain.seats import OpenSeat, open_seats
from solver.explain.steps import Change, Step, apply
from solver.explain.turnout import TurnOut, turn_out

__all__ = [
    "FUNNEL", "Change", "OpenSeat", "Present", "Step", "TurnOut", "Why", "apply", "first_rule",
    "got_nothing", "open_seats", "turn_out", "why", "why_not",
]  # fmt: skip
