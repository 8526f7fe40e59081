"""What comes between a published roster and its day, and the question it leaves."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from solver.faults import need
from solver.instance import Closure, Instance, Key, Shift, Span, Volunteer
from solver.roster import Assignment, Roster

# Seats people know of come right behind the minimum: more than that moves nobody.
TIERS = (
    ("critical",),
    ("minimum",),
    ("stability",),
    ("wanted",),
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
class Event:
    """
    What came between.

    Parameters
    ----------
    dropped
        Seats given back; the person is not put there again.
    away
        People who are not there for a while.
    cancelled, added
        Shifts that fall out, and new ones.
    closed
        When weather closes outdoor shifts; those fall out altogether.
    """

    dropped: tuple[Assignment, ...] = ()
    away: tuple[Away, ...] = ()
    cancelled: frozenset[Key] = frozenset()
    added: tuple[Shift, ...] = ()
    closed: tuple[Closure, ...] = ()


def happened(instance: Instance, roster: Roster, event: Event) -> Instance:
    """Return the question after an event; published is what the event left standing."""
    named: tuple[Assignment | Away, ...] = (*event.dropped, *event.away)
    for place, key in enumerate(one.volunteer for one in named):
        known = key in instance.volunteer_by_id
        need(known, f"event[{place}].volunteer", key, "the id of a volunteer")
    for shift in event.cancelled:
        need(shift in instance.shift_by_id, "cancelled", shift, "the id of a shift")
    storm = {one.id for one in instance.shifts if _closed(one, event.closed)}
    gone = event.cancelled | storm
    shifts = tuple(one for one in instance.shifts if one.id not in gone)
    people = tuple(_after(one, event) for one in instance.volunteers)
    by_id = {one.id: one for one in people}
    left = {one.id: one for one in shifts if one.id not in instance.closed}
    standing = frozenset(
        one
        for one in roster.assignments - frozenset(event.dropped)
        if one.shift in left and not _missing(by_id[one.volunteer], left[one.shift], event)
    )
    pins = tuple(pin for pin in instance.pins if Assignment(pin.volunteer, pin.shift) in standing)
    bans = tuple(ban for ban in instance.bans if ban.shift not in gone)
    return replace(
        instance,
        volunteers=people,
        shifts=(*shifts, *event.added),
        pins=pins,
        bans=bans,
        published=standing,
        tiers=TIERS,
    )


def _closed(shift: Shift, closures: Iterable[Closure]) -> bool:
    return shift.outdoor and any(one.closes(shift.start, shift.end, shift.site) for one in closures)


def _after(person: Volunteer, event: Event) -> Volunteer:
    refused = {one.shift for one in event.dropped if one.volunteer == person.id}
    spans = [Span(one.start, one.end) for one in event.away if one.volunteer == person.id]
    if not refused and not spans:
        return person
    busy = (*person.busy, *spans)
    return replace(person, busy=busy, declined=person.declined | refused)


def _missing(person: Volunteer, shift: Shift, event: Event) -> bool:
    mine = (one for one in event.away if one.volunteer == person.id)
    return any(one.start < shift.end and shift.start < one.end for one in mine)
