"""What a goal is to the search: columns with a cost each, and a constant."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from solver.drawing.draft import Draft
from solver.drawing.table import Numbers


@dataclass(frozen=True)
class Terms:
    """The sum of cost times column, plus the constant, is the goal's score."""

    column: Numbers
    cost: Numbers
    constant: int = 0


def short_of(draft: Draft, asked: Sequence[int]) -> Terms:
    """Count the seats by which each shift falls short of what is asked of it."""
    each = np.array(asked, dtype=np.int64)
    seats = each * draft.table.count
    sizes = np.array([len(one) for one in draft.by_shift], dtype=np.int64)
    counted = np.flatnonzero((seats > 0) & (sizes > 0))
    hopeless = int(seats[sizes == 0].sum())
    short = draft.measures(seats[counted])
    place = np.full(len(seats), -1)
    place[counted] = np.arange(len(counted))
    row = place[draft.pairs.shift]
    taken = np.flatnonzero(row >= 0)
    draft.at_most(
        np.concatenate([row[taken], np.arange(len(counted))]),
        np.concatenate([taken, short]),
        np.full(len(taken) + len(counted), -1),
        -seats[counted],
    )
    # Of shifts alike, those without a crew lack everybody, however full the others.
    for column, shift in zip(short.tolist(), counted.tolist(), strict=True):
        crews = draft.opened(shift)
        if crews is not None:
            draft.row([column, crews], [-1, -int(each[shift])], -int(seats[shift]))
    return Terms(short, np.ones(len(short), dtype=np.int64), hopeless)


class Tolls:
    """Prices gathered column by column, to be made terms of."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._columns: list[int] = []
        self._costs: list[int] = []
        self.constant = 0

    def pay(self, column: int, price: int) -> None:
        """Pay a price for each unit of a column."""
        self._columns.append(column)
        self._costs.append(price)

    def beyond(self, columns: list[int], sizes: list[int], limit: int, price: int) -> None:
        """Pay for each unit by which a sum of size times column, 0 or 1 each, exceeds a limit."""
        most = sum(size for size in sizes if size > 0)
        if most <= limit:
            return
        if sum(size for size in sizes if size < 0) >= limit:
            # It is exceeded whatever happens: pay for it straight.
            self.constant -= price * limit
            for column, size in zip(columns, sizes, strict=True):
                self.pay(column, price * size)
            return
        excess = int(self._draft.measures(np.array([most - limit]))[0])
        self._draft.row([*columns, excess], [*sizes, -1], limit)
        self.pay(excess, price)

    def terms(self) -> Terms:
        """Return the terms."""
        return Terms(
            np.array(self._columns, dtype=np.int64),
            np.array(self._costs, dtype=np.int64),
            self.constant,
        )
