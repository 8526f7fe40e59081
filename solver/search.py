"""The search: an instance in, a proven or at least lawful roster out."""

import resource
import threading
import time
from collections.abc import Sequence
from functools import partial
from types import ModuleType

import numpy as np

from solver import score, verify
from solver.drawing.table import Numbers
from solver.effort import Effort, Progress, Report, Result, Status, TierResult, gap_of
from solver.engines.branching import Branching
from solver.engines.exact import Exact
from solver.engines.lines.search import solve_deep
from solver.engines.runs import Outcome, follow
from solver.engines.wide.search import is_wide, solve_wide
from solver.instance import Instance
from solver.model import Model, Tier, build
from solver.roster import Roster
from solver.rules import RULES

__all__ = ["Effort", "Progress", "Report", "Result", "TierResult", "Untrue", "solve"]

# No tier but the last may use more than this share of the time that is left.
SHARE = 0.6


class Untrue(RuntimeError):
    """
    The answer does not stand up to ``verify`` and ``score``.

    The instance and the roster are kept, so that the fault can be replayed.
    """

    def __init__(self, words: str, instance: Instance, roster: Roster) -> None:
        super().__init__(words)
        self.instance = instance
        self.roster = roster


def solve(
    instance: Instance,
    effort: Effort | None = None,
    *,
    start: Roster | None = None,
    report: Report | None = None,
    rules: Sequence[ModuleType] = RULES,
) -> Result:
    """
    Find the best lawful roster, tier by tier, and say how good it provably is.

    Parameters
    ----------
    effort
        Time, workers and seed; 60 seconds and two workers by default.
    start
        A roster to begin from.
    report
        Called in the caller's thread, about five times a second; when it
        answers False the search stops within a second and keeps its best.
    rules
        Hard rules to obey; fewer than all are for tests only, and then the
        answer is not judged.

    Raises
    ------
    Untrue
        If the roster found breaks a rule or its score is not the search's.
    """
    began, effort = time.monotonic(), effort or Effort()
    whole = tuple(rules) == RULES
    result = solve_deep(instance, effort, report) if whole else None
    if result is None:
        model = build(instance, rules)
        if whole and is_wide(model):
            result = solve_wide(model, effort, start, report, began)
        else:
            result = _Run(model, effort, start, report, began).result()
    if whole:
        judge(instance, result)
    return result


