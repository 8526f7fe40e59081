"""Proof for what is small: one tier after another by CP-SAT."""

import threading
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from ortools.sat.python import cp_model

from solver.model import Model, Tier
from solver.table import Numbers

POLL_SECONDS = 0.2


@dataclass(frozen=True)
class Outcome:
    """A point of the model, a bound on the tier, and whether the two meet."""

    point: Numbers
    bound: int
    proven: bool


# Told of the best point so far (None when nothing is new) and the bound;
# False asks for a stop.
Watch = Callable[[Numbers | None, int], bool]


class Exact:
    """A CP-SAT model that is asked for one tier at a time."""

    def __init__(self, model: Model, *, workers: int, seed: int) -> None:
        self._model = model
        self._workers, self._seed = workers, seed
        self._cp = cp_model.CpModel()
        bounds = zip(model.lower.tolist(), model.upper.tolist(), strict=True)
        self._columns = [self._cp.new_int_var(low, high, "") for low, high in bounds]
        self._add_rows()

    def minimise(self, tier: Tier, start: Numbers | None, seconds: float, watch: Watch) -> Outcome:
        """
        Make a tier as small as possible within the bounds kept so far.

        Parameters
        ----------
        start
            A point to begin from; pairs alone are enough.
        seconds
            When to stop at the latest.

        Raises
        ------
        RuntimeError
            If the model has no point at all, which a hard rule that does more
            than forbid would cause.
        """
        expression = self._expression(tier)
        self._cp.minimize(expression)
        self._cp.clear_hints()
        if start is not None:
            for column, value in zip(self._columns, start.tolist(), strict=False):
                self._cp.add_hint(column, value)
        run = _Run(self._cp, self._parameters(seconds), tier.constant)
        run.follow(watch)
        if run.point is None:
            if run.status == cp_model.INFEASIBLE:
                raise RuntimeError("the model has no point, not even the empty roster")
            return Outcome(np.array([], dtype=np.int64), run.bound, proven=False)
        return Outcome(run.point, run.bound, proven=run.status == cp_model.OPTIMAL)

    def keep(self, tier: Tier, value: int) -> None:
        """Let a tier never be worse than this again."""
        self._cp.add(self._expression(tier) <= value - tier.constant)

    def _parameters(self, seconds: float) -> cp_model.CpSolver:
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = self._workers
        solver.parameters.random_seed = self._seed
        solver.parameters.max_time_in_seconds = max(0.05, seconds)
        return solver

    def _expression(self, tier: Tier) -> cp_model.LinearExpr:
        columns = [self._columns[place] for place in tier.column.tolist()]
        return cp_model.LinearExpr.weighted_sum(columns, tier.cost.tolist())

    def _add_rows(self) -> None:
        rows = self._model.rows
        ranked = np.argsort(rows.row, kind="stable")
        cuts = rows.row[ranked].searchsorted(np.arange(len(rows.limit) + 1)).tolist()
        column = rows.column[ranked].tolist()
        coefficient = rows.coefficient[ranked].tolist()
        binary = (self._model.lower >= 0) & (self._model.upper <= 1)
        for place, limit in enumerate(rows.limit.tolist()):
            part = slice(cuts[place], cuts[place + 1])
            members = [self._columns[one] for one in column[part]]
            weights = coefficient[part]
            if limit == 1 and set(weights) == {1} and binary[column[part]].all():
                self._cp.add_at_most_one(members)
            else:
                total = cp_model.LinearExpr.weighted_sum(members, weights)
                self._cp.add(total <= limit)


class _Run(cp_model.CpSolverSolutionCallback):
    """One solve in a thread of its own, watched from the caller's."""

    def __init__(self, model: cp_model.CpModel, solver: cp_model.CpSolver, constant: int) -> None:
        super().__init__()
        self._cp, self._solver, self._constant = model, solver, constant
        self._lock = threading.Lock()
        self._fresh: Numbers | None = None
        self._failure: Exception | None = None
        self.point: Numbers | None = None
        self.status = cp_model.UNKNOWN
        self.bound = constant

    def on_solution_callback(self) -> None:
        """Keep each better point."""
        point = np.array(self.response_proto.solution, dtype=np.int64)
        with self._lock:
            self.point = self._fresh = point

    def follow(self, watch: Watch) -> None:
        """Solve, tell the watcher about four times a second, stop when told."""
        self._solver.best_bound_callback = self._raise_bound
        thread = threading.Thread(target=self._solve, daemon=True)
        thread.start()
        while thread.is_alive():
            thread.join(POLL_SECONDS)
            with self._lock:
                fresh, self._fresh = self._fresh, None
            if not watch(fresh, self.bound):
                self._solver.stop_search()
        if self._failure is not None:
            raise self._failure

    def _raise_bound(self, bound: float) -> None:
        # CP-SAT may report minus infinity before it knows anything.
        if bound > -1e15:
            self.bound = max(self.bound, self._constant + int(np.ceil(bound - 1e-6)))

    def _solve(self) -> None:
        try:
            self.status = self._solver.solve(self._cp, self)
            if self.status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
                self.point = np.array(self._solver.response_proto.solution, dtype=np.int64)
                self._raise_bound(self._solver.best_objective_bound)
        except Exception as failure:  # handed to the caller's thread
            self._failure = failure
