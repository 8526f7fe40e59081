"""The smallest change that would fill an open seat, found by trying the cheapest first."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from itertools import combinations, count

from solver.explain.present import Present
from solver.explain.steps import (
    COSTS,
    Change,
    Step,
    extra,
    least_cost,
    relaxed,
    step_past,
    worst_of_each_bound,
)
from solver.faults import order
from solver.instance import Key, Shift, Volunteer
from solver.verify import PERSON_CHECKS, Breach
from solver.verify.standing import holds

# What a person's own other seats may cause, so that giving one up could help.
MOVABLE = frozenset(
    {"overlap", "rest", "travel", "succession", "limits", "totals", "streaks", "runs", "nights"}
)
# So many people at most are brought in together, and so many ways tried for it.
MOST_TOGETHER, MOST_TRIED = 4, 3000


@dataclass(frozen=True)
class Way:
    """One way to bring one person in: its cost, its steps, and the person after them."""

    cost: int
    steps: tuple[Step, ...]
    volunteer: Volunteer


def smallest_change(
    now: Present, shift: Shift, by_person: Mapping[Key, Sequence[Breach]]
) -> Change | None:
    """
    Find the cheapest change that puts a lawful crew one step nearer to full.

    Ways to bring single people in are tried in the order of what they cost at
    least, so the first crew that is lawful is the cheapest there is.

    Parameters
    ----------
    by_person
        What keeps each person outside the crew from the seat.

    Returns
    -------
    Change or None
        None when no change of these kinds is enough.
    """
    lack = max(1, shift.least_crew - len(now.crew(shift)))
    if lack > MOST_TOGETHER:
        return None
    best: tuple[int, tuple[Way, ...]] | None = None
    known: list[Way] = []
    tried = 0
    for way in _ways(now, shift, by_person):
        least = way.cost + sum(one.cost for one in known[: lack - 1])
        if (best is not None and least >= best[0]) or tried > MOST_TRIED:
            break
        for others in combinations(known, lack - 1):
            tried += 1
            some = (*others, way)
            cost = sum(one.cost for one in some)
            if (best is None or cost < best[0]) and _together(now, shift, some):
                best = (cost, some)
        known.append(way)
    if best is None:
        return None
    return Change(tuple(step for one in best[1] for step in one.steps), best[0])


def _together(now: Present, shift: Shift, some: Sequence[Way]) -> bool:
    """Tell whether these ways bring in different people who make a lawful crew."""
    people = [one.volunteer for one in some]
    if len({one.id for one in people}) < len(people):
        return False
    return not now.company(shift, people)


def _ways(now: Present, shift: Shift, by_person: Mapping[Key, Sequence[Breach]]) -> Iterator[Way]:
    """Give the ways to bring one person in, cheapest first; most are never worked out."""
    places = count()
    todo: list[tuple[int, bool, tuple[bool, int, str], int, Way | None, Key]] = []
    for key, broken in by_person.items():
        least = _least(broken)
        if least is not None:
            todo.append((least, False, order(key), next(places), None, key))
    heapify(todo)
    while todo:
        cost, _, rank, _, way, key = heappop(todo)
        if way is not None:
            yield way
            continue
        for one in bring_in(now, now.instance.volunteer_by_id[key], shift):
            heappush(todo, (max(cost, one.cost), True, rank, next(places), one, key))


def _least(broken: Iterable[Breach]) -> int | None:
    """Say what bringing a person in costs at least; None if it cannot be done."""
    total, moving = 0, False
    for breach in broken:
        if breach.rule not in PERSON_CHECKS:
            continue
        cost = least_cost(breach)
        if breach.rule in MOVABLE:
            moving = moving or cost is None or cost > COSTS["move"]
            if cost is not None and cost <= COSTS["move"]:
                total += cost
        elif cost is None:
            return None
        else:
            total += cost
    return total + COSTS["move"] * moving


def bring_in(now: Present, person: Volunteer, shift: Shift) -> Iterator[Way]:
    """Give the ways to bring this person in: all relaxed, or one seat given up first."""
    broken = now.own(person, shift)
    for way in _relax(now, person, shift, broken):
        yield way
        yield from _trained(now, way, shift)
    if any(one.rule in MOVABLE for one in broken):
        for seat in now.seats(person.id):
            if now.can_spare(person.id, seat):
                rest = now.own(person, shift, without=(seat.id,))
                if len(rest) < len(broken):
                    for way in _relax(now, person, shift, rest, moved_from=seat):
                        yield way
                        yield from _trained(now, way, shift)


def _relax(
    now: Present,
    person: Volunteer,
    shift: Shift,
    broken: Sequence[Breach],
    moved_from: Shift | None = None,
) -> Iterator[Way]:
    """Relax all that stands in one person's way, if it can be relaxed at all."""
    steps: list[Step] = []
    cost, after = 0, person
    for breach in worst_of_each_bound(broken):
        step = step_past(after, shift, breach)
        if step is None:
            return
        after = relaxed(after, shift, step)
        steps.append(step)
        cost += COSTS[step.kind] + extra(step)
    without = () if moved_from is None else (moved_from.id,)
    if broken and now.own(after, shift, without=without):
        return
    if moved_from is None:
        last = Step("assign", person.id, shift.id)
    else:
        last = Step("move", person.id, shift.id, {"from": moved_from.id})
    yield Way(cost + COSTS[last.kind], (*steps, last), after)


def _trained(now: Present, way: Way, shift: Shift) -> Iterator[Way]:
    """Offer the same person again, trained for what the crew's roles ask."""
    lacking = [
        role.qualification
        for role in shift.roles
        if not holds(way.volunteer.held, role.qualification, shift)
        and sum(holds(one.held, role.qualification, shift) for one in now.crew(shift)) < role.count
    ]
    wanted = {frozenset([name]) for name in lacking} | ({frozenset(lacking)} if lacking else set())
    for names in sorted(wanted, key=lambda some: (len(some), sorted(some))):
        person, steps = way.volunteer, way.steps
        for name in sorted(names):
            step = Step("qualification", person.id, shift.id, {"qualification": name})
            person = relaxed(person, shift, step)
            steps = (step, *steps)
        yield Way(way.cost + COSTS["qualification"] * len(names), steps, person)
