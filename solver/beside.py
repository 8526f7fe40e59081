"""What a piece of a question must know of the seats left out of it."""

from collections.abc import Collection
from dataclasses import replace

from solver.instance import Instance, Key, Kit, Lent, Volunteer
from solver.roster import Roster
from solver.score import seat_cost


def kits_beside(instance: Instance, roster: Roster, inside: Collection[Key]) -> tuple[Kit, ...]:
    """Count what the crews of all shifts not inside have with them as lent."""
    found = []
    for stock in instance.kits:
        lent = list(stock.lent)
        for shift in instance.takers(stock.name):
            heads = len(roster.crew(shift.id))
            if heads and shift.id not in inside:
                [need] = (one for one in shift.kit if one.name == stock.name)
                count = need.per_crew + need.per_head * heads
                lent.append(Lent(shift.start, shift.end + stock.handover_minutes, count))
        found.append(replace(stock, lent=tuple(lent)))
    return tuple(found)


def housemates_beside(instance: Instance, roster: Roster) -> list[Volunteer]:
    """Return the people with seats whose being away keeps others of their home from going."""
    return [
        one
        for one in instance.volunteers
        if one.id in instance.housemates and roster.worked_by(one.id)
    ]


def settled(
    instance: Instance, roster: Roster, person: Volunteer, inside: Collection[Key]
) -> Volunteer:
    """Give a person whose seats in all shifts not inside are history."""
    known = instance.shift_by_id
    seats = [known[one] for one in roster.worked_by(person.id) if one not in inside]
    if not seats:
        return person
    before = person.history
    history = replace(
        before,
        duties=(*before.duties, *(one.served for one in seats)),
        burden=before.burden + sum(one.burden for one in seats),
        minutes=before.minutes + sum(one.minutes for one in seats),
        nights=before.nights + sum(one.night for one in seats),
        heat=before.heat + sum(one.hot for one in seats),
        weekends=before.weekends + sum(instance.is_weekend(one.day) for one in seats),
        loss=before.loss + sum(seat_cost(person, one) for one in seats),
    )
    return replace(person, history=history)
