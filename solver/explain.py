"""Why a seat is open, why not this person, why that one: verify applied to what if."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from solver.changes import smallest_change
from solver.fairness import Fairness, fairness, offered
from solver.instance import Instance, Key, Shift, Volunteer
from solver.roster import Roster
from solver.score import willing
from solver.spans import Grade
from solver.steps import Change, Step, apply
from solver.verify import Breach, crew_breaches, no_worse, person_breaches, seats_of
from solver.verify.standing import team
from solver.verify.times import availability

__all__ = [
    "FUNNEL", "Change", "Fairness", "OpenSeat", "Step", "Why", "apply", "fairness",
    "got_nothing", "open_seats", "why", "why_not",
]  # fmt: skip

# A person kept away by several rules is counted under the first of these.
FUNNEL = (
    "team", "opt_out", "availability", "wished", "age", "qualification", "insurance",
    "busy", "bans", "declined", "overlap", "rest", "limits", "streaks", "nights",
    "capacity", "experience", "roles", "crew", "pins", "known",
)  # fmt: skip


@dataclass(frozen=True)
class OpenSeat:
    """
    A shift with seats to fill, and what stands in the way.

    Parameters
    ----------
    short_of_minimum, short_of_wanted
        How many people are missing.
    free
        People who could take a seat at once.
    reasons
        Rules with the number of people they keep away, most first; everybody
        is counted once, under the first rule of FUNNEL.
    by_person
        The rules each person would break; those in the crew are left out. Of
        people who are not available or not of the team nothing more is told
        here, ``why_not`` tells all.
    change
        The smallest change that would fill a seat, None if there is none.
    """

    shift: Key
    short_of_minimum: int
    short_of_wanted: int
    free: tuple[Key, ...]
    reasons: tuple[tuple[str, int], ...]
    by_person: Mapping[Key, tuple[Breach, ...]]
    change: Change | None


@dataclass(frozen=True)
class Why:
    """
    What speaks for somebody in a seat.

    Parameters
    ----------
    prefer, can, rather_not
        Minutes of the seat by the grade offered for them.
    wished
        Whether the duty kind was wished; None if all are alike to the person.
    pinned
        Whether a person put them there.
    others
        Who else could take the seat if this person left it.
    burden, mean_burden
        Minutes of burden of the last 90 days with this roster, of the person
        and of all the willing on average.
    """

    prefer: int
    can: int
    rather_not: int
    wished: bool | None
    pinned: bool
    others: tuple[Key, ...]
    burden: int
    mean_burden: int


def why_not(instance: Instance, roster: Roster, volunteer: Key, shift: Key) -> tuple[Breach, ...]:
    """
    Find what would newly be broken if somebody took a seat.

    Returns
    -------
    tuple of Breach
        Empty if they could take it, or have it already.
    """
    if (volunteer, shift) in roster:
        return ()
    person, seat = instance.volunteer_by_id[volunteer], instance.shift_by_id[shift]
    seats = seats_of(instance, roster, volunteer)
    old = {breach.mark for breach in person_breaches(instance, person, seats)}
    return _new_breaches(instance, _Crew.of(instance, roster, seat), person, seats, old)


def open_seats(
    instance: Instance,
    roster: Roster,
    *,
    shifts: Sequence[Key] | None = None,
    changes: bool = True,
) -> list[OpenSeat]:
    """
    Explain every shift that is short, in order of time.

    Parameters
    ----------
    shifts
        Only these; all by default.
    changes
        Whether to look for the smallest change, too.
    """
    chosen = instance.shifts
    if shifts is not None:
        chosen = tuple(instance.shift_by_id[one] for one in shifts)
    short = [
        shift for shift in chosen if len(roster.crew(shift.id)) < max(shift.minimum, shift.wanted)
    ]
    now = _Now(instance, roster)
    return [
        now.open_seat(shift, changes=changes)
        for shift in sorted(short, key=lambda one: (one.start, one.end, str(one.id)))
    ]


def why(instance: Instance, roster: Roster, volunteer: Key, shift: Key) -> Why:
    """Say what speaks for somebody in a seat of the roster."""
    person, seat = instance.volunteer_by_id[volunteer], instance.shift_by_id[shift]
    gladly, could = (offered(person, seat, grade) for grade in (Grade.PREFER, Grade.CAN))
    without = roster.without(volunteer, shift)
    now = _Now(instance, without)
    others = [
        one.id
        for one in instance.volunteers
        if one.id != volunteer
        and (one.id, shift) not in without
        and all(breach.volunteer is None for breach in now.why_not(one, seat))
    ]
    burdens = _burdens(instance, roster)
    return Why(
        prefer=gladly,
        can=could - gladly,
        rather_not=seat.minutes - could,
        wished=seat.duty in person.wishes if person.wishes else None,
        pinned=(volunteer, shift) in instance.pinned,
        others=tuple(others),
        burden=person.history.burden + _burden(instance, roster, volunteer),
        mean_burden=round(sum(burdens) / max(1, len(burdens))),
    )


def got_nothing(instance: Instance, roster: Roster) -> dict[Key, tuple[tuple[str, int], ...]]:
    """
    Say why each willing person without a seat has none.

    Returns
    -------
    dict
        For each person the rules with the number of shifts they keep the
        person from, most first; ``full`` stands for shifts that need nobody.
    """
    now = _Now(instance, roster)
    found = {}
    for person in instance.volunteers:
        if willing(instance, person) and not roster.worked_by(person.id):
            counts: Counter[str] = Counter()
            for shift in instance.shifts:
                broken = now.why_not(person, shift)
                full = len(roster.crew(shift.id)) >= max(shift.minimum, shift.wanted)
                only = {breach.rule for breach in broken} <= {"capacity"}
                counts["full" if full and only else first_rule(broken)] += 1
            found[person.id] = _ranked(counts)
    return found


def first_rule(broken: Sequence[Breach]) -> str:
    """Name the rule a person is counted under; ``free`` if nothing is broken."""
    return min((one.rule for one in broken), key=FUNNEL.index, default="free")


class _Now:
    """One roster with each person's seats and breaches looked up once."""

    def __init__(self, instance: Instance, roster: Roster) -> None:
        self._instance, self._roster = instance, roster
        self._seats: dict[Key, tuple[list[Shift], set[tuple[object, ...]]]] = {}
        self._crews: dict[Key, _Crew] = {}

    def why_not(self, person: Volunteer, shift: Shift) -> tuple[Breach, ...]:
        if person.id not in self._seats:
            seats = seats_of(self._instance, self._roster, person.id)
            broken = person_breaches(self._instance, person, seats)
            self._seats[person.id] = (seats, {breach.mark for breach in broken})
        seats, old = self._seats[person.id]
        if shift.id not in self._crews:
            self._crews[shift.id] = _Crew.of(self._instance, self._roster, shift)
        return _new_breaches(self._instance, self._crews[shift.id], person, seats, old)

    def _first_reasons(self, person: Volunteer, shift: Shift) -> tuple[Breach, ...]:
        """Look no further where somebody is not there or not of the team."""
        absent = [*team(self._instance, person, [shift])]
        absent += availability(self._instance, person, [shift])
        return tuple(absent) or self.why_not(person, shift)

    def open_seat(self, shift: Shift, *, changes: bool) -> OpenSeat:
        crew = set(self._roster.crew(shift.id))
        by_person = {
            person.id: self._first_reasons(person, shift)
            for person in self._instance.volunteers
            if person.id not in crew
        }
        counts = Counter(first_rule(broken) for broken in by_person.values() if broken)
        change = None
        if changes:
            change = smallest_change(self._instance, self._roster, shift, by_person)
        return OpenSeat(
            shift=shift.id,
            short_of_minimum=max(0, shift.minimum - len(crew)),
            short_of_wanted=max(0, shift.wanted - len(crew)),
            free=tuple(one for one, broken in by_person.items() if not broken),
            reasons=_ranked(counts),
            by_person=by_person,
            change=change,
        )


