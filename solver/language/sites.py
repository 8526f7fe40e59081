"""Places: what weather closes there, and how long it takes to get from one to another."""

from dataclasses import dataclass
from functools import cached_property

from solver.faults import need, whole
from solver.language.spans import Span


@dataclass(frozen=True)
class Closure(Span):
    """
    A stretch of heat or storm in which outdoor shifts do not take place.

    Parameters
    ----------
    start, end
        Minutes from the horizon's start; ``end`` is the first minute over. An
        outdoor shift that shares a minute with it is closed from end to end.
    sites
        Where; nothing here is everywhere.
    """

    sites: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        """Take any collection of sites."""
        super().__post_init__()
        object.__setattr__(self, "sites", frozenset(self.sites))

    def closes(self, start: int, end: int, site: str) -> bool:
        """Tell whether outdoor duty of these minutes at this site falls out."""
        return (not self.sites or site in self.sites) and start < self.end and self.start < end


@dataclass(frozen=True)
class Leg:
    """
    How long it takes from one site to another.

    Parameters
    ----------
    origin, destination
        Sites; the way back takes as long unless it has a leg of its own.
    minutes
        From door to door.
    """

    origin: str
    destination: str
    minutes: int

    def __post_init__(self) -> None:
        """Refuse legs from a place to itself."""
        for name in ("origin", "destination"):
            need(bool(getattr(self, name)), name, getattr(self, name), "the name of a site")
        fine = self.origin != self.destination
        need(fine, "destination", self.destination, f"another site than {self.origin}")
        whole("minutes", self.minutes, 0)


@dataclass(frozen=True)
class Travel:
    """
    How long people are on the way between sites.

    Parameters
    ----------
    default_minutes
        Between any two sites without a leg. From and to no site at all there
        is no way to go.
    legs
        What is known better.
    """

    default_minutes: int = 0
    legs: tuple[Leg, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a leg that stands twice."""
        whole("default_minutes", self.default_minutes, 0)
        object.__setattr__(self, "legs", tuple(self.legs))
        known: set[tuple[str, str]] = set()
        for place, one in enumerate(self.legs):
            way = (one.origin, one.destination)
            need(way not in known, f"legs[{place}]", way, "each way once")
            known.add(way)

    @property
    def takes_time(self) -> bool:
        """Tell whether any way takes a minute."""
        return self.default_minutes > 0 or any(one.minutes for one in self.legs)

    def minutes(self, origin: str, destination: str) -> int:
        """Return the minutes from one site to another."""
        if not origin or not destination or origin == destination:
            return 0
        back = self._known.get((destination, origin), self.default_minutes)
        return self._known.get((origin, destination), back)

    @cached_property
    def _known(self) -> dict[tuple[str, str], int]:
        return {(one.origin, one.destination): one.minutes for one in self.legs}
