"""What a change of the draft would break: several people leaving and joining at once, and who could join."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from solver.instance import Instance, Key, Shift, Volunteer
from solver.language.spans import Grade
from solver.roster import Roster
from solver.studies.fairness import offered
from solver.verify import (
    LACKS,
    Breach,
    crew_breaches,
    person_breaches,
    seats_of,
    shared_breaches,
)
from volunteer_app.rosters.gather import Asked, gather_for
from volunteer_app.rosters.judging.lawful import beyond_repair, overridable
from volunteer_app.rosters.models import Period

Pair = tuple[int, int]


@dataclass(frozen=True)
class Verdict:
    """What a change would break, and whether a written reason would let it pass."""

    breaches: tuple[Breach, ...] = ()

    @property
    def lawful(self) -> bool:
        """Whether nothing at all is broken."""
        return not self.breaches

    @property
    def firm(self) -> tuple[Breach, ...]:
        """The breaches no reason helps against."""
        return tuple(one for one in self.breaches if not may_override(one))

    @property
    def with_reason(self) -> bool:
        """Whether a written reason would let it pass."""
        return bool(self.breaches) and not self.firm

    @property
    def rules(self) -> list[str]:
        """The names of the rules broken, each once."""
        return sorted({one.rule for one in self.breaches})


@dataclass(frozen=True)
class Prospect:
    """
    Somebody who might take a seat.

    Parameters
    ----------
    prefer, can, rather_not
        Minutes of the seat by the grade the person offered for them.
    wished
        Whether the kind of duty was wished; nothing where all are alike to the person.
    minutes
        Minutes the draft gives the person already in this period.
    seats
        Its number of seats.
    """

    person_id: int
    verdict: Verdict
    prefer: int
    can: int
    rather_not: int
    wished: bool | None
    minutes: int
    seats: int


def may_override(breach: Breach) -> bool:
    """Say whether a lead may decide against a breach in writing; an earlier no is not theirs to undo."""
    return overridable(breach) and breach.rule != "declined"


def judge(
    period: Period, *, joining: Sequence[Pair], leaving: Collection[Pair] = (), now: datetime
) -> Verdict:
    """
    Find what would newly be broken if some people left and others joined shifts, all at once.

    Pairs are (shift, person). What a crew still lacks counts only when the seats that stay open
    could not make up for it: a crew is built one by one.
    """
    people = {person_id for _shift, person_id in [*joining, *leaving]}
    shifts = {shift_id for shift_id, _person in [*joining, *leaving]}
    asked = gather_for(period, people, now=now, shift_ids=shifts)
    before = asked.draft
    for shift_id, person_id in leaving:
        before = before.without(str(person_id), str(shift_id))
    return judged(asked, before, [(str(shift), str(person)) for shift, person in joining])


def judged(asked: Asked, before: Roster, joining: Sequence[tuple[Key, Key]]) -> Verdict:
    """
    Judge people joining shifts, all at once, by the whole of the specification.

    Pairs are (shift, volunteer) as the question names them; ``before`` is the draft without
    whoever leaves at the same time.
    """
    after = before
    for shift, volunteer in joining:
        after = after.with_(volunteer, shift)
    found = []
    for volunteer in sorted({volunteer for _shift, volunteer in joining}, key=str):
        found += worse_for(asked.instance, before, after, volunteer)
    shifts = sorted({shift for shift, _volunteer in joining}, key=str)
    for shift in shifts:
        found += worse_crew(asked, after, shift)
    return Verdict((*found, *worse_shared(asked.instance, before, after, shifts)))


def worse_for(instance: Instance, before: Roster, after: Roster, volunteer: Key) -> list[Breach]:
    """Find what one person's seats would newly break."""
    person = instance.volunteer_by_id.get(volunteer)
    if person is None:
        return [Breach("known", volunteer)]
    known = {
        one.mark for one in person_breaches(instance, person, seats_of(instance, before, volunteer))
    }
    seats = seats_of(instance, after, volunteer)
    return [
        one
        for one in person_breaches(instance, person, seats)
        if one.rule not in ("opt_out", "pins") and one.mark not in known
    ]


