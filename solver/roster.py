"""What is answered: who takes which shift. It is read here, never judged."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

Key = int | str


@dataclass(frozen=True)
class Assignment:
    """One volunteer in one shift."""

    volunteer: Key
    shift: Key


@dataclass(frozen=True)
class Roster:
    """A set of assignments; two rosters are equal when their sets are."""

    assignments: frozenset[Assignment] = frozenset()

    def __post_init__(self) -> None:
        """Take any collection of assignments."""
        object.__setattr__(self, "assignments", frozenset(self.assignments))

    @classmethod
    def of(cls, pairs: Iterable[tuple[Key, Key]]) -> "Roster":
        """Make a roster from (volunteer, shift) pairs."""
        return cls(frozenset(Assignment(*pair) for pair in pairs))

    @cached_property
    def _by_volunteer(self) -> dict[Key, tuple[Key, ...]]:
        found: dict[Key, list[Key]] = {}
        for one in self.assignments:
            found.setdefault(one.volunteer, []).append(one.shift)
        return {volunteer: tuple(shifts) for volunteer, shifts in found.items()}

    @cached_property
    def _by_shift(self) -> dict[Key, tuple[Key, ...]]:
        found: dict[Key, list[Key]] = {}
        for one in self.assignments:
            found.setdefault(one.shift, []).append(one.volunteer)
        return {shift: tuple(people) for shift, people in found.items()}

    def worked_by(self, volunteer: Key) -> tuple[Key, ...]:
        """Return the ids of the shifts this volunteer takes, in no order."""
        return self._by_volunteer.get(volunteer, ())

    def crew(self, shift: Key) -> tuple[Key, ...]:
        """Return the ids of the volunteers in this shift, in no order."""
        return self._by_shift.get(shift, ())

    def volunteers(self) -> frozenset[Key]:
        """Return the ids of everybody with a seat."""
        return frozenset(self._by_volunteer)

    def shifts(self) -> frozenset[Key]:
        """Return the ids of every shift with a crew."""
        return frozenset(self._by_shift)

    def with_(self, volunteer: Key, shift: Key) -> "Roster":
        """Return this roster with one more assignment."""
        return Roster(self.assignments | {Assignment(volunteer, shift)})

    def without(self, volunteer: Key, shift: Key) -> "Roster":
        """Return this roster without one assignment."""
        return Roster(self.assignments - {Assignment(volunteer, shift)})

    def __contains__(self, pair: object) -> bool:
        """Tell whether an assignment or a (volunteer, shift) pair is in it."""
        if isinstance(pair, tuple):
            return Assignment(*pair) in self.assignments
        return pair in self.assignments

    def __len__(self) -> int:
        """Count the seats taken."""
        return len(self.assignments)
