"""A first lawful roster, built crew by crew straight from the specification."""

import math
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from solver.instance import Instance, Key, Shift, Volunteer
from solver.model import Model
from solver.roster import Roster
from solver.verify import PERSON_CHECKS, crew_breaches, shared_breaches
from solver.verify.breach import Breach
from solver.verify.standing import holds

# Whom a shift could take, as far as the shift alone is concerned.
Able = dict[Key, list[Volunteer]]

# The rules about several seats of one person, those that say no most often first;
# the rest is known from who is able.
JOINT = (
    "limits", "totals", "overlap", "rest", "travel", "succession", "streaks", "runs", "nights",
)  # fmt: skip


def first_roster(model: Model, start: Roster | None = None, seconds: float = math.inf) -> Roster:
    """
    Fill the shifts one after another, the tightest first, and break no rule.

    Every crew is first brought to its minimum, then to what is wanted; whoever has least
    so far comes first, then who would like it best. Nobody is moved again: this is a
    roster to show at once and to improve, not a good one.

    Parameters
    ----------
    model
        The model of the instance; of it the eligible pairs are read.
    start
        Seats to keep where they are lawful, besides the pins.
    seconds
        When to stop filling.
    """
    return _Builder(model.table.instance, able_of(model), start).roster(seconds)


def able_of(model: Model) -> Able:
    """Give, for each shift, the people no rule about one person and one shift forbids."""
    found: Able = {}
    pairs, table = model.pairs, model.table
    for person, place in zip(pairs.volunteer.tolist(), pairs.shift.tolist(), strict=True):
        for shift in table.groups[place]:
            found.setdefault(shift.id, []).append(table.volunteers[person])
    return found


