"""Why this person and why not that one: verify and the wishes applied to one seat."""

from dataclasses import dataclass

from solver.explain.funnel import counted, first_rule
from solver.explain.present import Present
from solver.instance import Instance, Key, Shift, Volunteer
from solver.language.spans import Grade
from solver.roster import Roster
from solver.score import willing
from solver.studies.fairness import offered
from solver.verify import Breach


@dataclass(frozen=True)
class Why:
    """
    What speaks for somebody in a seat.

    Parameters
    ----------
    prefer, can, rather_not
        Minutes of the seat by the grade offered for them.
    wished
        Whether the duty kind was wished; None if all are alike to the person.
    pinned
        Whether a person put them there.
    others
        Who else could take the seat if this person left it.
    burden, mean_burden
        Minutes of burden of the last 90 days with this roster, of the person
        and of all the willing on average.
    """

    prefer: int
    can: int
    rather_not: int
    wished: bool | None
    pinned: bool
    others: tuple[Key, ...]
    burden: int
    mean_burden: int


def why(instance: Instance, roster: Roster, volunteer: Key, shift: Key) -> Why:
    """Say what speaks for somebody in a seat of the roster."""
    person, seat = instance.volunteer_by_id[volunteer], instance.shift_by_id[shift]
    gladly, could = (offered(person, seat, grade) for grade in (Grade.PREFER, Grade.CAN))
    without = Present(instance, roster.without(volunteer, shift))
    others = [
        one.id
        for one in instance.volunteers
        if one.id != volunteer
        and (one.id, shift) not in roster
        and all(breach.volunteer is None for breach in without.why_not(one, seat))
    ]
    burdens = Present(instance, roster).burdens
    shared = [burdens[one.id] for one in instance.volunteers if willing(instance, one)]
    return Why(
        prefer=gladly,
        can=could - gladly,
        rather_not=seat.minutes - could,
        wished=seat.duty in person.wishes if person.wishes else None,
        pinned=(volunteer, shift) in instance.pinned,
        others=tuple(others),
        burden=burdens[volunteer],
        mean_burden=round(sum(shared) / max(1, len(shared))),
    )


def why_not(instance: Instance, roster: Roster, volunteer: Key, shift: Key) -> tuple[Breach, ...]:
    """
    Find what would newly be broken if somebody took a seat.

    Returns
    -------
    tuple of Breach
        Empty if they could take it, or have it already.
    """
    if (volunteer, shift) in roster:
        return ()
    person, seat = instance.volunteer_by_id[volunteer], instance.shift_by_id[shift]
    return Present(instance, roster).why_not(person, seat)


def got_nothing(instance: Instance, roster: Roster) -> dict[Key, tuple[tuple[str, int], ...]]:
    """
    Say why each willing person without a seat has none.

    Returns
    -------
    dict
        For each person the rules with the number of shifts they keep the
        person from, most first; ``full`` stands for shifts that need nobody.
    """
    now = Present(instance, roster)
    return {
        person.id: counted(_kept_from(now, person, shift) for shift in instance.shifts)
        for person in instance.volunteers
        if willing(instance, person) and not roster.worked_by(person.id)
    }


def _kept_from(now: Present, person: Volunteer, shift: Shift) -> str:
    """Name the first rule that keeps a person from a shift."""
    broken = now.why_not(person, shift)
    full = len(now.crew(shift)) >= max(shift.minimum, shift.wanted)
    only = {breach.rule for breach in broken} <= {"capacity"}
    return "full" if full and only else first_rule(broken)
