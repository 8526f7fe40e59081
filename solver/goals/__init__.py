"""The goals for the search, each in its own file and again in ``solver.score``."""

from solver.goals import (
    balance,
    balance_heat,
    balance_hours,
    balance_nights,
    balance_weekends,
    critical,
    least,
    losses,
    minimum,
    price,
    stability,
    standby,
    ties,
    travel,
    use,
    wanted,
    wishes,
)

GOALS = (
    least, critical, minimum, wanted, standby, price, use, wishes, losses, balance,
    balance_hours, balance_nights, balance_heat, balance_weekends, stability, ties, travel,
)  # fmt: skip
