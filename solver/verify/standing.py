"""Who may: qualification, age, insurance, team, wishes that bind, refusals."""

from collections.abc import Iterable, Iterator, Sequence

from solver.instance import Held, Instance, Shift, Volunteer
from solver.language.spans import joined
from solver.verify.breach import Breach


def holds(held: Iterable[Held], name: str, shift: Shift) -> bool:
    """Tell whether a qualification is held over the whole shift."""
    at = shift.start
    parts = [
        (shift.start if one.start is None else one.start, one.end)
        for one in held
        if one.name == name
    ]
    for start, end in sorted(parts, key=lambda part: part[0]):
        if start > at:
            return False
        if end is None or end >= shift.end:
            return True
        at = max(at, end)
    return False


def qualification(
    instance: Instance, volunteer: Volunteer, seats: Sequence[Shift]
) -> Iterator[Breach]:
    """Yield each qualification a seat asks for and the person does not hold all along."""
    for seat in seats:
        for name in sorted(seat.needs):
            if holds(volunteer.held, name, seat):
                continue
            facts: dict[str, int | str] = {"qualification": name}
            ends = [
                one.end
                for one in volunteer.held
                if one.name == name and one.end is not None and one.end < seat.end
            ]
            if ends:
                facts["until"] = max(ends)
            yield Breach("qualification", volunteer.id, seat.id, facts)


def age(instance: Instance, volunteer: Volunteer, seats: Sequence[Shift]) -> Iterator[Breach]:
    """Yield each seat for adults, every night among them, given to a minor."""
    for seat in seats:
        if not (seat.adults_only or seat.night):
            continue
        if volunteer.adult_from is None:
            yield Breach("age", volunteer.id, seat.id, {"night": int(seat.night)})
        elif volunteer.adult_from > seat.start:
            facts = {"night": int(seat.night), "adult_from": volunteer.adult_from}
            yield Breach("age", volunteer.id, seat.id, facts)


def insurance(instance: Instance, volunteer: Volunteer, seats: Sequence[Shift]) -> Iterator[Breach]:
    """Yield each seat that asks for insurance and is not covered to its end."""
    covers = joined(volunteer.insured)
    for seat in seats:
        if not seat.insured:
            continue
        if not any(start <= seat.start and seat.end <= end for start, end in covers):
            ends = [end for _, end in covers if end < seat.end]
            facts = {"until": max(ends)} if ends else {}
            yield Breach("insurance", volunteer.id, seat.id, facts)


def team(instance: Instance, volunteer: Volunteer, seats: Sequence[Shift]) -> Iterator[Breach]:
    """Yield each seat of a team the person does not belong to."""
    for seat in seats:
        if seat.team is not None and seat.team not in volunteer.teams:
            yield Breach("team", volunteer.id, seat.id, {"team": seat.team})


def wished(instance: Instance, volunteer: Volunteer, seats: Sequence[Shift]) -> Iterator[Breach]:
    """Yield each seat of a kind not wished by somebody who does nothing else."""
    if not volunteer.only_wished:
        return
    for seat in seats:
        if seat.duty not in volunteer.wishes:
            yield Breach("wished", volunteer.id, seat.id, {"duty": seat.duty})


def declined(instance: Instance, volunteer: Volunteer, seats: Sequence[Shift]) -> Iterator[Breach]:
    """Yield each seat the person has already turned down."""
    for seat in seats:
        if seat.id in volunteer.declined:
            yield Breach("declined", volunteer.id, seat.id)


def bans(instance: Instance, volunteer: Volunteer, seats: Sequence[Shift]) -> Iterator[Breach]:
    """Yield each seat the person was banned from."""
    for seat in seats:
        if (volunteer.id, seat.id) in instance.banned:
            yield Breach("bans", volunteer.id, seat.id)


def opt_out(instance: Instance, volunteer: Volunteer, seats: Sequence[Shift]) -> Iterator[Breach]:
    """Yield each seat of somebody who is placed by hand only, unless it is pinned."""
    if not volunteer.opted_out:
        return
    by_hand = set(instance.pinned.worked_by(volunteer.id))
    for seat in seats:
        if seat.id not in by_hand:
            yield Breach("opt_out", volunteer.id, seat.id)


def pins(instance: Instance, volunteer: Volunteer, seats: Sequence[Shift]) -> Iterator[Breach]:
    """Yield each pinned seat that was taken away."""
    kept = {seat.id for seat in seats}
    for shift in instance.pinned.worked_by(volunteer.id):
        if shift not in kept:
            yield Breach("pins", volunteer.id, shift)
