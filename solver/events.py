"""What comes between a published roster and its day, and the question it leaves."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace

from solver.faults import need, whole
from solver.instance import (
    Closure,
    Grade,
    Held,
    Instance,
    Key,
    Shift,
    Span,
    Volunteer,
    Window,
)
from solver.language.spans import EVER
from solver.roster import Assignment, Roster
from solver.verify import SEAT_CHECKS

# Seats people know of come right behind the minimum: more than that moves nobody.
TIERS = (
    ("critical",),
    ("minimum",),
    ("stability",),
    ("wanted",),
    ("standby",),
    ("least",),
    ("price",),
    ("use",),
    ("wishes",),
    ("balance",),
)


@dataclass(frozen=True)
class Away:
    """Somebody who cannot serve for a while, in minutes from the horizon's start."""

    volunteer: Key
    start: int
    end: int


@dataclass(frozen=True)
class Lost:
    """
    Something a person no longer holds from a minute on.

    Parameters
    ----------
    qualification
        Its name; None is the accident insurance.
    start
        The first minute without it.
    """

    volunteer: Key
    qualification: str | None = None
    start: int = 0


@dataclass(frozen=True)
class Free:
    """Somebody who can serve in hours not offered before."""

    volunteer: Key
    start: int
    end: int
    grade: Grade = Grade.CAN


@dataclass(frozen=True)
class Event:
    """
    What came between.

    Parameters
    ----------
    now
        The minute people hear of the repaired roster: later changes cost more
        (see ``language/notice.py``), and of shifts begun by then nobody is moved. None
        prices all changes alike and takes no shift as begun.
    dropped
        Seats given back; the person is not put there again.
    no_shows
        Seats whose people did not come; they are not there for its hours.
    away
        People who are not there for a while.
    lost
        Qualifications and insurances that ended.
    free
        People who can serve in hours not offered before.
    cancelled, added
        Shifts that fall out, and new ones.
    closed
        When weather, storm or heat, closes outdoor shifts; those fall out
        altogether.
    """

    now: int | None = None
    dropped: tuple[Assignment, ...] = ()
    no_shows: tuple[Assignment, ...] = ()
    away: tuple[Away, ...] = ()
    lost: tuple[Lost, ...] = ()
    free: tuple[Free, ...] = ()
    cancelled: frozenset[Key] = frozenset()
    added: tuple[Shift, ...] = ()
    closed: tuple[Closure, ...] = ()

    def __post_init__(self) -> None:
        """Take any collections."""
        for column in fields(self):
            value = getattr(self, column.name)
            if column.name == "cancelled":
                object.__setattr__(self, column.name, frozenset(value))
            elif column.name != "now":
                object.__setattr__(self, column.name, tuple(value))


def happened(instance: Instance, roster: Roster, event: Event) -> Instance:
    """
    Return the question after an event; published is what the event left standing.

    Raises
    ------
    BadInput
        If the event names people, seats or shifts that are not there, or adds
        a shift whose id is taken.
    """
    _check(instance, roster, event)
    gone = event.cancelled | {one.id for one in instance.shifts if _closed(one, event.closed)}
    shifts = tuple(one for one in instance.shifts if one.id not in gone)
    changed = _changed(instance, event)
    people = tuple(changed.get(one.id, one) for one in instance.volunteers)
    left = {one.id: one for one in shifts if one.id not in instance.closed}
    given_back = frozenset((*event.dropped, *event.no_shows))
    standing = frozenset(
        one
        for one in roster.assignments - given_back
        if one.shift in left
        and not (
            one.volunteer in changed
            and _missing(
                instance,
                instance.volunteer_by_id[one.volunteer],
                changed[one.volunteer],
                left[one.shift],
            )
        )
    )
    return replace(
        instance,
        volunteers=people,
        shifts=(*shifts, *event.added),
        pins=tuple(
            one for one in instance.pins if Assignment(one.volunteer, one.shift) in standing
        ),
        bans=tuple(ban for ban in instance.bans if ban.shift not in gone),
        published=standing,
        now=event.now,
        tiers=TIERS,
    )


def _check(instance: Instance, roster: Roster, event: Event) -> None:
    if event.now is not None:
        whole("now", event.now)
    for name in ("dropped", "no_shows", "away", "lost", "free"):
        for place, one in enumerate(getattr(event, name)):
            known = one.volunteer in instance.volunteer_by_id
            path = f"{name}[{place}]"
            need(known, f"{path}.volunteer", one.volunteer, "the id of a volunteer")
            if isinstance(one, Assignment):
                known = one.shift in instance.shift_by_id
                need(known, f"{path}.shift", one.shift, "the id of a shift")
                held = one in roster
                need(held, path, [one.volunteer, one.shift], "a seat of the roster")
            if isinstance(one, Away | Free):
                whole(f"{path}.start", one.start)
                whole(f"{path}.end", one.end)
                need(one.end > one.start, f"{path}.end", one.end, f"later than {one.start}")
    for key in event.cancelled:
        need(key in instance.shift_by_id, "cancelled", key, "the id of a shift")
    for place, shift in enumerate(event.added):
        fresh = shift.id not in instance.shift_by_id
        need(fresh, f"added[{place}].id", shift.id, "an id no other shift has")


def _closed(shift: Shift, closures: Iterable[Closure]) -> bool:
    return shift.outdoor and any(one.closes(shift.start, shift.end, shift.site) for one in closures)


def _changed(instance: Instance, event: Event) -> dict[Key, Volunteer]:
    """Give everybody the event says something of as they are after it."""
    found: dict[Key, Volunteer] = {}

    def person(key: Key) -> Volunteer:
        return found.get(key) or instance.volunteer_by_id[key]

    for seat in (*event.dropped, *event.no_shows):
        one = person(seat.volunteer)
        # Nobody stands by for a seat they gave back.
        given_back = {seat.shift, *(by.id for by in instance.standbys(seat.shift))}
        found[one.id] = replace(one, declined=one.declined | given_back)
    for away in _absences(instance, event):
        one = person(away.volunteer)
        found[one.id] = replace(one, busy=(*one.busy, Span(away.start, away.end)))
    for lost in event.lost:
        found[lost.volunteer] = _without(person(lost.volunteer), lost)
    for free in event.free:
        one = person(free.volunteer)
        window = Window(free.start, free.end, free.grade)
        found[one.id] = replace(one, windows=(*one.windows, window))
    return found


def _absences(instance: Instance, event: Event) -> Iterator[Away]:
    yield from event.away
    for seat in event.no_shows:
        shift = instance.shift_by_id[seat.shift]
        yield Away(seat.volunteer, shift.start, shift.end)


def _without(person: Volunteer, lost: Lost) -> Volunteer:
    """Cut off a qualification or the insurance at a minute."""
    if lost.qualification is None:
        covers = (
            Span(one.start, min(one.end, lost.start))
            for one in person.insured
            if one.start < lost.start
        )
        return replace(person, insured=tuple(covers))
    held = []
    for one in person.held:
        if one.name != lost.qualification:
            held.append(one)
        elif one.start is None or one.start < lost.start:
            end = min(EVER if one.end is None else one.end, lost.start)
            held.append(Held(one.name, one.start, end))
    return replace(person, held=tuple(held))


def _missing(instance: Instance, before: Volunteer, after: Volunteer, shift: Shift) -> bool:
    """Tell whether an event by itself takes a person out of a shift."""
    broken = [
        {one.mark for check in SEAT_CHECKS.values() for one in check(instance, person, [shift])}
        for person in (before, after)
    ]
    return bool(broken[1] - broken[0])
