"""Bounds on what one person is given: how much, how many, how long in a row; a rule or at a price."""

from dataclasses import dataclass
from typing import Literal

from solver.faults import need, whole

Count = Literal[
    "minutes", "shifts", "days", "weekends", "half_weekends",
    "duty_run", "free_run", "weekend_run",
]  # fmt: skip
TOTALS: tuple[Count, ...] = ("minutes", "shifts", "days", "weekends", "half_weekends")
RUNS: tuple[Count, ...] = ("duty_run", "free_run", "weekend_run")
HORIZON, WEEK = "horizon", "week"


@dataclass(frozen=True)
class Bound:
    """
    At least so much and at most so much of one thing that can be counted.

    Without a price a bound is hard: more than ``most`` and a run shorter than
    ``least`` are forbidden, and what a total lacks to ``least`` is counted by
    the goal ``least``, so that the empty roster stays lawful. With a price each
    unit beyond either end is paid for in the goal ``price``.

    Parameters
    ----------
    count
        Totals: ``minutes``, ``shifts`` (seats), ``days`` (days with a seat),
        ``weekends`` (with a seat on Saturday or Sunday), ``half_weekends``
        (with a seat on one of the two only, both in the horizon). Runs:
        ``duty_run`` and ``free_run`` (days with and without a seat, in a row),
        ``weekend_run`` (weekends with a seat, in a row).
    least, most
        In the unit of the count; 0 and None ask for nothing. Half weekends and
        runs of weekends have no least, hard free runs no most.
    duties
        Only seats of these duty kinds count; empty counts all.
    per
        What a total is taken over: ``horizon``, ``week`` (Monday to Sunday), or
        a whole number: any so many days in a row, 1 being each day. By the day
        a seat begins. Weekends are counted over the horizon.
    price
        For each unit beyond, in each week, stretch of days or run; None is hard.
    """

    count: Count
    least: int = 0
    most: int | None = None
    duties: frozenset[str] = frozenset()
    per: int | str = HORIZON
    price: int | None = None

    def __post_init__(self) -> None:
        """Refuse bounds that ask for nothing or cannot be kept."""
        need(self.count in TOTALS + RUNS, "count", self.count, "one of " + ", ".join(TOTALS + RUNS))
        whole("least", self.least, 0)
        if self.most is not None:
            whole("most", self.most, 0)
            need(self.most >= self.least, "most", self.most, f"at least the least, {self.least}")
        need(self.least > 0 or self.most is not None, "most", None, "given where least is not")
        need(not isinstance(self.duties, str), "duties", self.duties, "a set of duty kinds")
        object.__setattr__(self, "duties", frozenset(self.duties))
        if self.price is not None:
            whole("price", self.price, 1)
        self._check_span()
        if self.count in ("half_weekends", "weekend_run"):
            need(self.least == 0, "least", self.least, f"0: {self.count} have no least")
        if self.count == "free_run" and self.is_hard:
            words = "nothing without a price: who serves nowhere must be lawful"
            need(self.most is None, "most", self.most, words)

    def _check_span(self) -> None:
        if isinstance(self.per, str):
            need(self.per in (HORIZON, WEEK), "per", self.per, "horizon, week or a number of days")
        else:
            whole("per", self.per, 1)
        fixed = self.count not in ("minutes", "shifts", "days")
        need(not fixed or self.per == HORIZON, "per", self.per, f"horizon for {self.count}")

    @property
    def is_hard(self) -> bool:
        """Tell whether it is a rule and not a price."""
        return self.price is None

    @property
    def is_run(self) -> bool:
        """Tell whether it bounds days or weekends in a row."""
        return self.count in RUNS

    def counts(self, duty: str) -> bool:
        """Tell whether a seat of this duty kind counts."""
        return not self.duties or duty in self.duties
