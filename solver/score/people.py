"""The specification of the goals: one function a goal, a whole number, 0 is ideal."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from solver.faults import order
from solver.instance import Bound, Instance, Request, Shift, Volunteer
from solver.language.notice import cost_of_change
from solver.language.spans import joined
from solver.language.tally import tallies
from solver.roster import Assignment, Roster

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


def losses(instance: Instance, roster: Roster, level: int) -> int:
    """Count the people whose seats cost more by their wishes than a level, 90 days counted in."""
    shifts, count = instance.shift_by_id, 0
    for volunteer in instance.volunteers:
        seats = roster.worked_by(volunteer.id)
        loss = sum(seat_cost(volunteer, shifts[seat]) for seat in seats)
        count += volunteer.history.loss + loss > level
    return count


def strain(load: int, block: int = BALANCE_BLOCK) -> int:
    """Price a load so that each further block is dearer than the last."""
    full = load // block
    # Sum over the blocks begun of what lies above each block's start.
    return full * load - block * full * (full + 1) // 2 + load


def balance(instance: Instance, roster: Roster) -> int:
    """Add up how much this roster strains people, the last 90 days counted in."""
    return _strains(instance, roster, "burden", lambda seat: seat.burden, BALANCE_BLOCK)


def balance_hours(instance: Instance, roster: Roster) -> int:
    """Add up the strain of minutes served."""
    return _strains(instance, roster, "minutes", lambda seat: seat.minutes, BALANCE_BLOCK)


def balance_nights(instance: Instance, roster: Roster) -> int:
    """Add up the strain of night seats: a person's second counts two, the third three."""
    return _strains(instance, roster, "nights", lambda seat: int(seat.night), 1)


def balance_heat(instance: Instance, roster: Roster) -> int:
    """Add up the strain of seats in the heat, as for nights."""
    return _strains(instance, roster, "heat", lambda seat: int(seat.hot), 1)


def balance_weekends(instance: Instance, roster: Roster) -> int:
    """Add up the strain of seats on Saturdays and Sundays, as for nights."""
    return _strains(
        instance, roster, "weekends", lambda seat: int(instance.is_weekend(seat.day)), 1
    )


def _strains(
    instance: Instance, roster: Roster, carried: str, load: Callable[[Shift], int], block: int
) -> int:
    total = 0
    for volunteer in instance.volunteers:
        seats = roster.worked_by(volunteer.id)
        if seats:
            before = getattr(volunteer.history, carried)
            added = sum(load(instance.shift_by_id[seat]) for seat in seats)
            total += strain(before + added, block) - strain(before, block)
    return total


def ties(instance: Instance, roster: Roster) -> int:
    """Add up the prices of ties broken: one without the other, or both, in a shift."""
    total = 0
    for tie in instance.ties:
        if tie.price is not None:
            one, other = (set(roster.worked_by(person)) for person in tie.volunteers)
            broken = one ^ other if tie.kind == "together" else one & other
            total += tie.price * len(broken)
    return total


def stability(instance: Instance, roster: Roster) -> int:
    """Add up the published seats taken from somebody, each at what its notice makes it cost."""
    return sum(lost_seat_cost(instance, one) for one in instance.published - roster.assignments)


def lost_seat_cost(instance: Instance, seat: Assignment) -> int:
    """Price taking somebody out of a published seat; shifts not asked about count one."""
    shift = instance.shift_by_id.get(seat.shift)
    return 1 if shift is None else cost_of_change(instance.now, shift.start)


def travel(instance: Instance, roster: Roster) -> int:
    """
    Add up the minutes people are on the way.

    On each calendar day a person goes from home to the first seat, from seat to
    seat, and home from the last; without a home, from seat to seat only.
    """
    if not instance.travel.takes_time:
        return 0
    total = 0
    for volunteer in instance.volunteers:
        days: dict[int, list[Shift]] = {}
        for one in roster.worked_by(volunteer.id):
            seat = instance.shift_by_id[one]
            days.setdefault(seat.day, []).append(seat)
        for seats in days.values():
            seats.sort(key=lambda seat: (seat.start, seat.end, order(seat.id)))
            route = [volunteer.home, *(seat.site for seat in seats), volunteer.home]
            total += sum(instance.travel.minutes(*leg) for leg in pairwise(route))
    return total


GOALS: Mapping[str, Callable[..., int]] = {
    goal.__name__: goal
    for goal in (
        least, critical, minimum, wanted, price, use, wishes, losses, balance, balance_hours,
        balance_nights, balance_heat, balance_weekends, stability, ties, travel,
    )
}  # fmt: skip


def score(instance: Instance, roster: Roster) -> dict[str, int]:
    """
    Value a roster under every goal of the instance, most important first.

    The roster must name known volunteers and shifts only.
    """
    return {name: _value(instance, roster, name) for tier in instance.tiers for name in tier}


def tier_value(instance: Instance, tier: Iterable[str], values: Mapping[str, int]) -> int:
    """Add up the values of a tier's goals, each by its weight."""
    return sum(instance.weight(name) * values.get(name, 0) for name in tier)


def _value(instance: Instance, roster: Roster, name: str) -> int:
    base, _, level = name.partition(":")
    return GOALS[base](instance, roster, *([int(level)] if level else []))
