"""What several shifts share: kit, and the homes of the people in them."""

from collections.abc import Callable, Collection, Iterator
from typing import Protocol

from solver.instance import Instance, Key, Kit, Shift, Volunteer
from solver.verify.breach import Breach


class Seats(Protocol):
    """Seats given so far: a roster, or one in the making."""

    def crew(self, shift: Key) -> Collection[Key]:
        """Return the ids of the people in a shift."""

    def worked_by(self, volunteer: Key) -> Collection[Key]:
        """Return the ids of the shifts of a person."""


Moment = Callable[[int], bool]


def kit(instance: Instance, seats: Seats, around: Collection[Shift]) -> Iterator[Breach]:
    """
    Yield each moment at which crews have more pieces than there are.

    Use grows only when a crew sets out, so those moments are enough.

    Parameters
    ----------
    around
        Shifts within which to look, with the handover after them.
    """
    for stock in instance.kits:
        near = [one for one in around if _needs(one, stock.name)]
        if not near:
            continue
        out = [one for one in instance.takers(stock.name) if seats.crew(one.id)]
        moments = {
            one.start
            for one in out
            if any(other.start <= one.start < _back(other, stock) for other in near)
        }
        for at in sorted(moments):
            used = _used(stock, out, seats, at)
            if used > stock.count:
                setting_out = next(one for one in out if one.start == at)
                facts: dict[str, int | str] = {"kit": stock.name, "most": stock.count}
                yield Breach("kit", None, setting_out.id, facts | {"is": used, "from": at})


def _used(stock: Kit, out: Collection[Shift], seats: Seats, at: int) -> int:
    used = sum(one.count for one in stock.lent if one.start <= at < one.end)
    for shift in out:
        if shift.start <= at < _back(shift, stock):
            for need in shift.kit:
                if need.name == stock.name:
                    used += need.per_crew + need.per_head * len(seats.crew(shift.id))
    return used


def _needs(shift: Shift, name: str) -> bool:
    return any(one.name == name for one in shift.kit)


def _back(shift: Shift, stock: Kit) -> int:
    return shift.end + stock.handover_minutes


def household(instance: Instance, seats: Seats, around: Collection[Shift]) -> Iterator[Breach]:
    """Yield each seat with which too many of one home are away at the same time."""
    people = instance.volunteer_by_id
    for home in instance.households:
        members = [people[one] for one in home.volunteers if one in people]
        away = [_away(instance, seats, one) for one in members]
        begun = {
            (shift.start, str(shift.id)): (one, shift)
            for one, (own, _) in zip(members, away, strict=True)
            for shift in own
            if any(other.start < shift.end and shift.start < other.end for other in around)
        }
        for _, (blamed, seat) in sorted(begun.items()):
            most = max(
                sum(any(start <= at < end for start, end in spans) for _, spans in away)
                for at in _moments(seat, away)
            )
            if most > home.most_away:
                facts = {"most": home.most_away, "is": most}
                yield Breach("household", blamed.id, seat.id, facts)


Away = tuple[list[Shift], list[tuple[int, int]]]


def _away(instance: Instance, seats: Seats, person: Volunteer) -> Away:
    """Return the seats of a person, and all stretches they are away."""
    known = instance.shift_by_id
    own = [known[one] for one in seats.worked_by(person.id) if one in known]
    spans = [(one.start, one.end) for one in own]
    spans += [(one.start, one.end) for one in person.history.duties]
    return own, spans


def _moments(seat: Shift, away: Collection[Away]) -> set[int]:
    """Return when somebody of the home leaves while a seat runs, and its own start."""
    starts = {start for _, spans in away for start, _ in spans}
    return {at for at in starts if seat.start <= at < seat.end} | {seat.start}
