"""The hunt for the best deep roster: a first one, a bound, a dive, then pieces two at a time."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from copy import copy
from dataclasses import dataclass, field
from itertools import cycle

from solver.engines.lines.deep import NEVER, Deep
from solver.engines.lines.dive import Dive
from solver.engines.lines.first import Dealer
from solver.engines.lines.flow import MOST_ARCS, Flow
from solver.engines.lines.person import Line
from solver.engines.lines.piece import Column, Piece, Team
from solver.engines.lines.pieces import Pieces
from solver.engines.lines.sheet import Sheet
from solver.engines.lines.stretches import LONG, Stretches
from solver.engines.lines.worth import Worth, scaled_worth, seeds, worth_of

# The whole is given to column generation when so many rounds of it fit in this share of the time.
ROUNDS, WHOLE = 50, 0.4
# Horizons of more weeks are worked on in stretches where the whole could not be generated in time.
SHORT = 4
# The first lines may be bettered for so much of the time.
DEALING = 0.2
# How boldly the workers dive from the whole: a share of the days not settled, a step.
DIVES = (0.06, 0.12)
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
    dealt: Line | None = None

    def __post_init__(self) -> None:
        """Make ready."""
        self._lock = threading.Lock()
        self._bounded = threading.Event()
        self._root: Piece | None = None
        # Whether no line is left out that could make the whole cheaper.
        self._generated = False
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
        threads = [
            threading.Thread(target=self._guard, args=(place,), daemon=True)
            for place in range(self.workers)
        ]
        self._deal(watch)
        self.first_seconds = time.monotonic() - self.began
        if self.best is None:
            return
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

    def _deal(self, watch: Callable[[], bool]) -> None:
        """Deal first lines, telling the watch in between; keep what there is if time is over."""
        dealer = Dealer(self.deep, self.seed)
        told = time.monotonic()

        def left() -> float:
            nonlocal told
            if time.monotonic() - told > BEAT:
                told = time.monotonic()
                self.stopped = self.stopped or not watch()
            return self.left()

        self.best = dealer.sheet(lambda: left() > 0, lambda: left() > self.seconds * (1 - DEALING))
        self.dealt = dealer.lines

    def _guard(self, place: int) -> None:
        try:
            if place == 0:
                self._bound()
                self._bounded.set()
            while not self._bounded.wait(BEAT):
                if self.left() <= 0:
                    return
            in_stretches = self.deep.days > 7 * (LONG if self._generated else SHORT)
            dives = self._root is not None and (self._generated or not in_stretches)
            if dives and not self.is_proven():
                self._dive(place)
            if place == 0 and not self.is_proven():
                self._close()
            if not in_stretches:
                self._better(self.seed + place)
            elif place == 0:
                self._stretch_by_stretch()
        except BaseException as fault:
            self._faults.append(fault)
        finally:
            self._bounded.set()

    def _bound(self) -> None:
        """Bound the whole by column generation, all workers pricing; the worths are for all."""
        assert self.best is not None
        piece = Piece(self.best, range(self.deep.people), 0, self.deep.days)
        if piece.round_effort * ROUNDS > self.left() * WHOLE:
            return
        until = time.monotonic() + self.left() * WHOLE
        with ThreadPoolExecutor(self.workers) as threads:
            piece.threads = threads if self.workers > 1 else None
            piece.generate(lambda: self._until(until, piece), float(NEVER))
        piece.threads = None
        self._generated = time.monotonic() < until
        self._tell(piece)
        self._worth, self._root = worth_of(piece), piece
        # Dives settle cells in their own people, so others get copies.
        self._team = [copy(one) for one in piece.people]

    def _dive(self, place: int) -> None:
        """Dive from the whole; every worker but the first less or more boldly."""
        assert self._root is not None
        until = time.monotonic() + self.left() * 0.6
        piece = self._root.twin()
        dive = Dive(
            piece, lambda: min(self.left(), until - time.monotonic()), DIVES[place % len(DIVES)]
        )
        self._take(piece, dive.best(piece.value))

    def _close(self) -> None:
        """Give a small question whole to the integer programme, for half of the time left."""
        assert self.best is not None
        if self.deep.people * self.deep.days > MOST_ARCS:
            return
        whole = Piece(self.best, range(self.deep.people), 0, self.deep.days)
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
            assert self.best is not None
            sheet = self.best
            piece = Piece(sheet, pieces.draw(sheet), 0, self.deep.days, self._team)
            self._take(piece, self._work(piece, pieces.share()))
            pieces.learn(piece.effort)

    def _stretch_by_stretch(self) -> None:
        """Work on everybody in one stretch after another, all workers pricing and then diving."""
        stretches = Stretches(self.deep, self.workers)
        with ThreadPoolExecutor(self.workers) as threads:
            while self.left() > 0:
                assert self.best is not None
                first, end = stretches.draw(self.best, self.left())
                piece = Piece(self.best, range(self.deep.people), first, end)
                piece.threads = threads if self.workers > 1 else None
                goal = piece.value - self.deep.step + 1
                piece.generate(self.left, goal)
                piece.threads = None
                if piece.bound < goal and self.left() > 0:
                    twins = [piece, *(piece.twin() for _ in range(self.workers - 1))]
                    for found in threads.map(self._dived, twins, cycle(DIVES)):
                        self._take(piece, found)
                stretches.learn(first, end, piece.effort)

    def _dived(self, piece: Piece, share: float) -> list[Column] | None:
        return Dive(piece, self.left, share).best(piece.value)

    def _work(self, piece: Piece, share: float) -> list[Column] | None:
        """Generate columns for a piece and dive, unless its bound says that nothing is to be won."""
        goal = piece.value - self.deep.step + 1
        if self._worth is not None:
            piece.learn(seeds(self._worth, piece.asked))
            piece.price(scaled_worth(self._worth, piece))
        if piece.bound >= goal:
            return None
        piece.generate(self.left, goal)
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
            whole = piece.end - piece.first == self.deep.days
            # Parts of lines fit only the lines they were cut from; whole lines fit anywhere.
            if not whole and (self.best.lines[people] != piece.sheet.lines[people]).any():
                return
            lines = [self.best.lines[who].copy() for who in people]
            for line, one in zip(lines, found, strict=True):
                line[days] = one.line
            fresh = self.best.with_lines(people, lines, [one.price for one in found])
            if fresh.value <= self.best.value:
                self.best = fresh
