"""How seats fall over people: who gets any, by whose wishes, and with what burden."""

from collections.abc import Callable

from solver.instance import Instance, Shift, Volunteer
from solver.language.spans import joined
from solver.roster import Roster

# Wished-for hours cost nothing; a minute one could spare costs one, a minute one
# would rather not spare three; a duty kind not wished adds two a minute.
CAN_COST, RATHER_NOT_COST, UNWISHED_COST = 1, 3, 2
# Burden grows dearer by one for each block of this many minutes in 90 days.
BALANCE_BLOCK = 240


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
