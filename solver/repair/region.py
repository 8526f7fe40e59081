"""The question of some shifts alone, everybody's other seats being settled history."""

from collections.abc import Iterable
from dataclasses import replace

from solver.beside import housemates_beside, kits_beside, settled
from solver.instance import Instance, Key, Pin
from solver.repair.question import Question
from solver.roster import Roster


def region(question: Question, shifts: frozenset[Key], *, pinned: bool = False) -> Instance:
    """
    Make the question of some shifts.

    Only who could be in one of them, or is, is asked; all other seats are
    settled history. Who is idle shows in the whole only, so no region asks it.

    Parameters
    ----------
    pinned
        Whether everybody published there stays, but for who stands by for a
        shift hit.
    """
    asked, kept = question.asked, question.kept
    inside = frozenset(one for one in kept.assignments if one.shift in shifts)
    able = {one.id for shift in shifts for one in question.able(asked.shift_by_id[shift])}
    people = able | {one.volunteer for one in inside}
    people |= {one.id for one in housemates_beside(asked, kept)}
    pins = {(one.volunteer, one.shift): one for one in asked.pins if one.shift in shifts}
    if pinned:
        pins |= {
            (one.volunteer, one.shift): Pin(one.volunteer, one.shift)
            for one in inside
            if not question.may_be_called(one)
        }
    return replace(
        asked,
        volunteers=tuple(
            settled(asked, kept, one, shifts) for one in asked.volunteers if one.id in people
        ),
        shifts=tuple(one for one in asked.shifts if one.id in shifts),
        kits=kits_beside(asked, kept, shifts),
        pins=tuple(pins.values()),
        bans=tuple(one for one in asked.bans if one.shift in shifts and one.volunteer in people),
        published=inside,
        tiers=tuple(tier for tier in asked.tiers if tier != ("use",)),
    )


def wider(question: Question, shifts: frozenset[Key]) -> frozenset[Key]:
    """Add the shifts of everybody who could be in one of these."""
    asked, kept = question.asked, question.kept
    people = {one.id for shift in shifts for one in question.able(asked.shift_by_id[shift])}
    people |= {one for shift in shifts for one in kept.crew(shift)}
    return asked.linked(shifts | {shift for one in people for shift in kept.worked_by(one)})


def within(kept: Roster, found: Roster, shifts: Iterable[Key]) -> Roster:
    """Put the answer to a region back into the whole."""
    inside = frozenset(shifts)
    outside = (one for one in kept.assignments if one.shift not in inside)
    return Roster(frozenset(outside) | found.assignments)
