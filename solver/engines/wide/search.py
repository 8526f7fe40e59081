"""Wide questions: the linear relaxation bounds and nearly solves them, exact parts finish."""

import random
import resource
import threading
import time
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from solver import score, verify
from solver.drawing.table import Mask, Numbers
from solver.effort import Effort, Progress, Report, Result, TierResult, gap_of
from solver.engines.branching import Branching
from solver.engines.exact import Exact
from solver.engines.first import first_roster
from solver.engines.runs import POLL_SECONDS, NoPoint, follow
from solver.engines.wide.neighbourhoods import (
    around,
    fractional,
    standing_in_broken_rows,
    with_others,
)
from solver.engines.wide.parts import part
from solver.engines.wide.relaxation import Proof, Relaxation
from solver.model import Model, Tier
from solver.roster import Roster

# From so many eligible pairs on, the whole is not given to the exact engines.
WIDE_PAIRS = 150_000
# With few pairs a person the relaxation is nearly whole: 20,000 people in 4 s, the exact engines 47.
FEW_PAIRS, LEAST_PAIRS = 12, 1_000
# Up to so many seats a first roster is built seat by seat, in a second or two.
SHOWN_SEATS = 4_000
# The relaxation may use this share of the time, finishing what it left open that of the rest.
RELAXING, FINISHING = 0.6, 0.6
# All tiers together may use this share of the relaxation's time, each by itself what is left.
APPROACHING = 0.8
# How many pairs a part that is solved again has, and how long it may take in seconds.
PART_PAIRS, PART_SECONDS = 2_500, 6.0
# Where more is left fractional, only pairs that the relaxation or the roster takes are free.
MOST_PAIRS = 400_000
# To write a larger part down for CP-SAT takes longer than HiGHS needs to solve it.
EXACT_PAIRS = 10_000
# Reading off, judging and scoring the roster take no more than what building took, nor half the time.
JUDGING = 1.0


def is_wide(model: Model) -> bool:
    """Tell whether a question has more eligible pairs than one exact engine bears."""
    return len(model.pairs) >= WIDE_PAIRS


def is_sparse(model: Model) -> bool:
    """Tell whether people have so few eligible pairs each that the relaxation may prove it at once."""
    pairs = len(model.pairs)
    return LEAST_PAIRS <= pairs <= FEW_PAIRS * len(np.unique(model.pairs.volunteer))


def solve_wide(
    model: Model, effort: Effort, start: Roster | None, report: Report | None, began: float
) -> Result:
    """
    Relax, finish what came out fractional, then solve again where the bound is missed.

    The relaxation gives each tier a bound and nearly all of the roster. The shifts it leaves
    fractional are solved exactly with all others standing; after that neighbourhoods are,
    chosen where seats and prices part from the bound.
    """
    search = _Search(model, effort, report, began)
    search.begin(start or Roster(model.table.instance.published))
    search.show()
    search.relax()
    search.better()
    return search.result()


