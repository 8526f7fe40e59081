"""The same question after a change: seats filled again, moving as few people as can be."""

import time
from dataclasses import dataclass, replace

from solver import score, verify
from solver.beside import housemates_beside, kits_beside
from solver.effort import Effort, Report
from solver.events import TIERS, Event, happened
from solver.instance import Instance, Key, Pin, Shift, Span, Volunteer
from solver.roster import Assignment, Roster
from solver.search import solve
from solver.verify import crew_breaches, person_breaches


@dataclass(frozen=True)
class Repaired:
    """
    What repair hands back.

    Parameters
    ----------
    instance
        The question after the event, with what it left standing as published.
    roster
        The repaired roster, lawful like every other.
    moved
        Seats taken from people who could have kept them.
    joined
        Seats newly given.
    short
        Seats of the minimum that were filled before and are open now.
    proven
        Whether fewer could neither be short nor, at that, moved.
    """

    instance: Instance
    roster: Roster
    moved: frozenset[Assignment]
    joined: frozenset[Assignment]
    short: int
    proven: bool


def repair(
    instance: Instance,
    roster: Roster,
    event: Event,
    effort: Effort | None = None,
    *,
    report: Report | None = None,
) -> Repaired:
    """
    Fill seats again after an event, to the minimum they had, moving the fewest.

    First the shifts hit alone are asked, with everybody else kept; then, with
    them, those that people could be moved from; then everything. Filled at
    none, one or two moves the answer is proven, because fewer were shown not to
    do: whoever moves first leaves a seat for one of the shifts hit.

    Raises
    ------
    BadInput
        If the event names people or shifts that are not there.
    """
    began = time.monotonic()
    effort = effort or Effort()
    after = happened(instance, roster, event)
    asked = asked_again(after, roster, instance)
    kept = Roster(asked.published)
    hit = _hit(asked, kept)
    best, proven = kept, not hit
    steps = (
        lambda: _pinned(region(asked, kept, hit)),
        lambda: region(asked, kept, hit | _movable(asked, kept, hit)),
        lambda: asked,
    )
    for place, step in enumerate(steps):
        left = effort.seconds - (time.monotonic() - began)
        if proven or left <= 0:
            break
        piece = step()
        found = solve(piece, replace(effort, seconds=left), start=best, report=report)
        whole = _within(best, found.roster, piece)
        if not verify.breaches(asked, whole) and _rank(asked, whole) <= _rank(asked, best):
            best = whole
        short, moved = _rank(asked, best)[1:3]
        told = all(one.proven for one in found.tiers[:3])
        proven = told and (place == 2 or (not short and moved <= place * 2))
        if found.status == "stopped":
            break
    gone, new = after.published - best.assignments, best.assignments - after.published
    return Repaired(after, best, gone, new, _rank(asked, best)[1], proven)


def _rank(asked: Instance, roster: Roster) -> tuple[int, ...]:
    """Score a roster as repair does; one with an unlawful crew is worse than any."""
    if verify.breaches(asked, roster):
        return (len(asked.shifts) * 1000, 0, 0)
    return tuple(score.score(asked, roster).values())


def asked_again(after: Instance, before: Roster, instance: Instance) -> Instance:
    """Ask of each shift known before only for as many of its minimum as it had."""
    known = instance.shift_by_id
    shifts = tuple(
        replace(one, minimum=min(one.minimum, len(before.crew(one.id)))) if one.id in known else one
        for one in after.shifts
    )
    return replace(after, shifts=shifts)


def _hit(asked: Instance, kept: Roster) -> frozenset[Key]:
    """Find the shifts that lack people now, or whose crew is unlawful without them."""
    return frozenset(
        one.id
        for one in asked.shifts
        if (len(kept.crew(one.id)) < one.minimum and one.id not in asked.closed)
        or crew_breaches(asked, one, [asked.volunteer_by_id[key] for key in kept.crew(one.id)])
    )


def _movable(asked: Instance, kept: Roster, hit: frozenset[Key]) -> frozenset[Key]:
    """Find the shifts of everybody who, without other seats, could be in a shift hit."""
    shifts = [asked.shift_by_id[one] for one in hit]
    found: set[Key] = set()
    for person in asked.volunteers:
        seats = kept.worked_by(person.id)
        if seats and any(not _alone(asked, person, shift) for shift in shifts):
            found.update(seats)
    return frozenset(found)


def _alone(asked: Instance, person: Volunteer, shift: Shift) -> bool:
    """Tell whether something but other seats keeps a person from a shift."""
    return any(one.rule != "pins" for one in person_breaches(asked, person, [shift]))


def region(asked: Instance, kept: Roster, shifts: frozenset[Key]) -> Instance:
    """Make the question of some shifts; all other seats are settled history."""
    inside = frozenset(one for one in kept.assignments if one.shift in shifts)
    crews = {one.volunteer for one in inside}
    homes = {one.id for one in housemates_beside(asked, kept)}
    people = tuple(
        _beside(asked, kept, one, shifts)
        for one in asked.volunteers
        if one.id in crews | homes or (one.windows and not one.opted_out)
    )
    known = {one.id for one in people}
    return replace(
        asked,
        volunteers=people,
        shifts=tuple(one for one in asked.shifts if one.id in shifts),
        kits=kits_beside(asked, kept, shifts),
        pins=tuple(one for one in asked.pins if one.shift in shifts),
        bans=tuple(one for one in asked.bans if one.shift in shifts and one.volunteer in known),
        published=inside,
        # Who is idle shows in the whole only.
        tiers=tuple(tier for tier in TIERS if tier != ("use",)),
    )


def _pinned(piece: Instance) -> Instance:
    pins = tuple(Pin(one.volunteer, one.shift) for one in piece.published)
    return replace(piece, pins=pins)


def _within(best: Roster, found: Roster, piece: Instance) -> Roster:
    """Put the answer to a piece back into the whole."""
    outside = (one for one in best.assignments if one.shift not in piece.shift_by_id)
    return Roster(frozenset(outside) | found.assignments)


def _beside(asked: Instance, kept: Roster, person: Volunteer, shifts: frozenset[Key]) -> Volunteer:
    """Give a person whose seats in other shifts are settled."""
    seats = [asked.shift_by_id[one] for one in kept.worked_by(person.id) if one not in shifts]
    if not seats:
        return person
    duties = (*person.history.duties, *(Span(one.start, one.end) for one in seats))
    burden = person.history.burden + sum(one.burden for one in seats)
    return replace(person, history=replace(person.history, duties=duties, burden=burden))