@dataclass(frozen=True)
class _Crew:
    """A shift with the people in it and the rules they break already."""

    shift: Shift
    people: tuple[Volunteer, ...]
    broken: tuple[Breach, ...]

    @classmethod
    def of(cls, instance: Instance, roster: Roster, shift: Shift) -> "_Crew":
        people = tuple(instance.volunteer_by_id[one] for one in roster.crew(shift.id))
        return cls(shift, people, tuple(crew_breaches(instance, shift, people)))


def _new_breaches(
    instance: Instance,
    crew: _Crew,
    person: Volunteer,
    seats: Sequence[Shift],
    old: set[tuple[object, ...]],
) -> tuple[Breach, ...]:
    with_it = sorted([*seats, crew.shift], key=lambda seat: (seat.start, seat.end, str(seat.id)))
    mine = [
        breach for breach in person_breaches(instance, person, with_it) if breach.mark not in old
    ]
    theirs = [
        breach
        for breach in crew_breaches(instance, crew.shift, [*crew.people, person])
        if not no_worse(breach, crew.broken)
    ]
    return (*mine, *theirs)


def _burden(instance: Instance, roster: Roster, volunteer: Key) -> int:
    return sum(seat.burden for seat in seats_of(instance, roster, volunteer))


def _burdens(instance: Instance, roster: Roster) -> list[int]:
    return [
        one.history.burden + _burden(instance, roster, one.id)
        for one in instance.volunteers
        if willing(instance, one)
    ]


def _ranked(counts: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts.items(), key=lambda one: (-one[1], one[0])))
