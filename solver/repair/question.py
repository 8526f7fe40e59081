"""What a repair asks: the question after an event, what still stands, and which shifts are hit."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from solver.events import Event, happened
from solver.explain.present import Present
from solver.instance import Instance, Key, Pin, Shift, Volunteer
from solver.language.notice import is_last_day
from solver.roster import Assignment, Roster
from solver.score import lost_seat_cost, unsure
from solver.verify import SEAT_CHECKS, crew_breaches


@dataclass(frozen=True)
class Question:
    """
    A repair's question.

    Parameters
    ----------
    asked
        The instance after the event; each shift known before asks for as many
        of its minimum and of the number wanted as it had, ``published`` is
        what the event left standing, and whoever is in a shift begun is pinned.
    kept
        What is published, as a roster.
    hit
        The shifts that lack somebody now, or whose crew is unlawful.
    """

    asked: Instance
    kept: Roster
    hit: tuple[Key, ...]

    @classmethod
    def of(cls, instance: Instance, roster: Roster, event: Event) -> "Question":
        """
        Make the question.

        Raises
        ------
        BadInput
            If the event names people or shifts that are not there.
        """
        after = happened(instance, roster, event)
        kept = Roster(after.published)
        opened = frozenset(_opened(after, kept, event))
        asked = asked_again(after, roster, instance, opened)
        asked = replace(asked, pins=_with_begun(asked, event))
        before = {one.shift for one in roster.assignments - kept.assignments}
        touched = before | opened | {one.id for one in event.added}
        touched |= {shift for one in event.lost for shift in kept.worked_by(one.volunteer)}
        touched &= asked.shift_by_id.keys()
        thinned = set(_thinned(asked, roster, kept, touched))
        hit = tuple(
            shift.id
            for shift in asked.shifts
            if not _is_over(shift, event)
            and (shift.id in thinned or (shift.id in touched and _lacks(asked, kept, shift)))
        )
        return cls(asked, kept, hit)

    @cached_property
    def now(self) -> Present:
        """Return what stands, ready for "what if"."""
        return Present(self.asked, self.kept)

    @cached_property
    def _members(self) -> dict[str, list[Volunteer]]:
        found: dict[str, list[Volunteer]] = {}
        for person in self.asked.volunteers:
            for name in person.teams:
                found.setdefault(name, []).append(person)
        return found

    @cached_property
    def _able(self) -> dict[Key, list[Volunteer]]:
        return {}

    def able(self, shift: Shift) -> list[Volunteer]:
        """List whom no rule about single seats keeps from a shift, its crew included."""
        if shift.id not in self._able:
            some: Iterable[Volunteer] = self.asked.volunteers
            if shift.team is not None:
                some = self._members.get(shift.team, ())
            checks = SEAT_CHECKS.values()
            self._able[shift.id] = [
                one
                for one in some
                if not any(True for check in checks for _ in check(self.asked, one, [shift]))
            ]
        return self._able[shift.id]

    def moves(self, person: Key) -> list[tuple[int, Shift]]:
        """List the seats a person could be taken out of, each with what that costs."""
        seats = (Assignment(person, shift) for shift in self.kept.worked_by(person))
        return [
            (self._move_cost(one), self.asked.shift_by_id[one.shift])
            for one in seats
            if one not in self.asked.pinned
        ]

    def _move_cost(self, seat: Assignment) -> int:
        """Price taking somebody out of a seat at the least: being called up may cost nothing."""
        shift = self.asked.shift_by_id[seat.shift]
        called = shift.standby_for is not None and is_last_day(self.asked.now, shift.start)
        return 0 if called else lost_seat_cost(self.asked, seat)

    def may_be_called(self, seat: Assignment) -> bool:
        """Tell whether somebody stands by for a shift hit and may be called up at no cost."""
        shift = self.asked.shift_by_id[seat.shift]
        return (
            shift.standby_for in self.hit
            and is_last_day(self.asked.now, shift.start)
            and seat not in self.asked.pinned
        )

    @cached_property
    def least_move(self) -> int:
        """Return what one move costs at least, whoever makes it."""
        return min((self._move_cost(one) for one in self.kept.assignments), default=1)

    @cached_property
    def is_tangled(self) -> bool:
        """Tell whether a seat given up in one shift can make room in another."""
        return bool(self.asked.kits or self.asked.households)

    @cached_property
    def least_first_move(self) -> int:
        """
        Return what a repair that moves anybody costs at least.

        Of the people moved one joins a shift hit or leaves it: without them the
        rest of the moves would serve nothing. Where kit or households are shared
        any move may serve.
        """
        if self.is_tangled:
            return self.least_move
        shifts = [self.asked.shift_by_id[one] for one in self.hit]
        people = {one.id for shift in shifts for one in self.able(shift)}
        people |= {one for shift in self.hit for one in self.kept.crew(shift)}
        return min((cost for one in people for cost, _ in self.moves(one)), default=1)


def asked_again(
    after: Instance, before: Roster, instance: Instance, opened: frozenset[Key] = frozenset()
) -> Instance:
    """
    Ask of each shift known before only for as many people as it had, but of those opened.

    Of a shift that weather has closed nobody is asked.
    """
    known = instance.shift_by_id

    def had(shift: Shift) -> int:
        return 0 if shift.id in after.closed else len(before.crew(shift.id))

    return replace(
        after,
        shifts=tuple(
            _as_before(one, had(one)) if one.id in known and one.id not in opened else one
            for one in after.shifts
        ),
    )


def _as_before(shift: Shift, had: int) -> Shift:
    if had >= max(shift.minimum, shift.wanted):
        return shift
    return replace(shift, minimum=min(shift.minimum, had), wanted=min(shift.wanted, had))


def _with_begun(asked: Instance, event: Event) -> tuple[Pin, ...]:
    """Pin everybody in shifts begun by now: nobody is moved out of them."""
    if event.now is None:
        return asked.pins
    begun = {one.id for one in asked.shifts if one.start <= event.now}
    seats = sorted(
        (one for one in asked.published if one.shift in begun),
        key=lambda one: (str(one.shift), str(one.volunteer)),
    )
    held = {(pin.volunteer, pin.shift) for pin in asked.pins}
    more = (Pin(one.volunteer, one.shift) for one in seats)
    return (*asked.pins, *(one for one in more if (one.volunteer, one.shift) not in held))


def _opened(after: Instance, kept: Roster, event: Event) -> Iterator[Key]:
    """Give the shifts with open seats that somebody newly free could take."""
    people = {one.volunteer for one in event.free}
    if not people:
        return
    now = Present(after, kept)
    for shift in after.shifts:
        if len(kept.crew(shift.id)) < max(shift.minimum, shift.wanted) and any(
            (key, shift.id) not in kept and not now.own(after.volunteer_by_id[key], shift)
            for key in people
        ):
            yield shift.id


def _thinned(
    asked: Instance, before: Roster, kept: Roster, touched: Iterable[Key]
) -> Iterator[Key]:
    """
    Give the standby shifts with room of those whose turn-out is less sure than before.

    On the last day standbys are called up and no longer planned.
    """
    for key in asked.linked(touched):
        shift = asked.shift_by_id[key]
        if not is_last_day(asked.now, shift.start) and unsure(asked, kept, shift) > unsure(
            asked, before, shift
        ):
            for one in asked.standbys(key):
                if len(kept.crew(one.id)) < one.most:
                    yield one.id


def _is_over(shift: Shift, event: Event) -> bool:
    return event.now is not None and shift.end <= event.now


def _lacks(asked: Instance, kept: Roster, shift: Shift) -> bool:
    if shift.id in asked.closed:
        return False
    crew = [asked.volunteer_by_id[one] for one in kept.crew(shift.id)]
    if len(crew) < max(shift.minimum, shift.wanted):
        return True
    return bool(crew_breaches(asked, shift, crew))
