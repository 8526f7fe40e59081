"""Why seats are open: the reasons person by person, counted, and what would fill them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from solver.explain.changes import smallest_change
from solver.explain.funnel import counted, first_rule
from solver.explain.present import Present
from solver.explain.steps import Change
from solver.instance import Instance, Key, Shift
from solver.roster import Roster
from solver.verify import Breach


@dataclass(frozen=True)
class OpenSeat:
    """
    A shift with seats to fill, and what stands in the way.

    Parameters
    ----------
    short_of_minimum, short_of_wanted
        How many people are missing.
    free
        People who could take a seat at once.
    reasons
        Rules with the number of people they keep away, most first; everybody
        is counted once, under the first rule of FUNNEL.
    alone
        Rules with the number of people they keep away all by themselves: whom
        relaxing just this one would bring in.
    by_person
        The rules each person would break; those in the crew are left out. Of
        people who are not available or not of the team nothing is told here
        that hangs on their other seats, ``why_not`` tells all.
    change
        The smallest change that would fill a seat, None if there is none.
    """

    shift: Key
    short_of_minimum: int
    short_of_wanted: int
    free: tuple[Key, ...]
    reasons: tuple[tuple[str, int], ...]
    alone: tuple[tuple[str, int], ...]
    by_person: Mapping[Key, tuple[Breach, ...]]
    change: Change | None

    def kept_away_by(self, rule: str) -> tuple[Key, ...]:
        """Name everybody a rule keeps away, whatever else does so too."""
        return tuple(
            one
            for one, broken in self.by_person.items()
            if any(breach.rule == rule for breach in broken)
        )


def open_seats(
    instance: Instance,
    roster: Roster,
    *,
    shifts: Sequence[Key] | None = None,
    changes: bool = True,
) -> list[OpenSeat]:
    """
    Explain every shift that is short, in order of time.

    Parameters
    ----------
    shifts
        Only these; all by default.
    changes
        Whether to look for the smallest change, too.
    """
    chosen = instance.shifts
    if shifts is not None:
        chosen = tuple(instance.shift_by_id[one] for one in shifts)
    short = [
        shift
        for shift in chosen
        if len(roster.crew(shift.id)) < max(shift.minimum, shift.wanted)
        and shift.id not in instance.closed
    ]
    now = Present(instance, roster)
    return [
        _open_seat(now, shift, changes=changes)
        for shift in sorted(short, key=lambda one: (one.start, one.end, str(one.id)))
    ]


def _open_seat(now: Present, shift: Shift, *, changes: bool) -> OpenSeat:
    crew = set(now.roster.crew(shift.id))
    by_person = {
        person.id: now.first_reasons(person, shift)
        for person in now.instance.volunteers
        if person.id not in crew
    }
    kept = [broken for broken in by_person.values() if broken]
    single = (broken[0].rule for broken in kept if len({one.rule for one in broken}) == 1)
    return OpenSeat(
        shift=shift.id,
        short_of_minimum=max(0, shift.minimum - len(crew)),
        short_of_wanted=max(0, shift.wanted - len(crew)),
        free=tuple(one for one, broken in by_person.items() if not broken),
        reasons=counted(first_rule(broken) for broken in kept),
        alone=counted(single),
        by_person=by_person,
        change=smallest_change(now, shift, by_person) if changes else None,
    )
