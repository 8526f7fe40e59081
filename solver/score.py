"""The specification of the goals: one function a goal, a whole number, 0 is ideal."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from solver.instance import Bound, Instance, Request, Shift, Volunteer
from solver.notice import cost_of_change
from solver.roster import Assignment, Roster
from solver.spans import joined
from solver.tally import tallies

# Wished-for hours cost nothing; a minute one could spare costs one, a minute one
# would rather not spare three; a duty kind not wished adds two a minute.
CAN_COST, RATHER_NOT_COST, UNWISHED_COST = 1, 3, 2
# Burden grows dearer by one for each block of this many minutes in 90 days.
BALANCE_BLOCK = 240


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
    for shift in instance.shifts:
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


def willing(instance: Instance, volunteer: Volunteer) -> bool:
    """Tell whether somebody offered time here and has no seat elsewhere in it."""
    if volunteer.opted_out or not volunteer.windows:
        return False
    duties = volunteer.history.duties
    return not any(instance.in_horizon(duty.start) for duty in duties)


def use(instance: Instance, roster: Roster) -> int:
    """Count the willing people who get nothing."""
    return sum(
        not roster.worked_by(volunteer.id)
        for volunteer in instance.volunteers
        if willing(instance, volunteer)
    )


def seat_cost(volunteer: Volunteer, shift: Shift) -> int:
    """
    Price one seat by the wishes of the person in it, in weighted minutes.

    Each minute counts by the best grade offered for it; minutes outside every
    window, which only a pin can bring, count as rather not.
    """
    graded = [
        joined(window for window in volunteer.windows if window.grade >= grade) for grade in (0, 1)
    ]
    could, gladly = (
        sum(max(0, min(end, shift.end) - max(start, shift.start)) for start, end in run)
        for run in graded
    )
    cost = RATHER_NOT_COST * (shift.minutes - could) + CAN_COST * (could - gladly)
    if volunteer.wishes and shift.duty not in volunteer.wishes:
        cost += UNWISHED_COST * shift.minutes
    return cost


def wishes(instance: Instance, roster: Roster) -> int:
    """Add up what the seats cost by their people's wishes."""
    people, shifts = instance.volunteer_by_id, instance.shift_by_id
    return sum(seat_cost(people[one.volunteer], shifts[one.shift]) for one in roster.assignments)


def strain(burden: int) -> int:
    """Price a burden in minutes so that each further block is dearer than the last."""
    full = burden // BALANCE_BLOCK
    # Sum over the blocks begun of what lies above each block's start.
    return full * burden - BALANCE_BLOCK * full * (full + 1) // 2 + burden


def balance(instance: Instance, roster: Roster) -> int:
    """Add up how much this roster strains people, the last 90 days counted in."""
    total = 0
    for volunteer in instance.volunteers:
        seats = roster.worked_by(volunteer.id)
        if seats:
            before = volunteer.history.burden
            added = sum(instance.shift_by_id[seat].burden for seat in seats)
            total += strain(before + added) - strain(before)
    return total


def stability(instance: Instance, roster: Roster) -> int:
    """Add up the published seats taken from somebody, each at what its notice makes it cost."""
    return sum(lost_seat_cost(instance, one) for one in instance.published - roster.assignments)


def lost_seat_cost(instance: Instance, seat: Assignment) -> int:
    """Price taking somebody out of a published seat; shifts not asked about count one."""
    shift = instance.shift_by_id.get(seat.shift)
    return 1 if shift is None else cost_of_change(instance.now, shift.start)


GOALS: Mapping[str, Callable[[Instance, Roster], int]] = {
    goal.__name__: goal
    for goal in (least, critical, minimum, wanted, price, use, wishes, balance, stability)
}


def score(instance: Instance, roster: Roster) -> dict[str, int]:
    """
    Value a roster under every goal of the instance, most important first.

    The roster must name known volunteers and shifts only.
    """
    return {name: GOALS[name](instance, roster) for tier in instance.tiers for name in tier}
