"""Small deep rosters whole: everybody a flow through their states, as one integer programme."""

from collections.abc import Callable

import highspy
import numpy as np
from numpy.typing import NDArray

from solver.engines.lines.cells import Cells
from solver.engines.lines.deep import FREE, NEVER, UNLIMITED, Amount, Whole
from solver.engines.lines.person import Person
from solver.engines.lines.piece import Column, Piece
from solver.engines.quiet import QuietHighs

# Only questions with at most so many arcs are given to it.
MOST_ARCS = 8_000
INTERRUPT = highspy.cb.HighsCallbackType.kCallbackMipInterrupt


def arcs_of(person: Person) -> Whole:
    """
    Give every step a person can take: day, source, target, way, column.

    The states remember all that the rules about runs and successions ask, so that a path is a
    line which keeps them; the other rules are rows. Shape (5, arcs).
    """
    found = []
    for column in range(-1, person.deep.columns):
        group = person.group[column if column != FREE else person.deep.columns]
        if group < 0:
            continue
        for way in np.flatnonzero(person.ways[2] == group):
            source, target = person.ways[0, way], person.ways[1, way]
            price = person.ways_price[person.kind_of_day, way] + person.prices[:, column]
            fine = (person.low[:-1, source] <= person.high[:-1, source]) & (price < NEVER)
            fine &= person.low[1:, target] <= person.high[1:, target]
            days = np.flatnonzero(fine)
            rest = np.broadcast_to([[source], [target], [way], [column]], (4, len(days)))
            found.append(np.concatenate([days[None, :], rest]))
    return np.concatenate(found, axis=1).astype(np.int64)