class _Run:
    """One search: the clock, the best point so far, and the tiers done."""

    def __init__(
        self,
        model: Model,
        effort: Effort,
        start: Roster | None,
        report: Report | None,
        began: float,
    ) -> None:
        self._began, self._model = began, model
        self._instance: Instance = model.table.instance
        self._effort, self._report = effort, report
        self._engines: list[Branching | Exact] = [Branching(self._model, seed=effort.seed)]
        if effort.workers > 1:
            more = Exact(self._model, workers=effort.workers - 1, seed=effort.seed)
            self._engines.append(more)
        self._point: Numbers | None = None
        self._hint = self._model.taken(start or Roster(self._instance.published))
        self._first = 0.0
        self._stopped = False
        self._open: tuple[int, ...] = ()
        self._done: list[TierResult] = []

    def result(self) -> Result:
        """Work through the tiers and sum up."""
        tiers = self._model.tiers
        for place, tier in enumerate(tiers):
            self._work(tier, last=place == len(tiers) - 1)
        roster = self._model.roster(self._best())
        shown = self._rescored(roster)
        blamed = next((one for one in shown if not one.proven), shown[-1])
        return Result(
            status=self._status(),
            roster=roster,
            tiers=shown,
            value=blamed.value,
            bound=blamed.bound,
            gap=gap_of(blamed.value, blamed.bound),
            seconds=round(time.monotonic() - self._began, 3),
            seed=self._effort.seed,
            peak_mb=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
            pin_breaches=tuple(verify.breaches(self._instance, self._instance.pinned)),
            first_seconds=round(self._first, 3),
        )

    def _rescored(self, roster: Roster) -> tuple[TierResult, ...]:
        """Give unproven tiers their true values: helping columns may have had slack."""
        found = score.score(self._instance, roster)
        tiers = []
        for tier in self._done:
            value = score.tier_value(self._instance, tier.goals, found)
            if tier.goals == ("pins",):
                continue
            if not tier.proven:
                bound = min(tier.bound, value)
                tier = TierResult(tier.goals, value, bound, bound == value)
            tiers.append(tier)
        return tuple(tiers)

    def _status(self) -> Status:
        if self._stopped:
            return "stopped"
        return "proven" if all(one.proven for one in self._done) else "out of time"

    def _best(self) -> Numbers:
        """Return the best point, or the pins alone while there is none."""
        return self._model.lower if self._point is None else self._point

    def _work(self, tier: Tier, *, last: bool) -> None:
        left = self._began + self._effort.seconds - time.monotonic()
        floor = tier.constant + int(
            np.minimum(tier.cost * self._model.lower[tier.column],
                       tier.cost * self._model.upper[tier.column]).sum()
        )  # fmt: skip
        bound, proven = floor, False
        if not len(tier.column):
            # Nobody asks for this goal, or nothing can be done about it.
            proven = True
        elif self._point is not None and tier.value(self._point) == floor:
            proven = True
        elif left > 0 and not self._stopped:
            seconds = left if last else left * SHARE
            found = self._race(tier, floor, seconds)
            if len(found.point):
                self._take(found.point)
            bound, proven = max(floor, found.bound), found.proven
        self._close(tier, bound, proven=proven)

    def _race(self, tier: Tier, floor: int, seconds: float) -> Outcome:
        """Let the engines work on a tier side by side."""
        bell = threading.Event()
        hint = self._hint if self._point is None else self._point
        runs = [engine.attempt(tier, hint, seconds, bell) for engine in self._engines]
        watch = partial(self._watch, tier)
        return follow(runs, bell, tier, self._point, floor, watch)

    def _close(self, tier: Tier, bound: int, *, proven: bool) -> None:
        if self._point is None:
            value = self._value_of_pins(tier)
        else:
            value = tier.value(self._point)
            for engine in self._engines:
                engine.keep(tier, value)
        bound = value if proven else min(bound, value)
        self._done.append(TierResult(tier.names, value, bound, proven or bound == value))

    def _value_of_pins(self, tier: Tier) -> int:
        """Score the pins alone; their point has no values for other columns."""
        if tier.names == ("pins",):
            return 0
        found = score.score(self._instance, self._instance.pinned)
        return score.tier_value(self._instance, tier.names, found)

    def _take(self, point: Numbers) -> None:
        if self._point is None:
            self._first = time.monotonic() - self._began
        self._point = point

    def _watch(self, tier: Tier, point: Numbers | None, bound: int) -> bool:
        if point is not None:
            self._take(point)
        if self._report is None:
            return True
        keep_on = self._report(self._progress(tier, point, bound))
        self._stopped = self._stopped or not keep_on
        return keep_on

    def _progress(self, tier: Tier, fresh: Numbers | None, bound: int) -> Progress:
        point = self._best()
        roster = self._model.roster(point)
        if fresh is not None or not self._open:
            self._open = (
                score.minimum(self._instance, roster),
                score.wanted(self._instance, roster),
            )
        value = self._value_of_pins(tier) if self._point is None else tier.value(point)
        return Progress(
            seconds=round(time.monotonic() - self._began, 3),
            tier=tier.names,
            open_minimum=self._open[0],
            open_wanted=self._open[1],
            value=value,
            bound=min(bound, value),
            gap=gap_of(value, min(bound, value)),
            roster=None if fresh is None else roster,
        )


def judge(instance: Instance, result: Result) -> None:
    """Hold the answer against the specification, which shares no code with it."""
    of_pins = result.pin_breaches
    allowed = {breach.mark for breach in of_pins}
    for breach in verify.breaches(instance, result.roster):
        of_pinned_crew = breach.rule in verify.LACKS and breach.shift in instance.pinned.shifts()
        known = breach.mark in allowed or any(verify.fewer(breach, one) for one in of_pins)
        if not known and not of_pinned_crew:
            raise Untrue(f"the roster breaks {breach}", instance, result.roster)
    found = score.score(instance, result.roster)
    for tier in result.tiers:
        value = score.tier_value(instance, tier.goals, found)
        if value != tier.value:
            words = f"{tier.goals} scores {value}, the search said {tier.value}"
            raise Untrue(words, instance, result.roster)
