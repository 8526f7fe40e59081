"""What a piece of a question must know of the seats left out of it."""

from collections.abc import Collection
from dataclasses import replace

from solver.instance import Instance, Key, Kit, Lent, Volunteer
from solver.roster import Roster


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
