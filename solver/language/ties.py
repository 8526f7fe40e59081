"""Ties between people: who serves together, who apart, and who shares a home."""

from dataclasses import dataclass
from typing import Literal

from solver.faults import distinct, key, need, whole
from solver.roster import Key


@dataclass(frozen=True)
class Tie:
    """
    Two people who serve together, or apart.

    Somebody the instance does not know never serves: tied together with them
    nobody serves either.

    Parameters
    ----------
    volunteers
        The two.
    kind
        ``together``: in any shift both serve or neither. ``apart``: in no shift
        both.
    price
        What each shift costs in which the tie is broken (the goal ``ties``);
        None makes it a hard rule.
    """

    volunteers: tuple[Key, ...]
    kind: Literal["together", "apart"]
    price: int | None = None

    def __post_init__(self) -> None:
        """Refuse ties of one, of three, and of kinds that do not exist."""
        object.__setattr__(self, "volunteers", tuple(self.volunteers))
        for one in self.volunteers:
            key("volunteers", one)
        fine = len(self.volunteers) == 2 and len(set(self.volunteers)) == 2
        need(fine, "volunteers", self.volunteers, "the ids of two people")
        need(self.kind in ("together", "apart"), "kind", self.kind, "together or apart")
        if self.price is not None:
            whole("price", self.price, 1)

    @property
    def is_hard(self) -> bool:
        """Tell whether the tie is a rule, not a wish."""
        return self.price is None


@dataclass(frozen=True)
class Household:
    """
    People of one home, of whom somebody may have to stay.

    Parameters
    ----------
    volunteers
        Who lives there.
    most_away
        So many of them at most serve at the same time, settled duties counted.
    """

    volunteers: tuple[Key, ...]
    most_away: int = 1

    def __post_init__(self) -> None:
        """Refuse somebody twice and less than nobody away."""
        object.__setattr__(self, "volunteers", tuple(self.volunteers))
        for one in self.volunteers:
            key("volunteers", one)
        distinct("volunteers", self.volunteers)
        whole("most_away", self.most_away, 0)
