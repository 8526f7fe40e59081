"""Wide questions: a lawful roster at once, bettered some days at a time, with a linear bound."""

import itertools
import random
import resource
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field, replace

import numpy as np

from solver import score, verify
from solver.beside import housemates_beside, kits_beside
from solver.effort import Effort, Progress, Report, Result, TierResult, gap_of
from solver.engines.cover_bound import least_open
from solver.first import Able, first_roster
from solver.instance import Instance, Key, Pin, Volunteer
from solver.pairs import Pairs, eligible
from solver.roster import Roster
from solver.rules import RULES
from solver.table import Table

# From so many eligible pairs on, the whole is not given to one exact model.
WIDE_PAIRS = 20_000
# Goals whose bound the linear relaxation gives; the others start from nothing.
COVER = ("critical", "minimum", "wanted")


@dataclass(frozen=True)
class Round:
    """Which goals the pieces of a round work on, how large they are, and how long they get."""

    goals: frozenset[str]
    pairs: int
    seconds: float


# How many sit idle shows only in the whole, so no piece works on it.
ROUNDS = (
    Round(frozenset(COVER), 4_000, 3.0),
    Round(frozenset((*COVER, "wishes", "balance", "stability")), 3_000, 5.0),
)

Solve = Callable[..., Result]


def is_wide(instance: Instance) -> bool:
    """Tell whether a question has more eligible pairs than one exact model bears."""
    if len(instance.volunteers) * len(instance.shifts) < WIDE_PAIRS:
        return False
    return len(eligible(Table(instance), RULES)) >= WIDE_PAIRS


def able_of(table: Table, pairs: Pairs) -> Able:
    """Give, for each shift, the people no rule about one person and one shift forbids."""
    found: Able = {}
    for person, place in zip(pairs.volunteer.tolist(), pairs.shift.tolist(), strict=True):
        for shift in table.groups[place]:
            found.setdefault(shift.id, []).append(table.volunteers[person])
    return found


def solve_wide(
    instance: Instance,
    effort: Effort,
    start: Roster | None,
    report: Report | None,
    solve: Solve,
) -> Result:
    """
    Build a first roster, bound it by the linear relaxation, then better it piece by piece.

    A piece is some days with all their seats, the rest of everybody's roster standing as
    history; it is given to ``solve`` and taken over when no tier got worse and one better.
    A large neighbourhood search after Shaw 1998 (doi 10.1007/3-540-49481-2_30).
    """
    search = _Search(instance, effort, report, solve)
    search.begin(start)
    search.bound()
    search.better()
    return search.result()


