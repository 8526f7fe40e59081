"""A search in a thread of its own, watched from the caller's: told to stop, it is left within a second."""

import resource
import threading
import time
from collections.abc import Callable
from dataclasses import replace

from solver import score, verify
from solver.effort import Effort, Progress, Report, Result, TierResult, gap_of
from solver.instance import Instance
from solver.roster import Roster

POLL_SECONDS = 0.2
# How long a search that was told to stop may take to say itself what it has.
PATIENCE_SECONDS = 0.4


def watched(
    search: Callable[[Report], Result], instance: Instance, effort: Effort, report: Report
) -> Result:
    """
    Run a search, report in the caller's thread, and stop when told.

    A search looks up when it tells how it stands. Where it is too busy for that (building a
    large model, a presolve, a first linear programme) it is left to end by itself, and what it
    told last is the answer.
    """
    return _Watch(search, instance, effort, report).result()


class _Watch:
    """One search and what it told so far."""

    def __init__(
        self,
        search: Callable[[Report], Result],
        instance: Instance,
        effort: Effort,
        report: Report,
    ) -> None:
        self._began = time.monotonic()
        self._search, self._instance = search, instance
        self._effort, self._report = effort, report
        self._lock, self._bell = threading.Lock(), threading.Event()
        self._last: Progress | None = None
        self._pins: Progress | None = None
        self._fresh: Roster | None = None
        # The first one told and the last: the first may be full where no engine was yet.
        self._rosters: tuple[Roster | None, Roster | None] = (None, None)
        self._first = 0.0
        self._bounds: dict[tuple[str, ...], int] = {}
        self._stopping, self._over = False, False
        self._result: Result | None = None
        self._failure: BaseException | None = None

    def result(self) -> Result:
        """Watch until the search ends or is left."""
        thread = threading.Thread(target=self._work)
        thread.start()
        while not self._over and not self._stopping:
            self._bell.wait(POLL_SECONDS)
            self._bell.clear()
            self._stopping = not self._pass_on()
        if self._stopping:
            thread.join(PATIENCE_SECONDS)
            if not self._over:
                return self._as_told()
        if self._failure is not None:
            raise self._failure
        assert self._result is not None
        return self._result

    def _work(self) -> None:
        try:
            self._result = self._search(self._told)
        except BaseException as failure:  # raised again in the caller's thread
            self._failure = failure
        self._over = True
        self._bell.set()

    def _told(self, progress: Progress) -> bool:
        """Take down how the search stands; tell whether to go on."""
        with self._lock:
            self._last = progress
            if progress.roster is not None:
                self._fresh = progress.roster
                self._rosters = (self._rosters[0] or progress.roster, progress.roster)
                self._first = self._first or progress.seconds
            bound = max(progress.bound, self._bounds.get(progress.tier, 0))
            self._bounds[progress.tier] = bound
        self._bell.set()
        return not self._stopping

    def _pass_on(self) -> bool:
        """Report what came last, a new roster once; tell whether to go on."""
        with self._lock:
            last, fresh = self._last, self._fresh
            self._fresh = None
        now = round(time.monotonic() - self._began, 3)
        if last is None:
            progress = self._nothing_yet(now)
        else:
            progress = replace(last, seconds=now, roster=fresh)
        return self._report(progress)

    def _nothing_yet(self, now: float) -> Progress:
        """Tell of the pins alone, while the search has said nothing."""
        instance = self._instance
        if self._pins is None:
            goals = score.minimum, score.wanted
            short, below = (goal(instance, instance.pinned) for goal in goals)
            value = self._values(instance.pinned)[0]
            gap = gap_of(value, 0)
            self._pins = Progress(now, instance.tiers[0], short, below, value, 0, gap)
        return replace(self._pins, seconds=now)

    def _values(self, roster: Roster) -> list[int]:
        found = score.score(self._instance, roster)
        return [score.tier_value(self._instance, tier, found) for tier in self._instance.tiers]

    def _as_told(self) -> Result:
        """Make an answer of what was told last; no goal is below 0, so that is a bound."""
        with self._lock:
            told, bounds = {one for one in self._rosters if one is not None}, dict(self._bounds)
        rosters = told or {self._instance.pinned}
        roster, values = min(((one, self._values(one)) for one in rosters), key=lambda one: one[1])
        tiers = []
        for names, value in zip(self._instance.tiers, values, strict=True):
            bound = min(value, bounds.get(names, 0))
            tiers.append(TierResult(names, value, bound, bound == value))
        blamed = next((one for one in tiers if not one.proven), tiers[-1])
        return Result(
            status="stopped",
            roster=roster,
            tiers=tuple(tiers),
            value=blamed.value,
            bound=blamed.bound,
            gap=gap_of(blamed.value, blamed.bound),
            seconds=round(time.monotonic() - self._began, 3),
            seed=self._effort.seed,
            peak_mb=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
            pin_breaches=tuple(verify.breaches(self._instance, self._instance.pinned)),
            first_seconds=self._first,
        )
