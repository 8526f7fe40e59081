"""What changes for people: seats they were told of, company they asked for, and the way to go."""

from itertools import pairwise

from solver.faults import order
from solver.instance import Instance, Shift
from solver.language.notice import cost_of_change, is_last_day
from solver.roster import Assignment, Roster


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
    return sum(
        lost_seat_cost(instance, one)
        for one in instance.published - roster.assignments
        if not is_called_up(instance, roster, one)
    )


def is_called_up(instance: Instance, roster: Roster, seat: Assignment) -> bool:
    """
    Tell whether somebody who stood by is called up on the last day: that moves nobody.

    With more notice others can be found, and being called up is a change like any.
    """
    shift = instance.shift_by_id.get(seat.shift)
    if shift is None or shift.standby_for is None or not is_last_day(instance.now, shift.start):
        return False
    return (seat.volunteer, shift.standby_for) in roster


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
