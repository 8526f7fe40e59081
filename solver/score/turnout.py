"""Turn-out: how many come of those who said they would, and who stands by for them."""

from collections.abc import Iterable

from solver.instance import Instance, Shift
from solver.roster import Roster


def ways(chances: Iterable[int]) -> list[int]:
    """
    Weigh how many turn up: place k holds the chance of k, times 100 for each person asked.

    Everybody comes or stays away by their own chance, whoever else does: the
    Poisson binomial distribution, in whole numbers.

    Parameters
    ----------
    chances
        Percent.
    """
    found = [1]
    for chance in chances:
        found = [
            stay * (100 - chance) + come * chance
            for stay, come in zip([*found, 0], [0, *found], strict=True)
        ]
    return found


def assured(chances: Iterable[int], confidence: int) -> int:
    """Count how many turn up at least, with a confidence in percent."""
    found = ways(chances)
    total, reached, count = sum(found), 0, len(found)
    while count and reached * 100 < confidence * total:
        count -= 1
        reached += found[count]
    return count


def chance_of(chances: Iterable[int], level: int) -> int:
    """Return the chance that so many turn up at least, in whole percent, rounded down."""
    found = ways(chances)
    return sum(found[level:]) * 100 // sum(found)


def standby(instance: Instance, roster: Roster) -> int:
    """
    Count the people by whom turn-out may stay below the minimum.

    For each shift with a confidence: its minimum, less how many of its crew and
    of those who stand by for it turn up at least with that confidence.
    """
    return sum(unsure(instance, roster, shift) for shift in instance.held_shifts)


def unsure(instance: Instance, roster: Roster, shift: Shift) -> int:
    """Count the people by whom one shift's turn-out may stay below its minimum."""
    if not shift.confidence:
        return 0
    beside = (shift.id, *(one.id for one in instance.standbys(shift.id)))
    asked = {person for one in beside for person in roster.crew(one)}
    chances = (instance.volunteer_by_id[one].show_up for one in asked)
    return max(0, shift.minimum - assured(chances, shift.confidence))