class _Builder:
    """The seats given so far, by person and by shift."""

    def __init__(self, instance: Instance, able: Able, start: Roster | None) -> None:
        self._instance, self._able = instance, able
        self._seats: dict[Key, list[Shift]] = defaultdict(list)
        self._crews: dict[Key, list[Volunteer]] = defaultdict(list)
        for pin in instance.pins:
            self._seat(instance.volunteer_by_id[pin.volunteer], instance.shift_by_id[pin.shift])
        if start is not None:
            self._resume(start)

    def roster(self, seconds: float) -> Roster:
        """Fill up to the minimum, then to what is wanted, while there is time."""
        until = time.monotonic() + seconds
        ranked = sorted(self._instance.shifts, key=self._tightness)
        for wish in ("minimum", "wanted"):
            for shift in ranked:
                if time.monotonic() > until:
                    break
                self._fill(shift, max(getattr(shift, wish), shift.least_crew))
        return Roster.of(
            (person.id, shift) for shift, crew in self._crews.items() for person in crew
        )

    def _tightness(self, shift: Shift) -> tuple[bool, float, int, str]:
        able = len(self._able.get(shift.id, ()))
        return (not shift.critical, able / max(1, shift.minimum), shift.start, str(shift.id))

    def _resume(self, start: Roster) -> None:
        """Take over the crews of another roster that are whole and lawful here."""
        people = self._instance.volunteer_by_id
        for shift in sorted(self._instance.shifts, key=lambda one: (one.start, str(one.id))):
            known = {person.id for person in self._crews[shift.id]}
            crew = [people[one] for one in sorted(start.crew(shift.id), key=str) if one in people]
            able = {person.id for person in self._able.get(shift.id, ())}
            self._add(shift, [one for one in crew if one.id in able - known])

    def _fill(self, shift: Shift, size: int) -> None:
        """Bring a crew towards a size; a crew that cannot become lawful stays as it was."""
        size = min(size, int(shift.most or 0))
        if size > len(self._crews[shift.id]):
            self._add(shift, self._candidates(shift), size)

    def _candidates(self, shift: Shift) -> list[Volunteer]:
        """
        Order the people a shift could take.

        Those come first whom its roles still lack, three for each in case some may not, the most versatile before others;
        then everybody by the seats they have, and by whether they wished for the duty.
        """
        crew = self._crews[shift.id]
        taken = {person.id for person in crew}

        def rank(person: Volunteer) -> tuple[int, bool, str]:
            disliked = bool(person.wishes) and shift.duty not in person.wishes
            return (len(self._seats[person.id]), disliked, str(person.id))

        ranked = sorted(
            (one for one in self._able.get(shift.id, ()) if one.id not in taken), key=rank
        )
        first: dict[Key, Volunteer] = {}
        parts = list(self._parts(shift))
        versatile = sorted(ranked, key=lambda one: -sum(fits(one) for _, fits in parts))
        for count, fits in parts:
            short = count - sum(map(fits, (*crew, *first.values())))
            fit = [one for one in versatile if fits(one)]
            first |= {one.id: one for one in fit[: max(0, short) * 3]}
        return [*first.values(), *(one for one in ranked if one.id not in first)]

    def _parts(self, shift: Shift) -> Iterator[tuple[int, Callable[[Volunteer], bool]]]:
        """Give what a crew needs of particular people: how many, and who would do."""

        def able(name: str) -> Callable[[Volunteer], bool]:
            return lambda one: holds(one.held, name, shift)

        for role in shift.roles:
            yield role.count, able(role.qualification)
        share = -(-shift.experienced_percent * max(shift.minimum, shift.least_crew) // 100)
        yield max(shift.experienced, share), lambda one: one.is_experienced(shift.duty)

    def _add(self, shift: Shift, some: Iterable[Volunteer], size: int | None = None) -> None:
        """Seat who may come until the crew is large enough; undo it all if it is not lawful."""
        size = int(shift.most or 0) if size is None else size
        before = list(self._crews[shift.id])
        for person in some:
            if len(self._crews[shift.id]) >= size:
                break
            party = self._party(person, shift)
            room = size - len(self._crews[shift.id])
            if party is not None and len(party) <= room:
                self._bring(party, shift)
        # Whoever came last may be one too many, a novice above the share for one.
        crew = self._crews[shift.id]
        while len(crew) > len(before) and crew_breaches(self._instance, shift, crew):
            self._unseat(crew[-1], shift)

    def _bring(self, party: Sequence[Volunteer], shift: Shift) -> None:
        """Seat some people, all of them or nobody."""
        seated: list[Volunteer] = []
        for person in party:
            if not self._may(person, shift) or self._strains(person, shift):
                break
            self._seat(person, shift)
            seated.append(person)
        if len(seated) < len(party):
            for person in seated:
                self._unseat(person, shift)

    def _party(self, person: Volunteer, shift: Shift) -> list[Volunteer] | None:
        """List a person with those who must come along; None if that cannot be."""
        if person.id not in self._instance.tied:
            return [] if person in self._crews[shift.id] else [person]
        here = {one.id for one in self._crews[shift.id]}
        able = {one.id: one for one in self._able.get(shift.id, ())}
        party: dict[Key, Volunteer] = {}
        todo = [person.id]
        while todo:
            one = todo.pop()
            if one in here or one in party:
                continue
            if one not in able:
                return None
            party[one] = able[one]
            for tie in self._instance.ties:
                if tie.is_hard and one in tie.volunteers:
                    other = next(two for two in tie.volunteers if two != one)
                    if tie.kind == "together":
                        todo.append(other)
                    elif other in here or other in party:
                        return None
            if able[one].needs_guardian(shift.start):
                mine = able[one].guardians
                if not mine & (here | party.keys()):
                    todo += sorted(mine & able.keys(), key=str)[:1] or [""]
        return list(party.values())

    def _strains(self, person: Volunteer, shift: Shift) -> bool:
        """Tell whether one more seat takes too much kit or leaves a home empty."""
        if not shift.kit and person.id not in self._instance.housemates:
            return False
        before = {one.mark for one in shared_breaches(self._instance, self, [shift])}
        self._seat(person, shift)
        after = shared_breaches(self._instance, self, [shift])
        self._unseat(person, shift)
        return any(one.mark not in before for one in after)

    def crew(self, shift: Key) -> list[Key]:
        """Return the ids of the people in a shift so far."""
        return [one.id for one in self._crews[shift]]

    def worked_by(self, volunteer: Key) -> list[Key]:
        """Return the ids of the shifts a person has so far."""
        return [one.id for one in self._seats[volunteer]]

    def _may(self, person: Volunteer, shift: Shift) -> bool:
        """Tell whether one more seat breaks nothing that was whole before."""
        seats = self._seats[person.id]
        known = {one.mark for one in self._broken(person, seats)} if self._pinned(person) else ()
        after = sorted((*seats, shift), key=lambda one: (one.start, one.end, str(one.id)))
        if any(one.mark not in known for one in self._broken(person, after)):
            return False
        if shift.most_novices is None or person.is_experienced(shift.duty):
            return True
        novices = sum(not one.is_experienced(shift.duty) for one in self._crews[shift.id])
        return novices < shift.most_novices

    def _pinned(self, person: Volunteer) -> bool:
        return bool(self._instance.pinned.worked_by(person.id))

    def _broken(self, person: Volunteer, seats: Sequence[Shift]) -> Iterator[Breach]:
        for name in JOINT:
            yield from PERSON_CHECKS[name](self._instance, person, seats)

    def _seat(self, person: Volunteer, shift: Shift) -> None:
        self._seats[person.id].append(shift)
        self._crews[shift.id].append(person)

    def _unseat(self, person: Volunteer, shift: Shift) -> None:
        self._seats[person.id].remove(shift)
        self._crews[shift.id].remove(person)
