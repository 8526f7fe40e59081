"""Kit: things that exist in limited numbers, and what shifts take of them."""

from dataclasses import dataclass

from solver.faults import need, whole
from solver.language.spans import Span


@dataclass(frozen=True)
class Lent(Span):
    """
    Pieces that are out for a while, as for repair or with another roster.

    Parameters
    ----------
    start, end
        Minutes from the horizon's start; ``end`` is the first minute back.
    count
        Pieces.
    """

    count: int = 1

    def __post_init__(self) -> None:
        """Refuse nothing and less."""
        super().__post_init__()
        whole("count", self.count, 1)


@dataclass(frozen=True)
class Kit:
    """
    One kind of thing that a crew takes along: vests, radios, defibrillators.

    Parameters
    ----------
    name
        What shifts call it by.
    count
        Pieces there are.
    handover_minutes
        Minutes after a shift's end until the next crew can have its pieces.
    lent
        Pieces out for a while.
    """

    name: str
    count: int
    handover_minutes: int = 0
    lent: tuple[Lent, ...] = ()

    def __post_init__(self) -> None:
        """Refuse nameless kit and numbers below nothing."""
        need(bool(self.name), "name", self.name, "a text that is not empty")
        whole("count", self.count, 0)
        whole("handover_minutes", self.handover_minutes, 0)
        object.__setattr__(self, "lent", tuple(self.lent))


@dataclass(frozen=True)
class KitNeed:
    """
    What a shift takes of one kind of kit while it runs, if anybody goes.

    Parameters
    ----------
    name
        The kit, by its name in ``Instance.kits``.
    per_head, per_crew
        Pieces for each of the crew, and for the crew as a whole.
    """

    name: str
    per_head: int = 0
    per_crew: int = 0

    def __post_init__(self) -> None:
        """Refuse a need of nothing."""
        need(bool(self.name), "name", self.name, "a text that is not empty")
        whole("per_head", self.per_head, 0)
        whole("per_crew", self.per_crew, 0)
        fine = self.per_head + self.per_crew > 0
        need(fine, "per_head", self.per_head, "more than 0, or per_crew more than 0")
