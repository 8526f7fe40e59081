"""Turn-out: of the shifts with a confidence, how many come for sure, and how likely the minimum is."""

from dataclasses import dataclass

from solver import score
from solver.instance import Instance, Key
from solver.roster import Roster


@dataclass(frozen=True)
class TurnOut:
    """
    What may be expected of one shift.

    Parameters
    ----------
    minimum, confidence
        As the shift asks for it; ``confidence`` in percent.
    crew, standby
        People in the shift, and people who stand by for it alone.
    assured
        How many of both turn up at least with that confidence.
    chance
        The chance that so many as the minimum do, in whole percent, rounded down.
    """

    shift: Key
    minimum: int
    confidence: int
    crew: int
    standby: int
    assured: int
    chance: int


def turn_out(instance: Instance, roster: Roster) -> list[TurnOut]:
    """Tell what may be expected of each shift that asks for a confidence, in order of time."""
    people = instance.volunteer_by_id
    found = []
    for shift in sorted(instance.held_shifts, key=lambda one: (one.start, str(one.id))):
        if not shift.confidence:
            continue
        crew = set(roster.crew(shift.id))
        beside = {
            person for one in instance.standbys(shift.id) for person in roster.crew(one.id)
        } - crew
        chances = [people[one].show_up for one in (*crew, *beside)]
        found.append(
            TurnOut(
                shift.id,
                shift.minimum,
                shift.confidence,
                len(crew),
                len(beside),
                score.assured(chances, shift.confidence),
                score.chance_of(chances, shift.minimum),
            )
        )
    return found
