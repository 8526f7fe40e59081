"""Deep questions: everybody a line over weeks of duty, people meeting only in cover."""

import resource
import time
from dataclasses import dataclass, field

import numpy as np

from solver import score
from solver.effort import Effort, Progress, Report, Result, TierResult, gap_of
from solver.engines.lines.deep import FREE
from solver.engines.lines.first import NoLine
from solver.engines.lines.gathered import NotDeep
from solver.engines.lines.hunt import Hunt
from solver.engines.lines.person import Line
from solver.engines.lines.reading import Reading, read
from solver.engines.lines.sheet import Sheet, cover_cost
from solver.instance import Instance
from solver.roster import Assignment, Roster

# Of the time this share, and so many seconds for each person and day, are for the judges.
JUDGING, JUDGING_A_DAY = 0.03, 1e-4


def solve_deep(instance: Instance, effort: Effort, report: Report | None) -> Result | None:
    """
    Solve a question whose every rule binds one person alone; None when it is no such question.

    Also None when somebody has no line at all that reaches their least amounts.
    """
    began = time.monotonic()
    try:
        reading = read(instance)
        judging = JUDGING_A_DAY * reading.deep.people * reading.deep.days
        seconds = effort.seconds - max(JUDGING * effort.seconds, judging)
        hunt = Hunt(reading.deep, seconds, effort.workers, effort.seed, began=began)
        told = _Told(instance, reading, hunt, report)
        hunt.run(told.watch)
    except (NotDeep, NoLine):
        return None
    return told.result(effort.seed)


def roster_of(reading: Reading, lines: Line, instance: Instance) -> Roster:
    """Write lines as seats."""
    found = []
    for place, day in zip(*np.nonzero(lines != FREE), strict=True):
        shift = reading.shifts[day][lines[place, day]]
        assert shift is not None
        found.append(Assignment(instance.volunteers[place].id, shift.id))
    return Roster(frozenset(found))


@dataclass
class _Told:
    """What is told of a hunt, in the words of the instance."""

    instance: Instance
    reading: Reading
    hunt: Hunt
    report: Report | None
    seen: Sheet | None = None
    roster: Roster = field(default_factory=Roster)
    open_minimum: int = 0
    open_wanted: int = 0

    def watch(self) -> bool:
        """Tell where the hunt stands; say whether to go on."""
        if self.report is None:
            return True
        if self.hunt.best is None:
            return self.report(self._dealing())
        fresh = self._look()
        tiers = self.tiers()
        blamed = next((one for one in tiers if not one.proven), tiers[-1])
        return self.report(
            Progress(
                seconds=round(time.monotonic() - self.hunt.began, 3),
                tier=blamed.goals,
                open_minimum=self.open_minimum,
                open_wanted=self.open_wanted,
                value=blamed.value,
                bound=blamed.bound,
                gap=gap_of(blamed.value, blamed.bound),
                roster=self.roster if fresh else None,
            )
        )

    def _dealing(self) -> Progress:
        """Tell of the time before everybody has a line: a roster of nobody, and no bound."""
        deep = self.reading.deep
        minimum = sum(s.minimum for day in self.reading.shifts for s in day if s is not None)
        value = int(cover_cost(deep, np.zeros_like(deep.wanted)).sum()) + deep.constant
        seconds = round(time.monotonic() - self.hunt.began, 3)
        goals = self.instance.tiers[-1]
        return Progress(seconds, goals, minimum, int(deep.wanted.sum()), value, 0, gap_of(value, 0))

    def _look(self) -> bool:
        """Take over the best roster; say whether it is new."""
        best = self.hunt.best
        if best is None or best is self.seen:
            return False
        self.seen, self.roster = best, roster_of(self.reading, best.lines, self.instance)
        minimum = np.array(
            [[0 if s is None else s.minimum for s in day] for day in self.reading.shifts]
        )
        self.open_minimum = int(np.maximum(0, minimum - best.counts).sum())
        self.open_wanted = int(np.maximum(0, best.deep.wanted - best.counts).sum())
        return True

    def tiers(self) -> tuple[TierResult, ...]:
        """Give value and bound of each tier; before the price nothing is better than nothing."""
        if self.seen is None:
            return self._cut_short()
        deep = self.reading.deep
        short = int((self.reading.lack * np.maximum(0, deep.minimum - self.seen.counts)).sum())
        price = self.seen.value - short
        found = []
        for goals in self.instance.tiers:
            value, bound = 0, 0
            if goals == ("minimum",):
                value = short // max(1, self.reading.lack)
            elif goals == ("price",):
                value, bound = price, max(0, min(price, self.hunt.bound - short))
            found.append(TierResult(goals, value, bound, value == bound))
        return tuple(found)

    def _cut_short(self) -> tuple[TierResult, ...]:
        """Judge the lines of those who had one when the time was over; nothing is proven."""
        found = score.score(self.instance, self.roster)
        values = (score.tier_value(self.instance, tier, found) for tier in self.instance.tiers)
        pairs = zip(self.instance.tiers, values, strict=True)
        return tuple(TierResult(goals, value, 0, value == 0) for goals, value in pairs)

    def result(self, seed: int) -> Result:
        """Sum up."""
        if not self._look() and self.seen is None and self.hunt.dealt is not None:
            self.roster = roster_of(self.reading, self.hunt.dealt, self.instance)
        tiers = self.tiers()
        blamed = next((one for one in tiers if not one.proven), tiers[-1])
        proven = all(one.proven for one in tiers)
        return Result(
            status="stopped" if self.hunt.stopped else "proven" if proven else "out of time",
            roster=self.roster,
            tiers=tiers,
            value=blamed.value,
            bound=blamed.bound,
            gap=gap_of(blamed.value, blamed.bound),
            seconds=round(time.monotonic() - self.hunt.began, 3),
            seed=seed,
            peak_mb=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
            first_seconds=round(self.hunt.first_seconds, 3),
        )
