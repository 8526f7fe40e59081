"""The linear relaxation of a model, one tier after another: bounds for all, and a near roster."""

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

from solver.drawing.table import Numbers, expand
from solver.engines.branching import step_of
from solver.engines.quiet import QuietHighs
from solver.model import Model, Tier

Floats = NDArray[np.float64]
Kept = tuple[tuple[Tier, float], ...]
DUAL, PRIMAL = 1, 4
# Feasibility of HiGHS, and what sums of many such numbers may be off by.
TOLERANCE, DRIFT = 1e-6, 1e-9
# So many people for each place of a shift are in the programme from the start.
SPARE = 3
# After so many rounds of broken rows their kin join in unasked.
PATIENCE = 3
# Grown by more than this share at once, a programme is solved from scratch.
FRESH = 1.1
# How much less each further tier weighs where all are approached at once.
FALL = 8


@dataclass(frozen=True)
class Proof:
    """
    Prices that prove how good a tier can be.

    Parameters
    ----------
    tier
        The tier.
    price
        Of each row of the model, not below 0.
    kept
        Of each tier kept before, not below 0.
    """

    tier: Tier
    price: Floats
    kept: Kept

    def bound(self, model: Model, reached: dict[tuple[str, ...], int]) -> int:
        """
        Bound the tier from below by weak duality, earlier tiers being no worse than reached.

        Prices of any kind give a true bound: nothing of the solver is believed.
        """
        cost = charged(model, self.price, self.kept)
        cost[self.tier.column] += self.tier.cost
        at = np.minimum(cost * model.lower, cost * model.upper).sum()
        at -= (self.price * model.rows.limit).sum()
        at -= sum(price * (reached[tier.names] - tier.constant) for tier, price in self.kept)
        step = step_of(self.tier)
        steps = np.ceil(at / step - TOLERANCE - DRIFT * abs(at) / step)
        return self.tier.constant + int(steps) * step


def charged(model: Model, price: Floats, kept: Kept) -> Floats:
    """Return what rows and kept tiers at these prices charge each column."""
    rows = model.rows
    found = np.zeros(len(model.lower))
    np.add.at(found, rows.column, rows.coefficient * price[rows.row])
    for tier, each in kept:
        found[tier.column] += each * tier.cost
    return found


