"""How a seat and a shift are shown on the board: chips of people, and how full a crew is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from volunteer_app.duties.models import Shift


@dataclass(frozen=True)
class Chip:
    """
    One person on one shift as the board shows them.

    ``state`` is ``new`` while nobody was told, ``offered`` and ``accepted`` once published,
    ``leaving`` when the draft no longer has a seat that is still published.
    """

    person_id: int
    name: str
    leads: bool
    pinned: bool
    by_hand: bool
    overruled: bool
    state: str

    @classmethod
    def of(cls, placement: Any, name: str, state: str) -> Chip:
        """Make the chip of a placement."""
        return cls(
            placement.person_id,
            name,
            placement.leads,
            placement.pinned,
            placement.by_hand,
            bool(placement.override_reason),
            state,
        )

    @classmethod
    def leaving(cls, seat: Any, name: str) -> Chip:
        """Make the chip of a published seat that the draft no longer has."""
        return cls(seat.person_id, name, seat.leads, False, False, False, "leaving")


def state_of(seat: Any | None) -> str:
    """Give a chip's state from the published seat, if there is one."""
    return seat.state if seat is not None and seat.held else "new"


@dataclass(frozen=True)
class Shown:
    """One shift with its crew, as a cell of the board."""

    shift: Shift
    chips: Sequence[Chip]
    leaving: Sequence[Chip]
    gave_back: Sequence[str]

    @property
    def placed(self) -> int:
        """How many people the draft has on it."""
        return len(self.chips)

    @property
    def short(self) -> int:
        """How many people are missing to the least it needs."""
        return max(0, self.shift.minimum - self.placed)

    @property
    def room(self) -> int:
        """How many wanted seats are open."""
        return max(0, self.shift.wanted - self.placed)

    @property
    def alone(self) -> int:
        """How many people are missing so that nobody serves in too small a crew."""
        least = self.shift.duty_kind.least_crew
        return max(0, least - self.placed) if self.placed else 0

    @property
    def state(self) -> str:
        """How full it is, in one word for the page to translate."""
        if self.shift.cancelled_at is not None:
            return "cancelled"
        if self.short or self.alone:
            return "needed"
        return "more" if self.room else "full"

    @property
    def missing(self) -> int:
        """How many people the state is about."""
        return max(self.short, self.alone) or self.room

    @property
    def leaderless(self) -> bool:
        """Whether a lead is asked for and nobody is named yet."""
        leads = max(self.shift.lead_seats, self.shift.duty_kind.lead_seats)
        return bool(leads and self.chips and not any(chip.leads for chip in self.chips))
