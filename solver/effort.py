"""What a search may spend, what it tells on the way, and what it hands back."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from solver.faults import need, whole
from solver.roster import Roster
from solver.verify import Breach

Status = Literal["proven", "stopped", "out of time"]


@dataclass(frozen=True)
class Effort:
    """
    What a search may spend.

    Parameters
    ----------
    seconds
        Wall clock, building the model included.
    workers
        Threads; with one and time enough the same input gives the same roster.
    seed
        Of everything drawn by lot.
    """

    seconds: float = 60.0
    workers: int = 2
    seed: int = 1

    def __post_init__(self) -> None:
        """Refuse nothing and less."""
        need(self.seconds > 0, "seconds", self.seconds, "more than 0")
        whole("workers", self.workers, 1)
        whole("seed", self.seed, 0)


@dataclass(frozen=True)
class Progress:
    """
    Where a search stands.

    Parameters
    ----------
    seconds
        Since the start.
    tier
        Names of the goals being worked on.
    open_minimum, open_wanted
        Seats short of the minimum and of the number wanted.
    value, bound, gap
        Of this tier: the best value so far, what no roster can beat, and the
        distance of the two relative to the value.
    roster
        The best so far, when it is new; None when it is the one told before.
    """

    seconds: float
    tier: tuple[str, ...]
    open_minimum: int
    open_wanted: int
    value: int
    bound: int
    gap: float
    roster: Roster | None = None


# Called about four times a second; False asks the search to stop.
Report = Callable[[Progress], bool]


@dataclass(frozen=True)
class TierResult:
    """What became of one tier: goals, value, bound, and whether it is proven."""

    goals: tuple[str, ...]
    value: int
    bound: int
    proven: bool


@dataclass(frozen=True)
class Result:
    """
    What a search hands back; the roster is always lawful.

    Parameters
    ----------
    status
        ``proven`` in every tier, ``stopped`` when told to, or ``out of time``.
    tiers
        Most important first. After a tier that is not proven the bounds of
        later ones hold under the value reached in it.
    value, bound, gap
        Of the first tier not proven, or of the last one.
    seconds, seed, peak_mb
        Wall clock, the seed, and the greatest memory of the process so far.
    pin_breaches
        Rules the pins break by themselves; the search left those alone.
    first_seconds
        When the first lawful roster with people in it was there.
    """

    status: Status
    roster: Roster
    tiers: tuple[TierResult, ...]
    value: int
    bound: int
    gap: float
    seconds: float
    seed: int
    peak_mb: int
    pin_breaches: tuple[Breach, ...] = field(default=())
    first_seconds: float = 0.0


def gap_of(value: int, bound: int) -> float:
    """Return the distance between value and bound, relative to the value."""
    return max(0, value - bound) / max(1, abs(value))
