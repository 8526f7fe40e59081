"""What is asked of deep rosters, in arrays: one line a person, cover that joins them."""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]
# A price that stands for "never".
NEVER = 1 << 29
# More days than any horizon has.
UNLIMITED = 1 << 20
FREE = -1


@dataclass(frozen=True)
class Run:
    """
    How many days in a row.

    Parameters
    ----------
    least, most
        Days.
    short, long
        Price of each day missing or too many; NEVER forbids it.
    """

    least: int = 1
    most: int = UNLIMITED
    short: int = NEVER
    long: int = NEVER

    @property
    def idle(self) -> bool:
        """Tell whether it binds nothing."""
        return self.least <= 1 and self.most >= UNLIMITED


@dataclass(frozen=True)
class Amount:
    """
    How much over the whole horizon, in units of whatever is counted.

    Parameters
    ----------
    below, above
        Price of each unit under ``least`` or over ``most``; NEVER forbids it.
    """

    least: int = 0
    most: int = UNLIMITED
    below: int = NEVER
    above: int = NEVER

    def price(self, units: Whole) -> Whole:
        """Price amounts."""
        missing = np.maximum(0, self.least - units)
        beyond = np.maximum(0, units - self.most)
        paid = np.minimum(self.below, NEVER) * missing + np.minimum(self.above, NEVER) * beyond
        return np.minimum(paid, NEVER)


@dataclass(frozen=True)
class Past:
    """
    The days before the first one.

    Parameters
    ----------
    sort
        Sort of the duty on the last day before, or FREE.
    sort_run, work_run, rest_run
        How long that sort, that work, that rest has gone on.
    edge, sort_edge
        Whether the work or rest, and the run of the sort, may have begun before what is known,
        so that they are never short.
    """

    sort: int = FREE
    sort_run: int = 0
    work_run: int = 0
    rest_run: int = 0
    edge: bool = False
    sort_edge: bool = False


@dataclass(frozen=True)
class Terms:
    """
    What binds one person; equal terms share their states.

    Parameters
    ----------
    work, rest
        Duty days and free days in a row.
    sorts
        Days in a row of one sort of duty, for each sort.
    past
        None: the line is taken to go on outside both ends, so that a run there is never short.
    whole_weekend
        Price of working on one day of a weekend only.
    """

    work: Run = Run()
    rest: Run = Run()
    sorts: tuple[Run, ...] = ()
    past: Past | None = None
    whole_weekend: int = 0


@dataclass(frozen=True)
class Budget:
    """
    What one person may be given in all.

    Parameters
    ----------
    load
        In units of ``Deep.units``.
    weekends
        Weekends with a duty on Saturday or Sunday.
    sorts
        Most duties of each sort; UNLIMITED where nothing is said.
    """

    load: Amount = Amount()
    weekends: Amount = Amount()
    sorts: tuple[int, ...] = ()


@dataclass(frozen=True)
class Deep:
    """
    A deep question.

    Parameters
    ----------
    sort_of
        Sort of each column: what runs and successions look at. Shape (columns,).
    units
        What one duty of each column adds to the load. Shape (columns,).
    after
        Whether a sort may follow a sort on the next day. Shape (sorts, sorts).
    price
        What a person's holding a cell costs, NEVER where it is forbidden; the last column is
        a free day. Shape (people, days, columns + 1).
    terms, budgets
        One a person.
    minimum, wanted
        People a cell needs and wants. Shape (days, columns).
    lack, under, over
        Price of each one missing to the minimum (on top of ``under``), missing to the wanted
        number, and more than wanted. Shape (days, columns).
    weekday
        Of the first day, 0 for Monday.
    constant
        Paid in any case.
    """

    sort_of: Whole
    units: Whole
    after: NDArray[np.bool_]
    price: Whole
    terms: tuple[Terms, ...]
    budgets: tuple[Budget, ...]
    minimum: Whole
    wanted: Whole
    lack: Whole
    under: Whole
    over: Whole
    weekday: int = 0
    constant: int = 0
    step: int = field(init=False)

    def __post_init__(self) -> None:
        """Find by how much two rosters differ at least."""
        prices = [self.price[self.price < NEVER], self.lack, self.under, self.over]
        runs = [one for terms in self.terms for one in (terms.work, terms.rest, *terms.sorts)]
        amounts = [one for budget in self.budgets for one in (budget.load, budget.weekends)]
        fixed = [price for run in runs for price in (run.short, run.long)]
        fixed += [price for amount in amounts for price in (amount.below, amount.above)]
        fixed += [terms.whole_weekend for terms in self.terms]
        step = np.gcd.reduce(
            np.concatenate(
                [*(one.ravel() for one in prices), [one for one in fixed if one < NEVER]]
            )
        )
        object.__setattr__(self, "step", max(1, int(step)))

    @cached_property
    def due(self) -> NDArray[np.float64]:
        """Give the share of all load wanted that is wanted before each day. Shape (days + 1,)."""
        load = np.maximum((self.wanted * self.units).sum(axis=1), 1e-9)
        return np.concatenate([[0.0], np.cumsum(load) / load.sum()])

    @property
    def people(self) -> int:
        """Return how many people there are."""
        return len(self.terms)

    @property
    def days(self) -> int:
        """Return the length of the horizon."""
        return len(self.wanted)

    @property
    def columns(self) -> int:
        """Return how many kinds of seat a day has."""
        return len(self.sort_of)
