"""What one more trained, available person would be worth, found by solving again with them."""

import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from solver import verify
from solver.effort import Effort
from solver.instance import Held, Instance, Key, Limits, Shift, Span, Volunteer, Window
from solver.language.spans import DAY
from solver.repair.question import Question
from solver.repair.region import region
from solver.roster import Roster
from solver.search import solve

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
PARTS = ((6 * 60, "night"), (12 * 60, "morning"), (18 * 60, "afternoon"), (DAY, "evening"))
COVER = (("critical",), ("minimum",), ("wanted",))
# The name of the one who is not there yet; made longer where it is taken.
NEWCOMER = "one more"


@dataclass(frozen=True)
class Worth:
    """
    What one more person is worth.

    Parameters
    ----------
    weekday, part
        When they can serve, every week: shifts that begin then.
    held
        What they are trained in.
    minimum, wanted
        Open seats filled that are below the minimum, and those wanted.
    shifts
        Where they would serve.
    """

    weekday: str
    part: str
    held: tuple[str, ...]
    minimum: int
    wanted: int
    shifts: tuple[Key, ...]


def worth(instance: Instance, roster: Roster, *, seconds: float = 60) -> list[Worth]:
    """
    Say what one more person would be worth, by training and time of the week, most first.

    For each time of the week the open shifts are solved again with everybody
    kept, once as it is and once with a newcomer who is of age, insured, of every
    team, not experienced, and limited as most people are. What is more than
    without them is theirs: a lead may let others in. The roster with them is
    judged as a whole before it counts.

    Parameters
    ----------
    seconds
        When they are over, the times of the week not yet looked at are left out.
    """
    until = time.monotonic() + seconds
    question = Question(replace(instance, published=roster.assignments), roster, ())
    found: list[Worth] = []
    for (weekday, part), shifts in sorted(_slots(instance, roster).items()):
        if time.monotonic() >= until:
            break
        slot = WEEKDAYS[weekday], PARTS[part][1]
        found += _of_slot(question, slot, shifts, until)
    return sorted(found, key=lambda one: (-one.minimum, -one.wanted, len(one.held)))


def _slots(instance: Instance, roster: Roster) -> dict[tuple[int, int], list[Shift]]:
    """Sort the shifts with open seats by the weekday and part of the day they begin in."""
    found: dict[tuple[int, int], list[Shift]] = {}
    for shift in instance.shifts:
        if len(roster.crew(shift.id)) < max(shift.minimum, shift.wanted):
            weekday = (shift.start // DAY + instance.weekday) % 7
            part = next(i for i, (end, _) in enumerate(PARTS) if shift.start % DAY < end)
            found.setdefault((weekday, part), []).append(shift)
    return found


def _of_slot(
    question: Question, slot: tuple[str, str], shifts: list[Shift], until: float
) -> Iterator[Worth]:
    piece = replace(region(question, frozenset(one.id for one in shifts), pinned=True), tiers=COVER)
    before = _cover(piece, until)
    if before is None:
        return
    told: list[tuple[frozenset[str], tuple[int, ...]]] = []
    for held in _trainings(shifts):
        more = replace(piece, volunteers=(*piece.volunteers, _newcomer(question, shifts, held)))
        after = _cover(more, until)
        if after is None or after[0] >= before[0]:
            continue
        # A course that wins nothing more than less training did is not worth telling.
        if any(less < held and value <= after[0] for less, value in told):
            continue
        told.append((held, after[0]))
        roster = after[1]
        who = more.volunteers[-1]
        if _holds(question, who, roster, shifts):
            gained = [a - b for a, b in zip(before[0], after[0], strict=True)]
            seats = sorted(roster.worked_by(who.id), key=str)
            yield Worth(*slot, tuple(sorted(held)), gained[1], gained[2], tuple(seats))


def _cover(piece: Instance, until: float) -> tuple[tuple[int, ...], Roster] | None:
    """Solve for cover alone; None without a proof."""
    left = until - time.monotonic()
    if left <= 0:
        return None
    result = solve(piece, Effort(left, 1))
    if result.status != "proven":
        return None
    return tuple(tier.value for tier in result.tiers), result.roster


def _trainings(shifts: Iterable[Shift]) -> list[frozenset[str]]:
    """List the sets of qualifications worth trying: what shifts need, and each role's on top."""
    found = {frozenset[str]()}
    for shift in shifts:
        found.add(shift.needs)
        found |= {shift.needs | {role.qualification} for role in shift.roles}
    return sorted(found, key=lambda some: (len(some), sorted(some)))


def _newcomer(question: Question, shifts: list[Shift], held: frozenset[str]) -> Volunteer:
    """Make the person: there in these shifts, trained in this, limited as most are."""
    asked = question.asked
    name = NEWCOMER
    while name in asked.volunteer_by_id:
        name += "'"
    return Volunteer(
        name,
        windows=tuple(Window(one.start, one.end) for one in shifts),
        held=tuple(Held(one) for one in sorted(held)),
        insured=(Span(0, max(one.end for one in shifts)),),
        limits=_usual_limits(asked),
        teams=frozenset(one.team for one in shifts if one.team is not None),
    )


def _usual_limits(instance: Instance) -> Limits:
    counts = Counter(one.limits for one in instance.volunteers)
    return counts.most_common(1)[0][0] if counts else Limits()


def _holds(question: Question, who: Volunteer, found: Roster, shifts: list[Shift]) -> bool:
    """Do it and judge the whole roster."""
    asked, kept = question.asked, question.kept
    inside = {one.id for one in shifts}
    outside = frozenset(one for one in kept.assignments if one.shift not in inside)
    larger = replace(asked, volunteers=(*asked.volunteers, who))
    old = {one.mark for one in verify.breaches(asked, kept)}
    whole = Roster(outside | found.assignments)
    return all(one.mark in old for one in verify.breaches(larger, whole))