@dataclass
class _Search:
    """The clock, the best roster so far, and what no roster can beat."""

    instance: Instance
    effort: Effort
    report: Report | None
    solve: Solve
    began: float = field(default_factory=time.monotonic)
    roster: Roster = field(default_factory=Roster)
    first_seconds: float = 0.0
    stopped: bool = False

    def __post_init__(self) -> None:
        self.table = Table(self.instance)
        self.pairs = eligible(self.table, RULES)
        self.able = able_of(self.table, self.pairs)
        self.scores = score.score(self.instance, self.roster)
        self.bounds = dict.fromkeys(self.scores, 0)

    @property
    def left(self) -> float:
        """Return the seconds left."""
        return self.began + self.effort.seconds - time.monotonic()

    def begin(self, start: Roster | None) -> None:
        """Take the first lawful roster, built on what is published where there is something."""
        known = start or Roster(self.instance.published)
        found = first_roster(self.instance, self.able, known if len(known) else None)
        self.take(found)
        self.first_seconds = time.monotonic() - self.began
        self.tell("minimum")

    def bound(self) -> None:
        """Find by linear programming what no roster can beat in the goals of cover."""
        for name in ("minimum", "wanted"):
            if self.scores[name] and self.left > 2 and not self.stopped:
                seconds = min(self.left / 8, 20.0)
                self.bounds[name] = least_open(self.table, self.pairs, name, seconds)
                self.tell(name)

    def better(self) -> None:
        """Work on pieces, for cover first, until the time is over or nothing more is won."""
        dice = random.Random(self.effort.seed)
        turns = itertools.cycle(ROUNDS)
        turn, idle = next(turns), 0
        while self.left > 1 and not self.stopped and idle < len(ROUNDS) and not self.is_proven():
            won = [self.work(days, turn) for days in pieces(self.table, self.pairs, turn, dice)]
            idle = 0 if any(won) else idle + 1
            if not any(won):
                turn = next(turns)

    def work(self, days: frozenset[int], turn: Round) -> bool:
        """Solve one piece and keep its seats when the whole got better."""
        if self.left <= 1 or self.stopped:
            return False
        piece = self.piece(days, turn.goals)
        inside = {shift.id for shift in piece.shifts}
        now = Roster(frozenset(a for a in self.roster.assignments if a.shift in inside))
        effort = replace(self.effort, seconds=min(turn.seconds, self.left))
        found = self.solve(piece, effort, start=now, report=self.relay)
        outside = frozenset(a for a in self.roster.assignments if a.shift not in inside)
        return self.take(Roster(outside | found.roster.assignments))

    def piece(self, days: frozenset[int], goals: frozenset[str]) -> Instance:
        """Make the question of some days; all other seats are settled history."""
        shifts = tuple(one for one in self.instance.shifts if one.day in days)
        inside = {one.id for one in shifts}
        people = {one.id: one for shift in shifts for one in self.able.get(shift.id, ())}
        pins = tuple(pin for pin in self.instance.pins if pin.shift in inside)
        people |= {pin.volunteer: self.instance.volunteer_by_id[pin.volunteer] for pin in pins}
        people |= {one.id: one for one in housemates_beside(self.instance, self.roster)}
        tiers = (tuple(n for n in tier if n in goals) for tier in self.instance.tiers)
        return replace(
            self.instance,
            volunteers=tuple(self.settled(one, inside) for one in people.values()),
            shifts=shifts,
            kits=kits_beside(self.instance, self.roster, inside),
            pins=tuple(Pin(pin.volunteer, pin.shift) for pin in pins),
            bans=tuple(
                ban for ban in self.instance.bans if ban.shift in inside and ban.volunteer in people
            ),
            published=frozenset(
                a for a in self.instance.published if a.shift in inside and a.volunteer in people
            ),
            tiers=tuple(tier for tier in tiers if tier),
        )

    def settled(self, person: Volunteer, inside: Collection[Key]) -> Volunteer:
        """Give a person as a piece sees them: seats outside it are past praying for."""
        known = self.instance.shift_by_id
        seats = [known[one] for one in self.roster.worked_by(person.id) if one not in inside]
        duties = (*person.history.duties, *(one.served for one in seats))
        burden = person.history.burden + sum(int(one.burden or 0) for one in seats)
        return replace(person, history=replace(person.history, duties=duties, burden=burden))

    def take(self, roster: Roster) -> bool:
        """Take a roster over when it is better, tier by tier; say whether it was."""
        scores = score.score(self.instance, roster)
        if not len(self.roster) or self.rank(scores) < self.rank(self.scores):
            self.roster, self.scores = roster, scores
            return True
        return False

    def rank(self, scores: dict[str, int]) -> tuple[int, ...]:
        """Put the scores in the order of the tiers."""
        return tuple(sum(scores[name] for name in tier) for tier in self.instance.tiers)

    def is_proven(self) -> bool:
        """Tell whether every tier meets its bound."""
        return all(self.scores[name] <= self.bounds[name] for name in self.scores)

    def relay(self, _piece: Progress) -> bool:
        """Pass on where the whole stands while a piece is worked on."""
        self.tell(self.blamed().goals[0])
        return not self.stopped

    def tell(self, name: str) -> None:
        """Tell the caller where the search stands, and listen."""
        if self.report is None:
            return
        value, bound = self.scores[name], self.bounds[name]
        progress = Progress(
            seconds=round(time.monotonic() - self.began, 3),
            tier=(name,),
            open_minimum=score.minimum(self.instance, self.roster),
            open_wanted=score.wanted(self.instance, self.roster),
            value=value,
            bound=min(bound, value),
            gap=gap_of(value, min(bound, value)),
            roster=self.roster,
        )
        self.stopped = self.stopped or not self.report(progress)

    def tiers(self) -> tuple[TierResult, ...]:
        """Give value and bound of each tier."""
        found = []
        for tier in self.instance.tiers:
            value = sum(self.scores[name] for name in tier)
            bound = min(value, sum(self.bounds[name] for name in tier))
            found.append(TierResult(tier, value, bound, bound == value))
        return tuple(found)

    def blamed(self) -> TierResult:
        """Give the first tier that is not proven, or the last."""
        tiers = self.tiers()
        return next((one for one in tiers if not one.proven), tiers[-1])

    def result(self) -> Result:
        """Sum up."""
        blamed = self.blamed()
        proven = all(one.proven for one in self.tiers())
        return Result(
            status="stopped" if self.stopped else "proven" if proven else "out of time",
            roster=self.roster,
            tiers=self.tiers(),
            value=blamed.value,
            bound=blamed.bound,
            gap=gap_of(blamed.value, blamed.bound),
            seconds=round(time.monotonic() - self.began, 3),
            seed=self.effort.seed,
            peak_mb=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
            pin_breaches=tuple(verify.breaches(self.instance, self.instance.pinned)),
            first_seconds=round(self.first_seconds, 3),
        )


def pieces(
    table: Table, pairs: Pairs, turn: Round, dice: random.Random
) -> Iterator[frozenset[int]]:
    """Cut the horizon into runs of days of about one piece's size, from a drawn first day on."""
    size: dict[int, int] = defaultdict(int)
    for place, count in enumerate(np.bincount(pairs.shift, minlength=len(table.groups)).tolist()):
        for shift in table.groups[place]:
            size[int(shift.day or 0)] += count
    days = sorted(size)
    first = dice.randrange(max(1, len(days)))
    found: set[int] = set()
    for day in days[first:] + days[:first]:
        if found and sum(size[one] for one in found) + size[day] > turn.pairs:
            yield frozenset(found)
            found = set()
        found.add(day)
    if found:
        yield frozenset(found)