class Flow:
    """One integer programme over all people and days of a piece that asks about the whole."""

    def __init__(self, piece: Piece) -> None:
        self.piece = piece
        self.arcs = [arcs_of(person) for person in piece.people]
        self.size = sum(one.shape[1] for one in self.arcs)

    def solve(self, keep_on: Callable[[], float]) -> tuple[int, list[Column] | None]:
        """Solve it; give the bound reached and, where one was found, a line for each person."""
        self.highs = _quiet()
        self.highs.passModel(_cover(self.piece.cells))
        self.firsts = []
        for person, arcs in zip(self.piece.people, self.arcs, strict=True):
            self.firsts.append(self.highs.getNumCol())
            self._add(person, arcs)
        self.highs.setOptionValue("mip_rel_gap", 0.0)
        self.highs.setOptionValue("mip_abs_gap", self.piece.deep.step - 0.01)
        self.highs.setCallback(lambda *call: self._check(call, keep_on), None)
        self.highs.startCallback(INTERRUPT)
        self.highs.setOptionValue("time_limit", max(0.05, keep_on()))
        self.highs.run()
        bound = self.highs.getInfo().mip_dual_bound
        whole = int(np.ceil(bound - 1e-4)) if abs(bound) < NEVER else -NEVER
        return whole, self._lines() if self.highs.getSolution().value_valid else None

    def _check(self, call: tuple[object, ...], keep_on: Callable[[], float]) -> None:
        if keep_on() <= 0:
            call[3].user_interrupt = True  # type: ignore[attr-defined]

    def _add(self, person: Person, arcs: Whole) -> None:
        """Add a person's rows and arcs."""
        count, states = arcs.shape[1], person.states.count
        day, source, target, way, column = arcs
        rows = self.highs.getNumRow()
        # One unit leaves the first state, and passes through every other but the last day's.
        sides = np.zeros(person.days * states)
        sides[person.start] = 1
        self._rows(sides, sides)
        entries = [(rows + day * states + source, np.ones(count), np.arange(count))]
        on = np.flatnonzero(day < person.days - 1)
        entries.append((rows + (day[on] + 1) * states + target[on], -np.ones(len(on)), on))
        cell = np.where(column == FREE, -1, self.piece.cells.row[day, column])
        held = np.flatnonzero(cell >= 0)
        entries.append((cell[held], np.ones(len(held)), held))
        entries += self._totals(person, arcs)
        cost = person.ways_price[person.kind_of_day[day], way] + person.prices[day, column]
        cost = cost + np.where(day == person.days - 1, person.tail[target], 0)
        row, value, arc = (np.concatenate([one[part] for one in entries]) for part in range(3))
        order = np.argsort(arc, kind="stable")
        starts = np.searchsorted(arc[order], np.arange(count))
        first = self.highs.getNumCol()
        self.highs.addCols(
            count, cost.astype(float), np.zeros(count), np.ones(count), len(row),
            starts.astype(np.int32), row[order].astype(np.int32), value[order],
        )  # fmt: skip
        places = np.arange(first, first + count, dtype=np.int32)
        kinds = np.full(count, int(highspy.HighsVarType.kInteger), dtype=np.uint8)
        self.highs.changeColsIntegrality(count, places, kinds)

    def _rows(self, low: NDArray[np.float64], high: NDArray[np.float64]) -> None:
        none = np.zeros(0)
        starts = np.zeros(len(low), dtype=np.int32)
        self.highs.addRows(len(low), low, high, 0, starts, none.astype(np.int32), none)

    def _totals(
        self, person: Person, arcs: Whole
    ) -> list[tuple[Whole, NDArray[np.float64], Whole]]:
        """Add rows for load, weekends and the limits of sorts, and give what stands in them."""
        day, way, column = arcs[0], arcs[3], arcs[4]
        begun = person.states.weekend[:, person.from_way]
        weekend = begun[person.kind_of_day[day], way].astype(float)
        budget = person.budget
        found = []
        for rule, weight in (
            (budget.load, person.ways[3, way].astype(float)),
            (budget.weekends, weekend),
        ):
            if rule.least > 0 or rule.most < UNLIMITED:
                self._total(rule)
                found.append(self._entries(weight))
        sort = np.where(column == FREE, -1, person.deep.sort_of[column])
        for one, most in enumerate(budget.sorts):
            if most < person.days and (sort == one).any():
                self._rows(np.array([0.0]), np.array([float(most)]))
                found.append(self._entries((sort == one).astype(float)))
        return found

    def _entries(self, weight: NDArray[np.float64]) -> tuple[Whole, NDArray[np.float64], Whole]:
        arc = np.flatnonzero(weight)
        return np.full(len(arc), self.highs.getNumRow() - 1), weight[arc], arc

    def _total(self, rule: Amount) -> None:
        """Add a row for an amount, with columns for what lacks and what is too much."""
        endless = highspy.kHighsInf
        most = float(rule.most) if rule.most < UNLIMITED else endless
        self._rows(np.array([float(rule.least)]), np.array([most]))
        row = np.array([self.highs.getNumRow() - 1], dtype=np.int32)
        for price, sign in ((rule.below, 1.0), (rule.above, -1.0)):
            if price < NEVER:
                self.highs.addCol(float(price), 0.0, endless, 1, row, np.array([sign]))

    def _lines(self) -> list[Column]:
        values = np.array(self.highs.getSolution().col_value)
        found = []
        for place, (person, arcs) in enumerate(zip(self.piece.people, self.arcs, strict=True)):
            line = np.full(person.days, FREE, dtype=np.int16)
            # The slacks of a person's rows come before their arcs.
            first = self.firsts[place] + self._slacks(person)
            taken = values[first : first + arcs.shape[1]] > 0.5
            line[arcs[0, taken]] = arcs[4, taken]
            found.append(Column(place, line, person.own_price(line)))
        return found

    def _slacks(self, person: Person) -> int:
        rules = (person.budget.load, person.budget.weekends)
        bound = [one for one in rules if one.least > 0 or one.most < UNLIMITED]
        return sum((one.below < NEVER) + (one.above < NEVER) for one in bound)


def _cover(cells: Cells) -> highspy.HighsLp:
    """Give a row for each cell, and columns for what it lacks and has too much."""
    count, missing = len(cells), np.maximum(0, cells.minimum)
    program = highspy.HighsLp()
    program.num_col_, program.num_row_ = 3 * count, count
    # Too few by the wanted number, too few by the minimum, too many.
    cost = [cells.under, cells.under + cells.lack, cells.over]
    program.col_cost_ = np.concatenate(cost).astype(float)
    program.col_lower_ = np.zeros(3 * count)
    endless = np.full(count, highspy.kHighsInf)
    wide = np.maximum(0, cells.wanted - missing).astype(float)
    program.col_upper_ = np.concatenate([wide, missing.astype(float), endless])
    sides = cells.wanted.astype(float)
    program.row_lower_, program.row_upper_ = sides, sides
    program.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    program.a_matrix_.start_ = np.arange(3 * count + 1, dtype=np.int32)
    program.a_matrix_.index_ = np.tile(np.arange(count), 3).astype(np.int32)
    program.a_matrix_.value_ = np.repeat([1.0, 1.0, -1.0], count)
    return program


def _quiet() -> highspy.Highs:
    """Make a solver that says nothing and works in this thread alone."""
    highs = QuietHighs()
    highs.setOptionValue("parallel", "off")
    return highs
