"""Places: what weather closes there, and how long it takes to get from one to another."""

from dataclasses import dataclass

from solver.spans import Span


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