class Relaxation:
    """
    A linear programme that is asked for one tier at a time, each from the last one's basis.

    Most pairs and most rows never matter, so both join in only when they are missed: rows when
    the point breaks them (then the dual simplex goes on), pairs when their price shows a gain
    (then the primal does). Sifting, after Bixby and others, Operations Research 40 (1992).
    """

    def __init__(self, model: Model, *, seed: int) -> None:
        self._model, rows = model, model.rows
        self._by_row = _Lines(rows.row, rows.column, rows.coefficient, len(rows.limit))
        self._by_column = _Lines(rows.column, rows.row, rows.coefficient, len(model.lower))
        self._place = np.full(len(rows.limit), -1)
        self._index = np.full(len(model.lower), -1)
        self._inside, self._size = np.array([], dtype=np.int64), 0
        self._cost = np.zeros(len(model.lower))
        self._kept: list[tuple[Tier, int]] = []
        self._settled: tuple[Floats, Kept] = (np.zeros(len(rows.limit)), ())
        self.stopping = threading.Event()
        self.point = model.lower.astype(float)
        self._highs = QuietHighs()
        self._highs.setOptionValue("random_seed", seed)
        self._highs.setCallback(self._called, None)
        self._highs.startCallback(highspy.cb.HighsCallbackType.kCallbackSimplexInterrupt)
        others = np.arange(len(model.pairs), len(model.lower))
        self._admit(np.concatenate([self._likely(), others]))

    def _called(self, _kind, _message, _told, answer, _) -> None:  # type: ignore[no-untyped-def]
        answer.user_interrupt = self.stopping.is_set()

    def _likely(self) -> Numbers:
        """Pick the pairs to begin with: pinned ones, and of each shift some that cost least."""
        model = self._model
        shift, width = model.pairs.shift, len(model.pairs)
        costs = []
        for tier in model.tiers:
            cost = np.zeros(len(model.lower), dtype=np.int64)
            cost[tier.column] = tier.cost
            costs.append(cost[:width])
        ranked = np.lexsort((*costs[::-1], shift))
        rank = np.arange(width) - shift[ranked].searchsorted(shift[ranked])
        room = model.table.of_shifts("most") * model.table.count
        picked = model.pairs.pinned.copy()
        picked[ranked[rank < SPARE * room[shift[ranked]]]] = True
        return np.flatnonzero(picked)

    def approach(self, tiers: Sequence[Tier], until: float) -> None:
        """
        Come near the best of all tiers at once, each weighing far more than the next.

        One programme with many different costs is solved much faster than several with few.
        """
        cost = np.zeros(len(self._model.lower))
        for place, tier in enumerate(one for one in tiers if len(one.column)):
            cost[tier.column] += tier.cost / np.abs(tier.cost).max() / FALL**place
        self._minimise(cost, DUAL, until)

    def minimise(self, tier: Tier, until: float) -> Proof:
        """
        Make a tier as small as it can be before a moment.

        Cut short it proves what the last round did: with rows left out bounds are only weaker.
        """
        cost = np.zeros(len(self._model.lower))
        cost[tier.column] = tier.cost / step_of(tier)
        self._minimise(cost, PRIMAL if self._size else DUAL, until)
        step = step_of(tier)
        price, kept = self._settled
        return Proof(tier, price * step, tuple((one, each * step) for one, each in kept))

    def _minimise(self, cost: Floats, strategy: int, until: float) -> None:
        self._cost, self._rounds, self._mended = cost, 0, False
        self._settled = (np.zeros(len(self._place)), ())
        places = np.arange(len(self._inside), dtype=np.int32)
        self._highs.changeColsCost(len(places), places, cost[self._inside])
        self._run(strategy, until)
        while not self.is_cut(until):
            before = self._size + len(self._inside)
            if not (self._mend() or self._gain()):
                break
            if self._size + len(self._inside) > FRESH * before:
                # Of so much that is new a basis says little: begin anew, with a presolve.
                self._highs.clearSolver()
                self._run(PRIMAL, until)
            else:
                self._run(DUAL if self._mended else PRIMAL, until)

    def is_cut(self, until: float) -> bool:
        """Tell whether time is over or somebody asked for a stop."""
        return self.stopping.is_set() or time.monotonic() >= until

    def keep(self, tier: Tier, value: int) -> None:
        """Let a tier be no worse than this from now on."""
        step = step_of(tier)
        limit = (value - tier.constant) / step + TOLERANCE
        known = self._index[tier.column] >= 0
        places = self._index[tier.column[known]].astype(np.int32)
        self._highs.addRow(-highspy.kHighsInf, limit, len(places), places, tier.cost[known] / step)
        self._kept.append((tier, self._size))
        self._size += 1

    def _run(self, strategy: int, until: float) -> None:
        highs = self._highs
        highs.setOptionValue("simplex_strategy", strategy)
        # The clock of HiGHS runs on from its first run.
        left = max(0.01, until - time.monotonic())
        highs.setOptionValue("time_limit", highs.getRunTime() + left)
        highs.run()
        if highs.getSolution().value_valid:
            self.point[self._inside] = highs.getSolution().col_value
        if highs.getModelStatus() == highspy.HighsModelStatus.kOptimal:
            self._settled = self._prices()

    def _mend(self) -> bool:
        """Let the rows join in that are left out and broken; say whether there were any."""
        rows = self._model.rows
        sums = np.bincount(
            rows.row, rows.coefficient * self.point[rows.column], minlength=len(rows.limit)
        )
        broken = np.flatnonzero((sums > rows.limit + TOLERANCE) & (self._place < 0))
        self._mended = bool(len(broken))
        if self._mended:
            self._rounds += 1
            self._join(self._kin(broken) if self._rounds > PATIENCE else broken)
        return self._mended

    def _kin(self, broken: Numbers) -> Numbers:
        """Add to broken rows those about the same shifts: they would break one after another."""
        shared = np.unique(self._by_row.of(broken)[1])
        found = self._by_column.of(shared[shared >= len(self._model.pairs)])[1]
        rows = np.unique(np.concatenate([broken, found[self._place[found] < 0]]))
        place, column, _ = self._by_row.of(rows)
        known = np.bincount(place, self._index[column] >= 0, minlength=len(rows))
        return rows[(known > 1) | np.isin(rows, broken)]

    def _gain(self) -> bool:
        """Let pairs join in that would lower the cost, the best of each person."""
        model = self._model
        if self._highs.getModelStatus() == highspy.HighsModelStatus.kInfeasible:
            absent = np.flatnonzero(self._index < 0)
            # Rows may ask for pairs left out; with all inside only rounding can be to blame.
            self._admit(absent)
            return bool(len(absent))
        price, kept = self._prices()
        cost = (self._cost + charged(model, price, kept))[: len(model.pairs)]
        found = np.flatnonzero((cost < -TOLERANCE) & (self._index[: len(cost)] < 0))
        if not len(found):
            return False
        ranked = found[np.lexsort((cost[found], model.pairs.volunteer[found]))]
        owner = model.pairs.volunteer[ranked]
        first = np.append(True, owner[1:] != owner[:-1])
        self._admit(np.sort(ranked[first]))
        return True

    def _join(self, rows: Numbers) -> None:
        """Put rows of the model into the programme."""
        row, column, value = self._by_row.of(rows)
        kept = self._index[column] >= 0
        row, column, value = row[kept], self._index[column[kept]], value[kept]
        self._highs.addRows(
            len(rows),
            np.full(len(rows), -highspy.kHighsInf),
            self._model.rows.limit[rows].astype(float),
            len(row),
            row.searchsorted(np.arange(len(rows))).astype(np.int32),
            column.astype(np.int32),
            value,
        )
        self._place[rows] = self._size + np.arange(len(rows))
        self._size += len(rows)

    def _admit(self, columns: Numbers) -> None:
        """Put columns of the model into the programme, with the rows that are there."""
        model = self._model
        place, row, value = self._by_column.of(columns)
        kept = self._place[row] >= 0
        parts = [(place[kept], self._place[row[kept]], value[kept])]
        rank = np.full(len(model.lower), -1)
        rank[columns] = np.arange(len(columns))
        for tier, line in self._kept:
            mine = rank[tier.column] >= 0
            known = rank[tier.column[mine]]
            parts.append((known, np.full(len(known), line), tier.cost[mine] / step_of(tier)))
        place, row, value = (np.concatenate(one) for one in zip(*parts, strict=True))
        ranked = np.argsort(place, kind="stable")
        self._highs.addCols(
            len(columns),
            self._cost[columns],
            model.lower[columns].astype(float),
            model.upper[columns].astype(float),
            len(ranked),
            place[ranked].searchsorted(np.arange(len(columns))).astype(np.int32),
            row[ranked].astype(np.int32),
            value[ranked].astype(float),
        )
        self._index[columns] = len(self._inside) + np.arange(len(columns))
        self._inside = np.concatenate([self._inside, columns])

    def _prices(self) -> tuple[Floats, Kept]:
        """Read the prices off; for rows "at most" HiGHS has them below 0."""
        solution = self._highs.getSolution()
        price = np.zeros(len(self._place))
        kept: Kept = ()
        if solution.dual_valid:
            dual = np.maximum(-np.array(solution.row_dual), 0.0)
            inside = self._place >= 0
            price[inside] = dual[self._place[inside]]
            kept = tuple((one, float(dual[place]) / step_of(one)) for one, place in self._kept)
        return price, kept


class _Lines:
    """Entries of a matrix by one of its sides."""

    def __init__(self, line: Numbers, other: Numbers, value: Numbers, count: int) -> None:
        ranked = np.argsort(line, kind="stable")
        self._cut = line[ranked].searchsorted(np.arange(count + 1))
        self._other, self._value = other[ranked], value[ranked].astype(float)

    def of(self, lines: Numbers) -> tuple[Numbers, Numbers, Floats]:
        """Give the entries of some lines: which of them, the other side, the value."""
        place, entry = expand(self._cut[lines], self._cut[lines + 1])
        return place, self._other[entry], self._value[entry]
