"""The goals for the search, each in its own file and again in ``solver.score``."""

from solver.goals import (
    balance,
    critical,
    least,
    minimum,
    price,
    stability,
    use,
    wanted,
    wishes,
)

GOALS = (least, critical, minimum, wanted, price, use, wishes, balance, stability)
