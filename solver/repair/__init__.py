"""The same question after a change: seats filled again, moving as few people as can be."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace

from solver import score
from solver.effort import Effort, Report
from solver.events import Event
from solver.instance import Instance, Key
from solver.repair.calls import Call, calls
from solver.repair.options import Option, chains, fills, option
from solver.repair.question import Question, asked_again
from solver.repair.region import region, wider, within
from solver.roster import Assignment, Roster
from solver.search import solve
from solver.verify import CREW_CHECKS, breaches_of, crew_breaches

__all__ = ["Call", "Option", "Repaired", "asked_again", "repair"]

# So many ways and people to call are handed back.
MOST_OPTIONS, MOST_CALLS = 12, 30


@dataclass(frozen=True)
class Repaired:
    """
    What repair hands back.

    Parameters
    ----------
    instance
        The question after the event, with what it left standing as published.
    roster
        The repaired roster, lawful like every other.
    moved, joined
        Seats taken from people who could have kept them, and seats newly given.
    short
        Seats of the minimum that were filled before and are open now.
    cost, bound
        What the seats taken cost together, late ones dearer, and what they
        cost at least wherever so many seats are filled.
    proven
        Whether fewer could neither be short nor, at that, be moved for less.
    alternatives
        Other ways, the best first; the one taken is the first of them.
    calls
        For each shift hit whom to call, the best first.
    seconds
        Wall clock.
    """

    instance: Instance
    roster: Roster
    moved: frozenset[Assignment]
    joined: frozenset[Assignment]
    short: int
    cost: int
    bound: int
    proven: bool
    alternatives: tuple[Option, ...]
    calls: Mapping[Key, tuple[Call, ...]]
    seconds: float


def repair(
    instance: Instance,
    roster: Roster,
    event: Event,
    effort: Effort | None = None,
    *,
    report: Report | None = None,
) -> Repaired:
    """
    Fill seats again after an event, to the number they had, moving the fewest.

    Of the lawful rosters those come first in which fewest critical and other
    minimum seats that were filled are open now, then those for which moving
    people costs least (one a seat, more where they hear of it late), then the
    best by the other goals. Seats above the minimum move nobody.

    A single seat is filled by trying: everybody free, then everybody whose own
    seat another could take. What that leaves open is given to the exact search:
    the shifts hit alone with everybody kept, then, with them, those that people
    could be moved from, then wider still. Whoever moves first leaves a seat for
    a shift hit or makes room in it, so a chain that leads out of a region moves
    one more than the region is wide: that bounds what any roster moves.

    Raises
    ------
    BadInput
        If the event names people or shifts that are not there.
    """
    return _Repair(Question.of(instance, roster, event), effort or Effort(), report).result()


class _Repair:
    """One repair: the clock, the best way so far, and what no way can beat."""

    def __init__(self, question: Question, effort: Effort, report: Report | None) -> None:
        self._began = time.monotonic()
        self._question, self._effort, self._report = question, effort, report
        shifts = [question.asked.shift_by_id[one] for one in question.hit]
        self._fills = {one.id: fills(question, one) for one in shifts}
        self._tried = [one for some in self._fills.values() for one in some]
        self._unlawful = [
            one for one in shifts if crew_breaches(question.asked, one, question.now.crew(one))
        ]
        self._best = self._nothing()
        self._bound, self._proven, self._tried_pinned = 0, False, False

    def result(self) -> Repaired:
        """Work and sum up."""
        if not self._question.hit:
            self._proven = True
        elif not self._by_trying():
            self._exactly()
        asked, best = self._question.asked, self._best
        others = sorted({one for one in self._tried if one != best}, key=lambda one: one.rank)
        cost = best.cost
        return Repaired(
            asked,
            best.roster(self._question.kept),
            best.moved,
            best.joined,
            score.minimum(asked, best.roster(self._question.kept)),
            cost,
            cost if self._proven else min(cost, self._bound),
            self._proven,
            (best, *others[: MOST_OPTIONS - 1]) if self._question.hit else (),
            {
                shift: calls(self._question, asked.shift_by_id[shift], found)[:MOST_CALLS]
                for shift, found in self._fills.items()
            },
            round(time.monotonic() - self._began, 3),
        )

    def _by_trying(self) -> bool:
        """Fill a single seat by trying; tell whether that is proven to move the fewest."""
        (shift, *more), asked = self._question.hit, self._question.asked
        seat = asked.shift_by_id[shift]
        crew = len(self._question.kept.crew(shift))
        if more or seat.standby_for is not None or max(seat.minimum, seat.wanted) - crew > 1:
            return False
        free = next((one for one in self._fills[shift] if self._holds(one)), None)
        if free is not None:
            self._best, self._proven = free, True
            return True
        if not self._region(asked.linked([shift]), pinned=True) or self._is_filled():
            return self._proven
        if crew >= seat.minimum and not self._unlawful:
            self._proven = True
            return True
        self._bound = self._question.least_first_move
        found = chains(self._question, seat)
        self._tried += found
        chain = next((one for one in found if self._holds(one)), None)
        if chain is not None and chain.value < self._best.value:
            self._best = chain
            self._proven = self._is_filled() and chain.cost <= self._bound
        return self._proven

    def _exactly(self) -> None:
        """Ask wider and wider regions until what they say is proven for the whole."""
        shifts, width = self._question.asked.linked(self._question.hit), 0
        # A single seat's shift was asked before anybody was moved.
        several = len(shifts) > 1 or not self._tried_pinned
        if several and self._region(shifts, pinned=True) and self._is_filled():
            self._proven = True
            return
        while not self._proven and self._left > 0:
            reach = wider(self._question, shifts)
            width += 1
            told = self._region(reach, whole=width == 1)
            further = 0 if self._question.is_tangled else width
            outside = self._question.least_first_move + further * self._question.least_move
            everything = wider(self._question, reach) == reach
            self._proven = told and (
                everything or (self._is_filled() and self._best.cost <= outside)
            )
            if not told or reach == shifts:
                break
            shifts = reach

    def _region(self, shifts: frozenset[Key], *, pinned: bool = False, whole: bool = True) -> bool:
        """
        Ask a region and keep what is better; tell whether it was proven as far as it counts.

        Wide regions are not asked ``whole``: only whom to move, not what is best then.
        """
        self._tried_pinned = self._tried_pinned or pinned
        piece = region(self._question, shifts, pinned=pinned)
        if not whole:
            piece = replace(piece, tiers=piece.tiers[: _moving_tiers(piece)])
        start = Roster(
            frozenset(
                one
                for one in self._best.roster(self._question.kept).assignments
                if one.shift in shifts
            )
        )
        left = self._left
        if left <= 0:
            return False
        effort = replace(self._effort, seconds=left)
        found = solve(piece, effort, start=start, report=self._report)
        after = within(self._question.kept, found.roster, shifts).assignments
        kept = self._question.kept.assignments
        way = option(self._question, kept - after, after - kept)
        if self._holds(way) and way.value < self._best.value:
            self._best = way
            self._tried.append(way)
        return all(one.proven for one in found.tiers[: _moving_tiers(piece)])

    def _is_filled(self) -> bool:
        """Tell whether nothing that was filled is open and every crew is lawful."""
        filled = -self._best.worse(self._question.asked, "minimum")
        missing = score.minimum(self._question.asked, self._question.kept)
        return filled >= missing and self._holds(self._best)

    @property
    def _left(self) -> float:
        return self._effort.seconds - (time.monotonic() - self._began)

    def _holds(self, way: Option) -> bool:
        """
        Judge a way by the specification: everybody it touches, and their crews.

        What was broken before may stay, but for the crews that were hit: they
        are to be lawful again unless somebody is pinned there.
        """
        asked, kept = self._question.asked, self._question.kept
        after = way.roster(kept)
        shifts = {one.shift for one in way.moved | way.joined} | {*self._question.hit}
        people = {one.volunteer for one in way.moved | way.joined}
        people |= {one for shift in shifts for one in after.crew(shift)}
        old, new = (
            {one.mark: one for key in people for one in breaches_of(asked, some, key)}
            for some in (kept, after)
        )
        pinned = asked.pinned.shifts()
        return all(
            mark in old
            and (one.rule not in CREW_CHECKS or one.shift in pinned or one.shift not in shifts)
            for mark, one in new.items()
        )

    def _nothing(self) -> Option:
        """Start from what stands, crews that are no longer lawful sent home."""
        pinned = self._question.asked.pinned
        gone = {one.id for one in self._unlawful}
        moved = frozenset(
            one
            for one in self._question.kept.assignments
            if one.shift in gone and one not in pinned
        )
        return option(self._question, moved, frozenset())


def _moving_tiers(piece: Instance) -> int:
    """Count the tiers down to the one that keeps people where they are."""
    return next(place for place, tier in enumerate(piece.tiers, 1) if "stability" in tier)
