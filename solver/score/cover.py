"""Seats and prices: what is short of what was asked for, and what that costs."""

from collections.abc import Iterator, Sequence

from solver.instance import Bound, Instance, Request, Shift, Volunteer
from solver.language.tally import tallies
from solver.roster import Roster


def least(instance: Instance, roster: Roster) -> int:
    """Add up what people are short of the least amounts asked for without a price."""
    return sum(
        tally.missing(bound)
        for volunteer, bound, seats in _bounds(instance, roster)
        if bound.least and bound.is_hard and not bound.is_run
        for tally in tallies(instance, volunteer, seats, bound)
    )


def _bounds(
    instance: Instance, roster: Roster
) -> Iterator[tuple[Volunteer, Bound, Sequence[Shift]]]:
    for volunteer in instance.volunteers:
        if volunteer.bounds:
            seats = [instance.shift_by_id[seat] for seat in roster.worked_by(volunteer.id)]
            for bound in volunteer.bounds:
                yield volunteer, bound, seats


def critical(instance: Instance, roster: Roster) -> int:
    """Count the seats short of the minimum in critical shifts."""
    return sum(
        max(0, shift.minimum - len(roster.crew(shift.id)))
        for shift in instance.held_shifts
        if shift.critical
    )


def minimum(instance: Instance, roster: Roster) -> int:
    """Count the seats short of the minimum."""
    return sum(max(0, shift.minimum - len(roster.crew(shift.id))) for shift in instance.held_shifts)


def wanted(instance: Instance, roster: Roster) -> int:
    """Count the seats short of the number wanted."""
    return sum(max(0, shift.wanted - len(roster.crew(shift.id))) for shift in instance.held_shifts)


def price(instance: Instance, roster: Roster) -> int:
    """Add up every price: of people missing and in surplus, of requests, and of bounds."""
    total = 0
    for shift in instance.held_shifts:
        if shift.missing_price or shift.surplus_price:
            beyond = len(roster.crew(shift.id)) - shift.wanted
            total += shift.surplus_price * max(0, beyond)
            if shift.id not in instance.closed:
                total += shift.missing_price * max(0, -beyond)
    for volunteer in instance.volunteers:
        for request in volunteer.requests:
            total += 0 if _heeded(instance, roster, volunteer, request) else request.price
    for volunteer, bound, seats in _bounds(instance, roster):
        if bound.price is not None:
            for tally in tallies(instance, volunteer, seats, bound):
                total += bound.price * (tally.missing(bound) + tally.surplus(bound))
    return total


def _heeded(instance: Instance, roster: Roster, volunteer: Volunteer, request: Request) -> bool:
    seats = roster.worked_by(volunteer.id)
    if request.shift is not None:
        return (request.shift in seats) is not request.spared
    served = [instance.shift_by_id[seat].served for seat in seats]
    served += volunteer.history.duties
    fits = (one for one in served if request.duty is None or one.duty == request.duty)
    return any(one.day == request.day for one in fits) is not request.spared
