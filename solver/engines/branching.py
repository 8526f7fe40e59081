"""HiGHS: branch and cut, strong where the linear bound is."""

import threading
from math import gcd

import highspy
import numpy as np
from numpy.typing import NDArray

from solver.drawing.rows import Rows
from solver.drawing.table import Numbers
from solver.engines.quiet import QuietHighs
from solver.engines.runs import NoPoint, Run
from solver.model import Model, Tier

CALLBACKS = highspy.cb.HighsCallbackType


class Branching:
    """A mixed integer programme that is asked for one tier at a time."""

    def __init__(self, model: Model, *, seed: int) -> None:
        self._model, self._seed = model, seed
        self._kept: list[tuple[Tier, int]] = []

    def attempt(
        self, tier: Tier, start: Numbers | None, seconds: float, bell: threading.Event
    ) -> Run:
        """Make ready to minimise a tier within the bounds kept so far."""
        program = programme(self._model, self._kept, tier)
        options = {"time_limit": max(0.05, seconds), "random_seed": self._seed}
        return _Attempt(self._model, tier, bell, program, options, start)

    def keep(self, tier: Tier, value: int) -> None:
        """Let a tier never be worse than this again."""
        if len(tier.column):
            self._kept.append((tier, value - tier.constant))


def step_of(tier: Tier) -> int:
    """Return by how much values of a tier differ at least."""
    return max(1, gcd(*tier.cost.tolist())) if len(tier.cost) else 1


def programme(model: Model, kept: list[tuple[Tier, int]], tier: Tier) -> highspy.HighsLp:
    """Write a tier, its costs divided by their common step, as a programme for HiGHS."""
    rows = with_kept(model.rows, kept)
    columns, count = len(model.lower), len(rows.limit)
    ranked = np.argsort(rows.row, kind="stable")
    costs = np.zeros(columns)
    costs[tier.column] = tier.cost / step_of(tier)
    program = highspy.HighsLp()
    program.num_col_, program.num_row_ = columns, count
    program.col_cost_ = costs
    program.col_lower_ = model.lower.astype(float)
    program.col_upper_ = model.upper.astype(float)
    program.row_lower_ = np.full(count, -highspy.kHighsInf)
    program.row_upper_ = rows.limit.astype(float)
    program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    starts = rows.row[ranked].searchsorted(np.arange(count + 1))
    program.a_matrix_.start_ = starts.astype(np.int32)
    program.a_matrix_.index_ = rows.column[ranked].astype(np.int32)
    program.a_matrix_.value_ = rows.coefficient[ranked].astype(float)
    program.integrality_ = [highspy.HighsVarType.kInteger] * columns
    return program


def with_kept(rows: Rows, kept: list[tuple[Tier, int]]) -> Rows:
    """Add a row for each tier that must not get worse, divided by its step."""
    first = len(rows.limit)
    steps = [step_of(tier) for tier, _ in kept]
    row = [np.full(len(tier.column), first + place) for place, (tier, _) in enumerate(kept)]
    cost = [tier.cost // step for (tier, _), step in zip(kept, steps, strict=True)]
    limit = [value // step for (_, value), step in zip(kept, steps, strict=True)]
    return Rows(
        np.concatenate([rows.row, *row]),
        np.concatenate([rows.column, *(tier.column for tier, _ in kept)]),
        np.concatenate([rows.coefficient, *cost]),
        np.concatenate([rows.limit, np.array(limit, dtype=np.int64)]),
    )


class _Attempt(Run):
    """One branch and cut."""

    def __init__(
        self,
        model: Model,
        tier: Tier,
        bell: threading.Event,
        program: highspy.HighsLp,
        options: dict[str, float],
        start: Numbers | None,
    ) -> None:
        super().__init__(model, tier, bell)
        self._step = step_of(tier)
        self._costs = np.array(program.col_cost_)
        self._highs = QuietHighs()
        for name, value in options.items():
            self._highs.setOptionValue(name, value)
        # Values are whole steps: anything nearer than one step is the best.
        self._highs.setOptionValue("mip_rel_gap", 0.0)
        self._highs.setOptionValue("mip_abs_gap", 0.999)
        if self._highs.passModel(program) != highspy.HighsStatus.kOk:
            raise RuntimeError("HiGHS refuses the model")
        if start is not None:
            # Of a roster only the pairs may be known: HiGHS then fills in the rest.
            places = np.arange(len(start), dtype=np.int32)
            self._highs.setSolution(len(start), places, start.astype(float))

    def _search(self) -> None:
        self._highs.setCallback(self._called, None)
        for kind in (
            CALLBACKS.kCallbackMipImprovingSolution,
            CALLBACKS.kCallbackMipInterrupt,
            CALLBACKS.kCallbackMipUserSolution,
        ):
            self._highs.startCallback(kind)
        self._highs.run()
        if not self._says_what_it_has():
            self._highs.clearSolver()
            self._highs.run()
        status = self._highs.getModelStatus()
        if status == highspy.HighsModelStatus.kInfeasible:
            raise NoPoint("the model has no point")
        if self._highs.getSolution().value_valid:
            fine = self._keep_point(np.array(self._highs.getSolution().col_value))
            self.exhausted = fine and status == highspy.HighsModelStatus.kOptimal

    def _says_what_it_has(self) -> bool:
        """
        Check that the solution has the objective it is given out for.

        HiGHS 1.16 hands back the starting point with the optimum's objective
        where presolve alone closes the model; without a start it does not.
        """
        if not self._highs.getSolution().value_valid:
            return True
        point = np.array(self._highs.getSolution().col_value)
        value = float((self._costs * point).sum())
        return abs(value - self._highs.getInfo().objective_function_value) < 0.5

    def _called(self, kind, message, told, answer, _) -> None:  # type: ignore[no-untyped-def]
        if kind == CALLBACKS.kCallbackMipImprovingSolution:
            self._keep_point(np.array(told.mip_solution))
        elif kind == CALLBACKS.kCallbackMipInterrupt:
            self._raise_bound(told.mip_dual_bound * self._step)
            answer.user_interrupt = self.stopping
        elif self._offered is not None:
            offered, self._offered = self._offered, None
            answer.setSolution(offered.astype(float))

    def _raise_bound(self, bound: float) -> None:
        # Between two steps nothing lies.
        if bound > -1e15:
            steps = np.ceil(bound / self._step - 1e-6)
            super()._raise_bound(float(steps * self._step))

    def _keep_point(self, point: NDArray[np.float64]) -> bool:
        """Hand on a point if it is one, once its values are made whole."""
        whole = self._model.settled(np.rint(point).astype(np.int64))
        fine = self._model.allows(whole)
        if fine:
            self._found(whole)
        return fine