class _Search:
    """The clock, the best point so far, and what no roster can beat."""

    def __init__(self, model: Model, effort: Effort, report: Report | None, began: float) -> None:
        self.model, self.effort, self.report, self.began = model, effort, report, began
        self.instance = model.table.instance
        self.point = model.settled(model.lower)
        building = time.monotonic() - began
        self.ends = began + max(effort.seconds / 2, effort.seconds - JUDGING * building)
        self.proofs: list[Proof] = []
        self.fresh, self.stopped, self.first_seconds = True, False, 0.0
        self.dice = random.Random(effort.seed)
        self.open = (0, 0)
        self.shown = self.tiers()

    @property
    def left(self) -> float:
        """Return the seconds left."""
        return self.ends - time.monotonic()

    def begin(self, start: Roster) -> None:
        """Keep the seats of a start where that is lawful."""
        if not len(start):
            return
        point = self.model.lower.copy()
        pairs = len(self.model.pairs)
        point[:pairs] |= self.model.taken(start)
        self.finish(with_others(self.model, point[:pairs] > 0), min(self.left / 4, PART_SECONDS))

    def show(self) -> None:
        """Fill a question of moderate size seat by seat, to have something to show at once."""
        asked = sum(one.wanted for one in self.instance.shifts)
        if asked <= SHOWN_SEATS and not self.first_seconds and not self.stopped:
            self.begin(first_roster(self.model))

    def relax(self) -> None:
        """Solve the relaxation tier by tier, then the shifts it leaves fractional."""
        relaxation = Relaxation(self.model, seed=self.effort.seed)
        until = time.monotonic() + max(0.1, self.left - 1) * RELAXING

        def work() -> None:
            now = time.monotonic()
            relaxation.approach(self.model.tiers, now + (until - now) * APPROACHING)
            for tier in self.model.tiers:
                prove(tier, until)

        def prove(tier: Tier, until: float) -> None:
            if not relaxation.is_cut(until):
                proof = relaxation.minimise(tier, until)
                known[tier.names] = proof.bound(self.model, known)
                self.proofs.append(proof)
                # A tier cut short may not reach its bound; later ones are then bounded without it.
                if not relaxation.is_cut(until):
                    relaxation.keep(tier, known[tier.names])

        known: dict[tuple[str, ...], int] = {}
        self.attend(work, relaxation.stopping)
        self.shown, self.fresh = self.tiers(), True
        if not self.stopped:
            self.finish_near(relaxation.point)

    def finish_near(self, near: NDArray[np.float64]) -> None:
        """
        Solve the shifts a relaxed point leaves fractional with all others as they are.

        If the others allow nothing, those that stand in broken rows are set free, too.
        """
        pairs = len(self.model.pairs)
        free = fractional(self.model, near)
        if free[:pairs].sum() > MOST_PAIRS:
            free = with_others(self.model, free[:pairs] & ((near > 0) | (self.point > 0))[:pairs])
        whole = np.rint(near).astype(np.int64)
        kept = np.where(free, self.model.lower, whole)
        if not self.finish(free, self.left * FINISHING, kept):
            free = with_others(
                self.model, free[:pairs] | standing_in_broken_rows(self.model, whole)
            )
            self.finish(free, self.left * FINISHING, np.where(free, self.model.lower, whole))

    def attend(self, work: Callable[[], None], stopping: threading.Event) -> None:
        """Tell the caller how it goes while something works in a thread of its own."""
        failures: list[Exception] = []

        def guarded() -> None:
            try:
                work()
            except Exception as failure:  # raised again below, in the caller's thread
                failures.append(failure)

        thread = threading.Thread(target=guarded, daemon=True)
        thread.start()
        while thread.is_alive():
            thread.join(POLL_SECONDS)
            if not self.tell():
                stopping.set()
        if failures:
            raise failures[0]

    def better(self) -> None:
        """Solve neighbourhoods again while there is time and something to win."""
        while self.left > 0.5 and not self.stopped:
            place = self.blamed()
            if place is None:
                return
            proof = self.proofs[place] if place < len(self.proofs) else None
            free = around(self.model, self.point, proof, PART_PAIRS, self.dice)
            self.finish(free, min(self.left, PART_SECONDS))

    def finish(self, free: Mask, seconds: float, near: Numbers | None = None) -> bool:
        """
        Solve a part exactly, tier by tier, and take the whole over if it got no worse.

        Returns
        -------
        bool
            False if with all else standing the part has no point.
        """
        base = self.point if near is None else near
        if not self.model.allows(self.model.settled(base)):
            # What pins lack is counted by columns that must be free to say so.
            free = free.copy()
            free[len(self.model.pairs) :] = True
        some, columns = part(self.model, base, free)
        engines: list[Branching | Exact] = [Branching(some, seed=self.effort.seed)]
        if self.effort.workers > 1 and len(some.pairs) <= EXACT_PAIRS:
            engines.append(Exact(some, workers=self.effort.workers - 1, seed=self.effort.seed))
        point = some.settled(base[columns]) if near is None else None
        until = time.monotonic() + seconds
        for tier in some.tiers:
            left = until - time.monotonic()
            if left <= 0 or self.stopped:
                break
            if not len(tier.column):
                continue
            bell = threading.Event()
            runs = [engine.attempt(tier, point, left * FINISHING, bell) for engine in engines]
            try:
                found = follow(runs, bell, tier, point, tier.floor(some), self.heard)
            except NoPoint:
                return False
            if len(found.point):
                point = found.point
                for engine in engines:
                    engine.keep(tier, tier.value(point))
        if point is not None:
            whole = base.copy()
            whole[columns] = point
            self.take(self.model.settled(whole))
        return True

    def take(self, point: Numbers) -> None:
        """Take a point over when it is lawful and better, tier by tier."""
        if self.rank(point) < self.rank(self.point) and self.model.allows(point):
            self.point, self.fresh = point, True
            self.shown = self.tiers()
            if not self.first_seconds:
                self.first_seconds = time.monotonic() - self.began

    def rank(self, point: Numbers) -> tuple[int, ...]:
        """Value a point under each tier."""
        return tuple(tier.value(point) for tier in self.model.tiers)

    def tiers(self) -> tuple[TierResult, ...]:
        """Give value and bound of each tier, each bound under the values reached before it."""
        found, reached = [], {}
        for place, tier in enumerate(self.model.tiers):
            value = reached[tier.names] = tier.value(self.point)
            bound = tier.floor(self.model)
            if place < len(self.proofs):
                bound = max(bound, self.proofs[place].bound(self.model, reached))
            bound = min(bound, value)
            found.append(TierResult(tier.names, value, bound, bound == value))
        return tuple(found)

    def blamed(self) -> int | None:
        """Find the first tier that is not proven."""
        return next((place for place, one in enumerate(self.shown) if not one.proven), None)

    def tell(self) -> bool:
        """Tell the caller where the search stands, and listen."""
        if self.report is None or self.stopped:
            return not self.stopped
        roster = None
        if self.fresh:
            roster, self.fresh = self.model.roster(self.point), False
            self.open = (score.minimum(self.instance, roster), score.wanted(self.instance, roster))
        one = next((one for one in self.shown if not one.proven), self.shown[-1])
        progress = Progress(
            seconds=round(time.monotonic() - self.began, 3),
            tier=one.goals,
            open_minimum=self.open[0],
            open_wanted=self.open[1],
            value=one.value,
            bound=one.bound,
            gap=gap_of(one.value, one.bound),
            roster=roster,
        )
        self.stopped = not self.report(progress)
        return not self.stopped

    def heard(self, _point: Numbers | None, _bound: int) -> bool:
        """Tell the caller where the whole stands while a part is worked on."""
        return self.tell()

    def result(self) -> Result:
        """Sum up."""
        tiers = tuple(one for one in self.shown if one.goals != ("pins",))
        blamed = next((one for one in tiers if not one.proven), tiers[-1])
        proven = all(one.proven for one in self.shown)
        return Result(
            status="stopped" if self.stopped else "proven" if proven else "out of time",
            roster=self.model.roster(self.point),
            tiers=tiers,
            value=blamed.value,
            bound=blamed.bound,
            gap=gap_of(blamed.value, blamed.bound),
            seconds=round(time.monotonic() - self.began, 3),
            seed=self.effort.seed,
            peak_mb=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
            pin_breaches=tuple(verify.breaches(self.instance, self.instance.pinned)),
            first_seconds=round(self.first_seconds, 3),
        )
