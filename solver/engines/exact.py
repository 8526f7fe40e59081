"""CP-SAT: strong where rules are knotty and numbers small."""

import threading
from collections.abc import Callable

import numpy as np
from ortools.sat.python import cp_model

from solver.drawing.table import Numbers
from solver.engines.runs import NoPoint, Run
from solver.model import Model, Tier


class Exact:
    """A CP-SAT model that is asked for one tier at a time."""

    def __init__(self, model: Model, *, workers: int, seed: int) -> None:
        self._model = model
        self._workers, self._seed = workers, seed
        self._cp = cp_model.CpModel()
        bounds = zip(model.lower.tolist(), model.upper.tolist(), strict=True)
        self._columns = [self._cp.new_int_var(low, high, "") for low, high in bounds]
        self._add_rows()

    def attempt(
        self, tier: Tier, start: Numbers | None, seconds: float, bell: threading.Event
    ) -> Run:
        """Make ready to minimise a tier within the bounds kept so far."""
        self._cp.minimize(self._expression(tier))
        self._cp.clear_hints()
        if start is not None:
            for column, value in zip(self._columns, start.tolist(), strict=False):
                self._cp.add_hint(column, value)
        return _Attempt(self._model, tier, bell, self._cp, self._parameters(seconds))

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


class _Listener(cp_model.CpSolverSolutionCallback):
    """Hands each better point on."""

    def __init__(self, found: Callable[[Numbers], None]) -> None:
        super().__init__()
        self._found = found

    def on_solution_callback(self) -> None:
        """Pass the point to the attempt."""
        self._found(np.array(self.response_proto.solution, dtype=np.int64))


class _Attempt(Run):
    """One CP-SAT solve."""

    def __init__(
        self,
        model: Model,
        tier: Tier,
        bell: threading.Event,
        cp: cp_model.CpModel,
        solver: cp_model.CpSolver,
    ) -> None:
        super().__init__(model, tier, bell)
        self._cp, self._solver = cp, solver

    def stop(self) -> None:
        """Ask CP-SAT to end soon."""
        super().stop()
        self._solver.stop_search()

    def _search(self) -> None:
        self._solver.best_bound_callback = self._raise_bound
        status = self._solver.solve(self._cp, _Listener(self._settled))
        if status == cp_model.INFEASIBLE:
            raise NoPoint("the model has no point")
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            self._settled(np.array(self._solver.response_proto.solution, dtype=np.int64))
            self._raise_bound(self._solver.best_objective_bound)
        self.exhausted = status == cp_model.OPTIMAL

    def _settled(self, point: Numbers) -> None:
        self._found(self._model.settled(point))
