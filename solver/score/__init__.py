"""The specification of the goals: one function a goal, a whole number, 0 is ideal."""

from collections.abc import Callable, Iterable, Mapping

from solver.instance import Instance
from solver.roster import Roster
from solver.score.changes import is_called_up, lost_seat_cost, stability, ties, travel
from solver.score.cover import critical, least, minimum, price, wanted
from solver.score.people import (
    BALANCE_BLOCK,
    CAN_COST,
    RATHER_NOT_COST,
    UNWISHED_COST,
    balance,
    balance_heat,
    balance_hours,
    balance_nights,
    balance_weekends,
    losses,
    seat_cost,
    strain,
    use,
    willing,
    wishes,
)
from solver.score.turnout import assured, chance_of, standby, unsure

__all__ = [
    "BALANCE_BLOCK",
    "CAN_COST",
    "GOALS",
    "RATHER_NOT_COST",
    "UNWISHED_COST",
    "assured",
    "balance",
    "balance_heat",
    "balance_hours",
    "balance_nights",
    "balance_weekends",
    "chance_of",
    "critical",
    "is_called_up",
    "least",
    "losses",
    "lost_seat_cost",
    "minimum",
    "price",
    "score",
    "seat_cost",
    "stability",
    "standby",
    "strain",
    "tier_value",
    "ties",
    "travel",
    "unsure",
    "use",
    "wanted",
    "willing",
    "wishes",
]  # fmt: skip

GOALS: Mapping[str, Callable[..., int]] = {
    goal.__name__: goal
    for goal in (
        least, critical, minimum, wanted, standby, price, use, wishes, losses, balance,
        balance_hours, balance_nights, balance_heat, balance_weekends, stability, ties, travel,
    )
}  # fmt: skip


def score(instance: Instance, roster: Roster) -> dict[str, int]:
    """
    Value a roster under every goal of the instance, most important first.

    The roster must name known volunteers and shifts only.
    """
    return {name: _value(instance, roster, name) for tier in instance.tiers for name in tier}


def tier_value(instance: Instance, tier: Iterable[str], values: Mapping[str, int]) -> int:
    """Add up the values of a tier's goals, each by its weight."""
    return sum(instance.weight(name) * values.get(name, 0) for name in tier)


def _value(instance: Instance, roster: Roster, name: str) -> int:
    base, _, level = name.partition(":")
    return GOALS[base](instance, roster, *([int(level)] if level else []))
