"""The goals for the search, each in its own file and again in ``solver.score``."""

from solver.goals import balance, critical, minimum, stability, use, wanted, wishes

GOALS = (critical, minimum, wanted, use, wishes, balance, stability)
