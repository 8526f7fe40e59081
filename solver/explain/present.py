"""One roster as it stands: each person's seats and each crew looked up once."""

from collections.abc import Collection, Iterable, Sequence
from functools import cached_property

from solver.instance import Instance, Key, Shift, Volunteer
from solver.roster import Roster
from solver.verify import (
    SEAT_CHECKS,
    Breach,
    crew_breaches,
    newly_shared,
    no_worse,
    person_breaches,
    seats_of,
)

Marks = frozenset[tuple[object, ...]]

# Whoever is not of the team or not there is told nothing that hangs on their other seats.
ABSENT = ("team", "availability")


class Present:
    """What stands in a roster, and what one more seat would newly break."""

    def __init__(self, instance: Instance, roster: Roster) -> None:
        self.instance, self.roster = instance, roster
        self._seats: dict[Key, list[Shift]] = {}
        self._old: dict[Key, Marks] = {}
        self._crews: dict[Key, tuple[list[Volunteer], list[Breach]]] = {}

    def seats(self, person: Key) -> list[Shift]:
        """Return a person's seats in order of time."""
        if person not in self._seats:
            self._seats[person] = seats_of(self.instance, self.roster, person)
        return self._seats[person]

    def old(self, person: Key) -> Marks:
        """Return the marks of what a person's seats break already."""
        if person not in self._old:
            volunteer = self.instance.volunteer_by_id[person]
            broken = person_breaches(self.instance, volunteer, self.seats(person))
            self._old[person] = frozenset(one.mark for one in broken)
        return self._old[person]

    def crew(self, shift: Shift) -> list[Volunteer]:
        """Return a shift's people."""
        return self._crew(shift)[0]

    def why_not(self, person: Volunteer, shift: Shift) -> tuple[Breach, ...]:
        """Find all that a person in a seat of this shift would newly break."""
        mine = self.own(person, shift)
        return (*mine, *self.company(shift, [person]))

    def first_reasons(self, person: Volunteer, shift: Shift) -> tuple[Breach, ...]:
        """Find the same, but of the absent only what holds whatever else they do."""
        checks = SEAT_CHECKS.values()
        plain = [one for check in checks for one in check(self.instance, person, [shift])]
        if any(one.rule in ABSENT for one in plain):
            return tuple(plain)
        return self.why_not(person, shift)

    def own(
        self, person: Volunteer, shift: Shift, without: Collection[Key] = ()
    ) -> tuple[Breach, ...]:
        """
        Find what one more seat would newly break of a person's own rules.

        The person may be another than the roster's of that id: relaxed, say.
        """
        left = [one for one in self.seats(person.id) if one.id not in without]
        now = person_breaches(self.instance, person, in_time([*left, shift]))
        if not now:
            return ()
        old = self.old(person.id)
        return tuple(one for one in now if one.mark not in old)

    def company(self, shift: Shift, people: Sequence[Volunteer]) -> tuple[Breach, ...]:
        """Find what some more people would newly break of a crew's rules, and with other crews."""
        crew, before = self._crew(shift)
        now = crew_breaches(self.instance, shift, [*crew, *people])
        mine = tuple(one for one in now if not no_worse(one, before))
        more = [one.id for one in people]
        return (*mine, *newly_shared(self.instance, self.roster, shift, more))

    def can_spare(self, person: Key, seat: Shift) -> bool:
        """Tell whether a seat can do without a person: enough others, and lawful ones."""
        if (person, seat.id) in self.instance.pinned:
            return False
        crew, before = self._crew(seat)
        rest = [one for one in crew if one.id != person]
        if len(rest) < seat.wanted:
            return False
        return all(no_worse(one, before) for one in crew_breaches(self.instance, seat, rest))

    @cached_property
    def burdens(self) -> dict[Key, int]:
        """Return everybody's minutes of burden of the last 90 days with this roster."""
        return {
            one.id: one.history.burden + sum(seat.burden for seat in self.seats(one.id))
            for one in self.instance.volunteers
        }

    def _crew(self, shift: Shift) -> tuple[list[Volunteer], list[Breach]]:
        if shift.id not in self._crews:
            known = self.instance.volunteer_by_id
            people = [known[one] for one in self.roster.crew(shift.id)]
            self._crews[shift.id] = (people, crew_breaches(self.instance, shift, people))
        return self._crews[shift.id]


def in_time(seats: Iterable[Shift]) -> list[Shift]:
    """Put seats in order of time, as ``verify`` wants them."""
    return sorted(seats, key=lambda seat: (seat.start, seat.end, str(seat.id)))
