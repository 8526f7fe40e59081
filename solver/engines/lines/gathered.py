"""Several bounds on one thing, gathered into the one rule that lines know."""

from collections.abc import Iterator

from solver.engines.lines.deep import NEVER, UNLIMITED, Amount, Run
from solver.instance import Limits
from solver.language.bounds import Bound


class NotDeep(ValueError):
    """Something in force is not known to lines."""


def need(fine: bool, words: str) -> None:
    """
    Go on only where lines know what is in force.

    Raises
    ------
    NotDeep
        If they do not.
    """
    if not fine:
        raise NotDeep(words)


def bounds_of(limits: Limits) -> Iterator[Bound]:
    """Say the limits of the whole horizon as bounds."""
    if limits.most_minutes is not None:
        yield Bound("minutes", most=limits.most_minutes)
    if limits.most_shifts is not None:
        yield Bound("shifts", most=limits.most_shifts)


class Runs:
    """Gathers one run's rules: at most one with a price, or hard ones."""

    def __init__(self, most: int | None) -> None:
        self.least, self.most, self.price = 1, UNLIMITED if most is None else most, NEVER
        self.taken = most is not None

    @property
    def least_is_soft(self) -> bool:
        """Tell whether no run is forbidden for being short."""
        return self.least <= 1 or self.price < NEVER

    def take(self, bound: Bound) -> None:
        """Add a bound."""
        price = NEVER if bound.price is None else bound.price
        need(not self.taken or price == self.price == NEVER, "runs both hard and at a price")
        self.taken, self.price = True, price
        self.least = max(self.least, bound.least)
        self.most = min(self.most, UNLIMITED if bound.most is None else bound.most)

    def run(self) -> Run:
        """Give the rule."""
        return Run(self.least, self.most, self.price, self.price)


class Sum:
    """Gathers one amount's rules: at most one with a price, or hard ones."""

    def __init__(self, unit: int, *, even: bool, least: bool) -> None:
        """Count in ``unit`` minutes, shifts only if all are ``even``; heed a hard least or not."""
        self.unit, self.even, self.least = unit, even, least
        self.found, self.taken = Amount(), False

    def take(self, bound: Bound) -> None:
        """Add a bound."""
        need(bound.per == "horizon", "amounts of a week")
        size = 1
        if bound.count == "minutes":
            size = self.unit
            need(bound.is_hard, "minutes at a price")
        elif bound.count in ("shifts", "days"):
            need(self.even, "shifts of several lengths")
        else:
            need(bound.count == "weekends", bound.count)
        price = NEVER if bound.price is None else bound.price
        hard = price == self.found.above == NEVER
        need(not self.taken or hard, "amounts both hard and at a price")
        least = -(-bound.least // size) if self.least or not bound.is_hard else 0
        most = UNLIMITED if bound.most is None else bound.most // size
        least, most = max(least, self.found.least), min(most, self.found.most)
        self.found, self.taken = Amount(least, most, price, price), True

    def amount(self) -> Amount:
        """Give the rule."""
        return self.found
