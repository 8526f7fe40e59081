"""Ways between seats: nobody is expected at a site before they can be there."""

from collections.abc import Iterator, Sequence

from solver.instance import Instance, Key, Served, Shift, Volunteer
from solver.verify.breach import Breach


def travel(instance: Instance, volunteer: Volunteer, seats: Sequence[Shift]) -> Iterator[Breach]:
    """Yield each seat too near to another for the way between, once, with the longest lack."""
    if not instance.travel.takes_time:
        return
    mine: list[tuple[Served, Key | None]] = [(seat.served, seat.id) for seat in seats]
    settled = [(duty, None) for duty in volunteer.history.duties]
    for seat in seats:
        lacks = [_lack(instance, one, seat.served, name) for one, name in [*mine, *settled]]
        # A settled duty is nobody's fault: blame the seat before it, too.
        lacks += [_lack(instance, seat.served, duty, None) for duty, _ in settled]
        found = [one for one in lacks if one[0] > 0]
        if found:
            missing, due, other = max(found, key=lambda one: one[0])
            facts: dict[str, int | str] = {"missing": missing, "limit": due}
            if other is not None:
                facts["other"] = other
            yield Breach("travel", volunteer.id, seat.id, facts)


def _lack(
    instance: Instance, before: Served, after: Served, name: Key | None
) -> tuple[int, int, Key | None]:
    """Return the minutes missing for the way, those it takes, and the other seat."""
    gap = after.start - before.end
    way = instance.travel.minutes(before.site, after.site)
    return (way - gap if gap >= 0 else 0), way, name
