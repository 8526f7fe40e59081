"""Whom to call first: who could take a seat with no other change, and what speaks for them."""

from dataclasses import dataclass

from solver.instance import Key, Shift
from solver.language.spans import Grade
from solver.repair.options import Option
from solver.repair.question import Question
from solver.studies.fairness import offered


@dataclass(frozen=True)
class Call:
    """
    Somebody to call, and why at this place in the list.

    Parameters
    ----------
    idle
        Whether it would be their only seat in this roster.
    prefer, can, rather_not
        Minutes of the seat by the grade offered for them.
    wished
        Whether the duty kind was wished; None if all are alike to the person.
    burden
        Their minutes of burden of the last 90 days and this roster, the seat
        left out.
    stands_by
        Whether they stand by for this shift.
    because
        What puts them before the next one: ``stands_by``, ``fuller`` (it fills more), ``idle``,
        ``wishes``, ``balance``; ``alike`` if nothing does, and for the last.
    """

    volunteer: Key
    shift: Key
    idle: bool
    prefer: int
    can: int
    rather_not: int
    wished: bool | None
    burden: int
    stands_by: bool
    because: str


def calls(question: Question, shift: Shift, found: list[Option]) -> tuple[Call, ...]:
    """Make the list out of the ways to fill a shift's seat, which come best first."""
    told = []
    for place, one in enumerate(found):
        (seat,) = one.joined
        person = question.asked.volunteer_by_id[seat.volunteer]
        gladly, could = (offered(person, shift, grade) for grade in (Grade.PREFER, Grade.CAN))
        told.append(
            Call(
                person.id,
                shift.id,
                idle=not question.kept.worked_by(person.id),
                prefer=gladly,
                can=could - gladly,
                rather_not=shift.minutes - could,
                wished=shift.duty in person.wishes if person.wishes else None,
                burden=question.now.burdens[person.id],
                stands_by=bool(one.moved),
                because=_because(question, found[place : place + 2]),
            )
        )
    return tuple(told)


def _because(question: Question, pair: list[Option]) -> str:
    """Name the goal that puts one before the next."""
    if len(pair) < 2:
        return "alike"
    if pair[0].moved and not pair[1].moved:
        return "stands_by"
    names = [name for tier in question.asked.tiers for name in tier]
    first, second = (one.value for one in pair)
    differ = (name for name, a, b in zip(names, first, second, strict=True) if a != b)
    words = {"use": "idle", "wishes": "wishes", "balance": "balance"}
    name = next(differ, None)
    return "alike" if name is None else words.get(name, "fuller")
