"""Deep questions: everybody a line over weeks of duty, people meeting only in cover."""

import resource
import time
from dataclasses import dataclass, field

import numpy as np

from solver.effort import Effort, Progress, Report, Result, TierResult, gap_of
from solver.engines.lines.deep import FREE
from solver.engines.lines.first import NoLine
from solver.engines.lines.gathered import NotDeep
from solver.engines.lines.hunt import Hunt
from solver.engines.lines.reading import Reading, read
from solver.engines.lines.sheet import Sheet
from solver.instance import Instance
from solver.roster import Assignment, Roster

# The rest of the time is for the judges.
SHARE = 0.97


def solve_deep(instance: Instance, effort: Effort, report: Report | None) -> Result | None:
    """
    Solve a question whose every rule binds one person alone; None when it is no such question.

    Also None when somebody has no line at all that reaches their least amounts.
    """
    began = time.monotonic()
    try:
        reading = read(instance)
        hunt = Hunt(reading.deep, effort.seconds * SHARE, effort.workers, effort.seed, began=began)
        told = _Told(instance, reading, hunt, report)
        hunt.run(told.watch)
    except (NotDeep, NoLine):
        return None
    return told.result(effort.seed)


def roster_of(reading: Reading, sheet: Sheet, instance: Instance) -> Roster:
    """Write lines as seats."""
    found = []
    for place, day in zip(*np.nonzero(sheet.lines != FREE), strict=True):
        shift = reading.shifts[day][sheet.lines[place, day]]
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

    def _look(self) -> bool:
        """Take over the best roster; say whether it is new."""
        best = self.hunt.best
        if best is None or best is self.seen:
            return False
        self.seen, self.roster = best, roster_of(self.reading, best, self.instance)
        minimum = np.array(
            [[0 if s is None else s.minimum for s in day] for day in self.reading.shifts]
        )
        self.open_minimum = int(np.maximum(0, minimum - best.counts).sum())
        self.open_wanted = int(np.maximum(0, best.deep.wanted - best.counts).sum())
        return True

    def tiers(self) -> tuple[TierResult, ...]:
        """Give value and bound of each tier; before the price nothing is better than nothing."""
        assert self.seen is not None
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

    def result(self, seed: int) -> Result:
        """Sum up."""
        self._look()
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
