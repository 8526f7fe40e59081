"""The hunt for the best deep roster: a first one, a bound, a dive, then pieces two at a time."""

import threading
import time
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, field

from solver.engines.lines.deep import NEVER, Deep
from solver.engines.lines.dive import Dive
from solver.engines.lines.first import first_sheet
from solver.engines.lines.flow import MOST_ARCS, Flow
from solver.engines.lines.person import Person
from solver.engines.lines.piece import Column, Piece, Team
from solver.engines.lines.pieces import Pieces
from solver.engines.lines.sheet import Sheet
from solver.engines.lines.worth import Worth, scaled_worth, seeds, worth_of

# The whole is not given to column generation when one round of it takes so many seconds.
HEAVY_ROUND = 2.0
SMOOTH = 0.5
# Nor is a horizon of more weeks.
MOST_WEEKS = 30
# How often the caller is told, in seconds.
BEAT = 0.2
GRACE = 0.6


@dataclass
class Hunt:
    """
    One search on a deep question.

    ``best`` and ``bound`` hold at any time; ``bound`` never exceeds the value of any roster.
    """

    deep: Deep
    seconds: float
    workers: int = 2
    seed: int = 1
    best: Sheet | None = None
    bound: int = -NEVER
    first_seconds: float = 0.0
    stopped: bool = False
    began: float = field(default_factory=time.monotonic)

    def __post_init__(self) -> None:
        """Make ready."""
        self._lock = threading.Lock()
        self._busy: set[int] = set()
        self._worth: Worth | None = None
        self._team: Team | None = None
        self._faults: list[BaseException] = []

    def left(self) -> float:
        """Return the seconds left; none once stopped or proven."""
        if self.stopped or self._faults or self.is_proven():
            return 0.0
        return self.began + self.seconds - time.monotonic()

    def is_proven(self) -> bool:
        """Tell whether no roster can be better."""
        return self.best is not None and self.best.value - self.deep.step < self.bound

    def run(self, watch: Callable[[], bool]) -> None:
        """Work until the time is over, the best is proven, or ``watch`` answers False."""
        tasks = [self._whole, *([self._better] * (self.workers - 1))]
        threads = [
            threading.Thread(target=self._guard, args=(task, self.seed + place), daemon=True)
            for place, task in enumerate(tasks)
        ]
        self.best = first_sheet(self.deep, self.seed, lambda: self.left() > self.seconds / 2)
        self.first_seconds = time.monotonic() - self.began
        for thread in threads:
            thread.start()
        while any(thread.is_alive() for thread in threads):
            for thread in threads:
                thread.join(BEAT / len(threads))
            if not watch():
                self.stopped = True
            if self.left() <= 0:
                # A linear programme under way cannot be broken off; its outcome is not waited for.
                for thread in threads:
                    thread.join(GRACE / len(threads))
                break
        if self._faults:
            raise self._faults[0]

    def _guard(self, task: Callable[[int], None], seed: int) -> None:
        try:
            task(seed)
        except BaseException as fault:
            self._faults.append(fault)

    def _whole(self, seed: int) -> None:
        """Bound the whole, dive from there, and then work on pieces."""
        assert self.best is not None
        sheet = self.best
        if self._is_light():
            piece = Piece(sheet, range(self.deep.people), 0, self.deep.days)
            until = time.monotonic() + self.left() * 0.5
            done = piece.generate(lambda: self._until(until, piece), float(NEVER), SMOOTH)
            self._tell(piece)
            # The dive settles cells in its own people, so others get copies.
            self._worth, self._team = worth_of(piece), [copy(one) for one in piece.people]
            if done and not self.is_proven():
                until = time.monotonic() + self.left() * 0.5
                found = Dive(piece, lambda: min(self.left(), until - time.monotonic())).best(
                    piece.value
                )
                self._take(piece, found)
            if not self.is_proven():
                self._close(sheet, piece)
        self._better(seed)

    def _is_light(self) -> bool:
        """Tell whether one round of column generation on the whole is quick, in time and room."""
        if self.deep.days > 7 * MOST_WEEKS:
            return False
        some = [Person(self.deep, who) for who in range(0, self.deep.people, 8)]
        return 8 * sum(one.size for one in some) * 3e-9 < HEAVY_ROUND

    def _close(self, sheet: Sheet, piece: Piece) -> None:
        """Give a small question whole to the integer programme, for half of the time left."""
        whole = Piece(sheet, piece.asked, 0, self.deep.days)
        flow = Flow(whole)
        if flow.size <= MOST_ARCS:
            until = time.monotonic() + self.left() * 0.5
            whole.bound, found = flow.solve(lambda: min(self.left(), until - time.monotonic()))
            self._take(whole, found)
            self._tell(whole)

    def _until(self, moment: float, piece: Piece) -> float:
        self._tell(piece)
        return min(self.left(), moment - time.monotonic())

    def _tell(self, piece: Piece) -> None:
        """Let the whole's bound hold for all."""
        bound = piece.bound + self.deep.constant
        step = self.deep.step
        # Values lie whole steps apart, counted from the constant.
        bound = self.deep.constant - (self.deep.constant - bound) // step * step
        self.bound = max(self.bound, bound)

    def _better(self, seed: int) -> None:
        """Work on one piece after another."""
        pieces = Pieces(self.deep, seed)
        while self.left() > 0:
            pieces.worth = self._worth
            with self._lock:
                assert self.best is not None
                shape, people, first, end = pieces.draw(self.best, self._busy)
                # Parts of lines fit only the lines they were cut from; whole lines fit anywhere.
                taken = set(people) if shape.weeks else set()
                self._busy |= taken
                sheet = self.best
            piece = Piece(sheet, people, first, end, self._team)
            try:
                found = self._work(piece, pieces.share())
                self._take(piece, found)
            finally:
                with self._lock:
                    self._busy -= taken
            most = self.deep.people * (1.0 if shape.weeks is None else 0.5)
            shape.learn(piece.effort, max(2.0, most))

    def _work(self, piece: Piece, share: float) -> list[Column] | None:
        """Generate columns for a piece and dive, unless its bound says that nothing is to be won."""
        goal = piece.value - self.deep.step + 1
        if self._worth is not None:
            if piece.end - piece.first == self.deep.days:
                piece.learn(seeds(self._worth, piece.asked))
            piece.price(scaled_worth(self._worth, piece))
        if piece.bound >= goal:
            return None
        piece.generate(self.left, goal, SMOOTH)
        if piece.bound >= goal or self.left() <= 0:
            return None
        return Dive(piece, self.left, share).best(piece.value)

    def _take(self, piece: Piece, found: list[Column] | None) -> None:
        """Take lines over when the whole gets no dearer."""
        if found is None:
            return
        days = slice(piece.first, piece.end)
        with self._lock:
            assert self.best is not None
            people = [piece.asked[one.place] for one in found]
            lines = [self.best.lines[who].copy() for who in people]
            for line, one in zip(lines, found, strict=True):
                line[days] = one.line
            fresh = self.best.with_lines(people, lines, [one.price for one in found])
            if fresh.value <= self.best.value:
                self.best = fresh