def worse_crew(asked: Asked, after: Roster, shift: Key) -> list[Breach]:
    """Find what one crew would break beyond repair."""
    seat = asked.instance.shift_by_id.get(shift)
    if seat is None:
        return [Breach("known", None, shift)]
    crew = [asked.instance.volunteer_by_id[one] for one in after.crew(shift)]
    return [
        one
        for one in crew_breaches(asked.instance, seat, crew)
        if one.rule not in LACKS or beyond_repair(one, asked, len(crew))
    ]


def worse_shared(
    instance: Instance, before: Roster, after: Roster, shifts: Iterable[Key]
) -> list[Breach]:
    """Find what some shifts would newly break with others at the same time: kit, homes."""
    known = instance.shift_by_id
    seats = [known[one] for one in shifts if one in known]
    old = {one.mark for one in shared_breaches(instance, before, seats)}
    return [one for one in shared_breaches(instance, after, seats) if one.mark not in old]


def prospects(
    asked: Asked, shift_id: int, person_ids: Iterable[int], *, instead_of: int | None = None
) -> list[Prospect]:
    """
    Judge everybody who might take a seat of a shift, the best first.

    With ``instead_of`` they are judged as taking that person's place. Lawful comes first, then
    what a written reason would allow, then the rest; within these, who offered the time gladly,
    who wished for the duty, and who has fewest minutes.
    """
    seat = asked.instance.shift_by_id.get(str(shift_id))
    if seat is None:
        return []
    draft = asked.draft
    if instead_of is not None:
        draft = draft.without(str(instead_of), str(seat.id))
    found = [
        prospect(asked, draft, seat, asked.instance.volunteer_by_id[str(person_id)])
        for person_id in person_ids
        if str(person_id) in asked.instance.volunteer_by_id
        and (str(person_id), str(shift_id)) not in asked.draft
    ]
    return sorted(found, key=rank)


def prospect(asked: Asked, draft: Roster, seat: Shift, person: Volunteer) -> Prospect:
    """Judge one person for one seat."""
    instance, volunteer = asked.instance, str(person.id)
    gladly = offered(person, seat, Grade.PREFER)
    could = offered(person, seat, Grade.CAN)
    seats = seats_of(instance, draft, volunteer)
    anyway = offered(person, seat, Grade.RATHER_NOT)
    return Prospect(
        person_id=int(volunteer),
        verdict=judged(asked, draft, [(seat.id, person.id)]),
        prefer=gladly,
        can=could - gladly,
        rather_not=anyway - could,
        wished=seat.duty in person.wishes if person.wishes else None,
        minutes=sum(one.minutes for one in seats),
        seats=len(seats),
    )


def verdicts_for(
    asked: Asked, person_id: int, shift_ids: Iterable[int], *, leaving: int
) -> dict[int, Verdict]:
    """Judge one person for several other shifts, as leaving the one they are on."""
    volunteer = str(person_id)
    before = asked.draft.without(volunteer, str(leaving))
    found = {}
    for shift_id in shift_ids:
        if (volunteer, str(shift_id)) in before or str(shift_id) not in asked.instance.shift_by_id:
            continue
        found[shift_id] = judged(asked, before, [(str(shift_id), volunteer)])
    return found


def weight(verdict: Verdict) -> int:
    """Order verdicts: lawful, allowed with a reason, impossible."""
    return 2 if verdict.firm else 1 if verdict.breaches else 0


def rank(one: Prospect) -> tuple[object, ...]:
    """Order people for a seat, the best first."""
    return (
        weight(one.verdict),
        len(one.verdict.breaches),
        one.rather_not,
        -one.prefer,
        one.wished is False,
        one.minutes,
        one.person_id,
    )
