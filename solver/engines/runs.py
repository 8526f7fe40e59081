"""One attempt of one engine at one tier, in a thread of its own, and how to follow several."""

import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from solver.drawing.table import Numbers
from solver.model import Model, Tier

POLL_SECONDS = 0.2

# Told of the best point so far (None when nothing is new) and the bound;
# False asks for a stop.
Watch = Callable[[Numbers | None, int], bool]


@dataclass(frozen=True)
class Outcome:
    """A point of the model (empty if none was found), a bound, and whether they meet."""

    point: Numbers
    bound: int
    proven: bool


class NoPoint(RuntimeError):
    """A model without any point; a whole question always has one, a part of it may have none."""


class Run(ABC):
    """
    An engine at work on a tier.

    A subclass searches in ``_search`` and meanwhile calls ``_found`` and
    ``_raise_bound``; it looks at ``stopping`` or is told by ``stop``.
    """

    def __init__(self, model: Model, tier: Tier, bell: threading.Event) -> None:
        self._model, self._tier, self._bell = model, tier, bell
        self._lock = threading.Lock()
        self._fresh: Numbers | None = None
        self._offered: Numbers | None = None
        self._failure: Exception | None = None
        self._thread = threading.Thread(target=self._guarded, daemon=True)
        self.stopping = False
        self.bound: int | None = None
        self.exhausted = False
        self.over = False

    def start(self) -> None:
        """Begin in a thread of its own."""
        self._thread.start()

    def join(self) -> None:
        """Wait for the end; raise what went wrong."""
        self._thread.join()
        if self._failure is not None:
            raise self._failure

    def stop(self) -> None:
        """Ask the engine to end soon."""
        self.stopping = True

    def offer(self, point: Numbers) -> None:
        """Keep a better point found elsewhere, for an engine that cares."""
        self._offered = point

    def take(self) -> Numbers | None:
        """Return the newest point, once."""
        with self._lock:
            fresh, self._fresh = self._fresh, None
        return fresh

    def _found(self, point: Numbers) -> None:
        with self._lock:
            self._fresh = point
        self._bell.set()

    def _raise_bound(self, bound: float) -> None:
        # Engines report minus infinity before they know anything.
        if bound > -1e15:
            whole = self._tier.constant + int(np.ceil(bound - 1e-6))
            self.bound = whole if self.bound is None else max(self.bound, whole)
            self._bell.set()

    @abstractmethod
    def _search(self) -> None:
        """Search until done or told to stop."""

    def _guarded(self) -> None:
        try:
            self._search()
        except Exception as failure:  # handed to the caller's thread by join()
            self._failure = failure
        # Said before the bell, so that whoever it wakes need not wait again.
        self.over = True
        self._bell.set()


def follow(
    runs: Sequence[Run],
    bell: threading.Event,
    tier: Tier,
    start: Numbers | None,
    floor: int,
    watch: Watch,
) -> Outcome:
    """
    Run engines side by side until one proves its point, or all have ended.

    What one finds is offered to the others; the bounds of all count.
    """
    best = start
    bound, told = floor, True
    for run in runs:
        run.start()
    while True:
        bell.wait(POLL_SECONDS)
        bell.clear()
        over = all(run.over for run in runs)
        fresh = None
        for run in runs:
            point = run.take()
            if point is not None and (best is None or tier.value(point) < tier.value(best)):
                best = fresh = point
                for other in runs:
                    if other is not run:
                        other.offer(point)
            bound = max(bound, floor if run.bound is None else run.bound)
        proven = best is not None and tier.value(best) <= bound
        proven = proven or any(run.over and run.exhausted for run in runs)
        told = watch(fresh, bound) and told
        if proven or not told:
            for run in runs:
                run.stop()
        if over:
            break
    for run in runs:
        run.join()
    point = np.array([], dtype=np.int64) if best is None else best
    return Outcome(point, bound, proven)
