"""Ways to fill one seat again, found by trying: somebody free, or somebody whose seat another takes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from solver import score
from solver.faults import order
from solver.instance import Instance, Key, Shift, Volunteer
from solver.repair.question import Question
from solver.roster import Assignment, Roster
from solver.verify import crew_breaches

Seats = frozenset[Assignment]
Value = tuple[int, ...]

# Of those who could step in for somebody moved, so many are compared by all goals.
COMPARED = 4


@dataclass(frozen=True)
class Option:
    """
    One way to answer an event.

    Parameters
    ----------
    moved, joined
        Seats taken from people who could have kept them, and seats newly given.
    cost
        What the seats taken cost together, late ones dearer (``language/notice.py``).
    value
        By how much every tier of ``events.TIERS`` gets worse, most important
        first; negative is better.
    """

    moved: Seats
    joined: Seats
    cost: int
    value: Value

    def roster(self, kept: Roster) -> Roster:
        """Return the roster this makes of what was kept."""
        return Roster((kept.assignments - self.moved) | self.joined)

    def worse(self, asked: Instance, goal: str) -> int:
        """Tell by how much one goal gets worse."""
        names = [name for tier in asked.tiers for name in tier]
        return self.value[names.index(goal)]

    @property
    def rank(self) -> tuple[object, ...]:
        """Order options, the best first; ids decide between equals."""
        names = sorted((order(one.shift), order(one.volunteer)) for one in self.joined)
        return (self.value, self.cost, names)


def option(question: Question, moved: Seats, joined: Seats) -> Option:
    """Price a way: what it costs those moved, and what it does to every goal."""
    asked, after = question.asked, Roster(joined)
    cost = sum(
        score.lost_seat_cost(asked, one)
        for one in moved
        if not score.is_called_up(asked, after, one)
    )
    return Option(moved, joined, cost, difference(question, moved, joined))


def difference(question: Question, moved: Seats, joined: Seats) -> Value:
    """
    Tell by how much each goal changes with some seats.

    Goals are sums over people and over shifts, so only the people who gain or
    lose a seat, their shifts, and the crews they touch are scored.
    """
    asked, kept = question.asked, question.kept
    touched = asked.linked(one.shift for one in moved | joined)
    people = {one.volunteer for one in moved | joined}
    shifts = touched | {shift for one in people for shift in kept.worked_by(one)}
    crews = people | {one for shift in touched for one in kept.crew(shift)}
    before = frozenset(
        Assignment(one, shift) for one in crews for shift in kept.worked_by(one) if shift in shifts
    )
    part = replace(
        asked,
        volunteers=tuple(asked.volunteer_by_id[one] for one in crews),
        shifts=tuple(asked.shift_by_id[one] for one in shifts),
        pins=(),
        bans=(),
        published=before,
        days=asked.days,
    )
    old, new = (
        score.score(part, Roster(some)).values() for some in (before, (before - moved) | joined)
    )
    return tuple(after - now for now, after in zip(old, new, strict=True))


def fills(question: Question, shift: Shift) -> list[Option]:
    """
    List everybody who could take a seat with no other change, the best first.

    On the last day whoever stands by for the shift gives that up, and they come
    before all others, who would have to be found first.
    """
    found = []
    for person in question.able(shift):
        if (person.id, shift.id) in question.kept:
            continue
        seats = (
            Assignment(person.id, one.id)
            for one in question.asked.standbys(shift.id)
            if (person.id, one.id) in question.kept
        )
        called = [one for one in seats if question.may_be_called(one)]
        if (
            not question.now.own(person, shift, without=[one.shift for one in called])
            and not question.now.company(shift, [person])
            and _whole(question, shift, [*question.now.crew(shift), person])
        ):
            joined = frozenset([Assignment(person.id, shift.id)])
            found.append(option(question, frozenset(called), joined))
    return sorted(found, key=lambda one: (not one.moved, one.rank))


def chains(question: Question, shift: Shift) -> list[Option]:
    """
    List the ways in which one person moves here and somebody free follows them.

    Nobody follows where the seat left can be spared. Of those who could follow
    the few best by their own wishes and burden are compared by all goals.
    """
    followers: dict[Key, list[Volunteer]] = {}
    found = []
    for person in question.able(shift):
        if (person.id, shift.id) in question.kept or question.now.company(shift, [person]):
            continue
        if not _whole(question, shift, [*question.now.crew(shift), person]):
            continue
        for _, seat in question.moves(person.id):
            if question.now.own(person, shift, without=(seat.id,)):
                continue
            moved = frozenset([Assignment(person.id, seat.id)])
            joined = frozenset([Assignment(person.id, shift.id)])
            rest = [one for one in question.now.crew(seat) if one.id != person.id]
            if len(rest) >= max(seat.minimum, seat.wanted) and _whole(question, seat, rest):
                found.append(option(question, moved, joined))
                continue
            if seat.id not in followers:
                followers[seat.id] = list(_followers(question, seat))
            some = (
                one
                for one in followers[seat.id]
                if one.id != person.id and _whole(question, seat, [*rest, one])
            )
            for one, _ in zip(some, range(COMPARED), strict=False):
                follows = Assignment(one.id, seat.id)
                found.append(option(question, moved, joined | {follows}))
    return sorted(found, key=lambda one: one.rank)


def _followers(question: Question, seat: Shift) -> Iterator[Volunteer]:
    """Give who could join a shift if a seat in it were free, the gladdest first."""
    able = [one for one in question.able(seat) if (one.id, seat.id) not in question.kept]
    burdens = question.now.burdens
    able.sort(key=lambda one: (score.seat_cost(one, seat), burdens[one.id], order(one.id)))
    for person in able:
        if not question.now.own(person, seat):
            yield person


def _whole(question: Question, shift: Shift, crew: Sequence[Volunteer]) -> bool:
    """Tell whether a crew is lawful."""
    return not crew_breaches(question.asked, shift, crew)
