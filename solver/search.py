"""The search: an instance in, a proven or at least lawful roster out."""

import resource
import threading
import time
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from types import ModuleType

from solver import score, verify
from solver.drawing.table import Numbers
from solver.effort import Effort, Progress, Report, Result, Status, TierResult, gap_of
from solver.engines.branching import Branching
from solver.engines.exact import Exact
from solver.engines.first import first_roster
from solver.engines.lines.search import solve_deep
from solver.engines.runs import Outcome, follow
from solver.engines.wide.search import is_sparse, is_wide, solve_wide
from solver.instance import Instance
from solver.model import Model, Tier, build
from solver.roster import Roster
from solver.rules import RULES
from solver.watched import watched

__all__ = ["Effort", "Progress", "Report", "Result", "TierResult", "Untrue", "solve"]

# No tier but the last may use more than this share of the time that is left.
SHARE = 0.6
# The relaxation gets this share before the race, where it may well prove everything by itself.
SPARSE = 0.4
# The first roster, built seat by seat, may take this share of all of it.
SHOWING = 0.1


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

    def search(tell: Report | None) -> Result:
        found = solve_deep(instance, effort, tell) if whole else None
        if found is not None:
            return found
        model = build(instance, rules)
        if whole and is_wide(model):
            return solve_wide(model, effort, start, tell, began)
        if whole and is_sparse(model):
            some = replace(effort, seconds=effort.seconds * SPARSE)
            found = solve_wide(model, some, start, tell, began)
            if found.status != "out of time":
                return found
            rest = _Run(model, effort, found.roster, tell, began, whole=whole).result()
            return min(rest, found, key=lambda one: [tier.value for tier in one.tiers])
        return _Run(model, effort, start, tell, began, whole=whole).result()

    result = search(None) if report is None else watched(search, instance, effort, report)
    if whole:
        judge(instance, result)
    return result


class _Run:
    """One search: the clock, the best so far, and the tiers done."""

    def __init__(
        self,
        model: Model,
        effort: Effort,
        start: Roster | None,
        report: Report | None,
        began: float,
        *,
        whole: bool,
    ) -> None:
        self._began, self._model = began, model
        self._instance: Instance = model.table.instance
        self._effort, self._report = effort, report
        self._point: Numbers | None = None
        self._first = 0.0
        self._stopped = False
        self._open: tuple[int, ...] = ()
        self._done: list[TierResult] = []
        self._shown = self._instance.pinned
        start = start or Roster(self._instance.published)
        if whole:
            # A roster to show at once, which obeys every rule; engines begin from it.
            self._shown = first_roster(model, start, effort.seconds * SHOWING)
            if len(self._shown) > len(self._instance.pinned):
                self._first = time.monotonic() - began
        self._hint = model.taken(self._shown if whole else start)
        self._engines: list[Branching | Exact] = []

    def result(self) -> Result:
        """Work through the tiers and sum up."""
        tiers = self._model.tiers
        asked = [one for one in tiers if len(one.column)]
        if asked:
            self._tell(asked[0], self._shown, asked[0].floor(self._model))
        if asked and not self._stopped:
            self._engines.append(Branching(self._model, seed=self._effort.seed))
            if self._effort.workers > 1:
                others = self._effort.workers - 1
                self._engines.append(Exact(self._model, workers=others, seed=self._effort.seed))
        for place, tier in enumerate(tiers):
            self._work(tier, last=place == len(tiers) - 1)
        roster, shown = self._best()
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

    def _best(self) -> tuple[Roster, tuple[TierResult, ...]]:
        """
        Return the best roster with its tiers: the engines' or, where that is better, the one shown.

        Bounds found under the engines' values hold for a roster that is better.
        """
        found = self._tiers(self._shown, judged=False)
        if self._point is None:
            return self._shown, found
        roster = self._model.roster(self._point)
        mine = self._tiers(roster, judged=True)
        if [one.value for one in found] < [one.value for one in mine]:
            return self._shown, found
        return roster, mine

    def _tiers(self, roster: Roster, *, judged: bool) -> tuple[TierResult, ...]:
        """
        Give tiers the values a roster has: helping columns may have had slack.

        With ``judged`` proven ones stay as the engines told them, so that the
        specification judges those.
        """
        found = score.score(self._instance, roster)
        tiers = []
        for tier in self._done:
            if tier.goals == ("pins",):
                continue
            if not (judged and tier.proven):
                value = score.tier_value(self._instance, tier.goals, found)
                bound = min(tier.bound, value)
                tier = TierResult(tier.goals, value, bound, bound == value)
            tiers.append(tier)
        return tuple(tiers)

    def _status(self) -> Status:
        if self._stopped:
            return "stopped"
        return "proven" if all(one.proven for one in self._done) else "out of time"

    def _work(self, tier: Tier, *, last: bool) -> None:
        left = self._began + self._effort.seconds - time.monotonic()
        floor = tier.floor(self._model)
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
            value = self._value(tier, self._shown)
        else:
            value = tier.value(self._point)
            for engine in self._engines:
                engine.keep(tier, value)
        bound = value if proven else min(bound, value)
        self._done.append(TierResult(tier.names, value, bound, proven or bound == value))

    def _value(self, tier: Tier, roster: Roster) -> int:
        """Score a roster that has no point; what its pinned crews lack is not counted."""
        if tier.names == ("pins",):
            return 0
        return score.tier_value(self._instance, tier.names, score.score(self._instance, roster))

    def _take(self, point: Numbers) -> None:
        if self._point is None and not self._first:
            self._first = time.monotonic() - self._began
        self._point = point

    def _watch(self, tier: Tier, point: Numbers | None, bound: int) -> bool:
        if point is not None:
            self._take(point)
        fresh = None if point is None else self._model.roster(point)
        return self._tell(tier, fresh, bound)

    def _tell(self, tier: Tier, fresh: Roster | None, bound: int) -> bool:
        """Report where the search stands; a fresh roster is told with its open seats."""
        if self._report is None:
            return True
        if fresh is not None:
            self._open = (
                score.minimum(self._instance, fresh),
                score.wanted(self._instance, fresh),
            )
        point = self._point
        value = self._value(tier, self._shown) if point is None else tier.value(point)
        progress = Progress(
            seconds=round(time.monotonic() - self._began, 3),
            tier=tier.names,
            open_minimum=self._open[0],
            open_wanted=self._open[1],
            value=value,
            bound=min(bound, value),
            gap=gap_of(value, min(bound, value)),
            roster=fresh,
        )
        keep_on = self._report(progress)
        self._stopped = self._stopped or not keep_on
        return keep_on


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
