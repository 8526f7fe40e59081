"""The smallest change that would fill an open seat, found by trying it out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from solver.faults import order
from solver.instance import Instance, Key, Shift, Volunteer
from solver.roster import Roster
from solver.steps import COSTS, Change, Step, extra, relaxed, step_past
from solver.verify import Breach, crew_breaches, person_breaches, seats_of

# What a person's own other seats may cause, so that moving them could help.
MOVABLE = frozenset({"overlap", "rest", "limits"})
TRIED = 8
MOST_TOGETHER = 4


@dataclass(frozen=True)
class _Option:
    cost: int
    steps: tuple[Step, ...]
    volunteer: Volunteer


def smallest_change(
    instance: Instance,
    roster: Roster,
    shift: Shift,
    by_person: Mapping[Key, Sequence[Breach]],
) -> Change | None:
    """
    Find the cheapest change that puts a lawful crew one step nearer to full.

    Parameters
    ----------
    by_person
        What keeps each person outside the crew from the seat (``why_not``).

    Returns
    -------
    Change or None
        None when no change of these kinds is enough.
    """
    crew = [instance.volunteer_by_id[one] for one in roster.crew(shift.id)]
    lack = max(1, shift.least_crew - len(crew))
    options = _options(instance, roster, shift, by_person, lack)
    choice = _leading(options, shift)
    together = (
        [
            chosen
            for chosen in combinations(choice, lack)
            if len({one.volunteer.id for one in chosen}) == lack
        ]
        if lack <= MOST_TOGETHER
        else []
    )
    for chosen in sorted(together, key=lambda some: sum(one.cost for one in some)):
        people = crew + [one.volunteer for one in chosen]
        if not crew_breaches(instance, shift, people):
            steps = tuple(step for one in chosen for step in one.steps)
            return Change(steps, sum(one.cost for one in chosen))
    return None


def _leading(options: Sequence[_Option], shift: Shift) -> list[_Option]:
    """Keep the cheapest, and the cheapest of those a crew cannot do without."""
    kept = list(options[:TRIED])
    able = [one for one in options if one.volunteer.is_experienced(shift.duty)]
    wants = [able[:TRIED]] if shift.experienced or shift.experienced_percent else []
    for role in shift.roles:
        holders = [
            one
            for one in options
            if any(held.name == role.qualification for held in one.volunteer.held)
        ]
        wants.append(holders[:TRIED])
    for more in wants:
        kept += [one for one in more if one not in kept]
    return sorted(kept, key=lambda option: option.cost)


def _options(
    instance: Instance,
    roster: Roster,
    shift: Shift,
    by_person: Mapping[Key, Sequence[Breach]],
    lack: int,
) -> list[_Option]:
    """Try people in the order of what they would cost; the dear ones only if needed."""
    found: list[_Option] = []
    for cost, key, broken in _by_cost(instance, shift, by_person):
        enough = len(found) >= lack + 2 and cost > found[-1].cost
        choosy = shift.experienced or shift.experienced_percent or shift.most_novices
        if enough and not (shift.roles or choosy):
            break
        person = instance.volunteer_by_id[key]
        seats = seats_of(instance, roster, key)
        mine = _standing_in_the_way(instance, person, seats, shift)
        option = _relax(instance, person, seats, shift, mine)
        if option is not None:
            found.append(option)
            found += _trained(option, shift, broken)
        elif {one.rule for one in mine} <= MOVABLE:
            found += _moves(instance, roster, person, seats, shift)
    return sorted(found, key=lambda option: (option.cost, order(option.volunteer.id)))


def _standing_in_the_way(
    instance: Instance, person: Volunteer, seats: Sequence[Shift], shift: Shift
) -> list[Breach]:
    """Find all that one person's seats and standing would break with one more seat."""
    now = person_breaches(instance, person, _with(seats, shift))
    if not now:
        return []
    old = {one.mark for one in person_breaches(instance, person, seats)}
    return [one for one in now if one.mark not in old]


def _with(seats: Sequence[Shift], shift: Shift) -> list[Shift]:
    return sorted([*seats, shift], key=lambda seat: (seat.start, seat.end, str(seat.id)))


def _by_cost(
    instance: Instance, shift: Shift, by_person: Mapping[Key, Sequence[Breach]]
) -> list[tuple[int, Key, Sequence[Breach]]]:
    """Rank people by what relaxing all that keeps them away would cost."""
    ranked = []
    for key, broken in by_person.items():
        person = instance.volunteer_by_id[key]
        mine = [one for one in broken if one.volunteer is not None]
        steps = [step_past(person, shift, breach) for breach in mine]
        if None not in steps:
            cost = sum(COSTS[step.kind] + extra(step) for step in steps if step)
            ranked.append((cost, key, broken))
        elif {one.rule for one in mine} <= MOVABLE:
            ranked.append((COSTS["move"], key, broken))
    return sorted(ranked, key=lambda one: (one[0], order(one[1])))


def _trained(found: _Option, shift: Shift, broken: Sequence[Breach]) -> Iterator[_Option]:
    """Offer the same person again, trained for a role the crew lacks."""
    for breach in broken:
        if breach.rule == "roles":
            name = str(breach.facts["qualification"])
            facts = {"qualification": name}
            step = Step("qualification", found.volunteer.id, shift.id, facts)
            person = relaxed(found.volunteer, shift, step)
            cost = found.cost + COSTS["qualification"]
            yield _Option(cost, (step, *found.steps), person)


def _relax(
    instance: Instance,
    person: Volunteer,
    seats: Sequence[Shift],
    shift: Shift,
    broken: Sequence[Breach],
) -> _Option | None:
    """Relax all that stands in one person's way, if it can be relaxed at all."""
    steps: list[Step] = []
    cost = 0
    for breach in broken:
        step = step_past(person, shift, breach)
        if step is None:
            return None
        person = relaxed(person, shift, step)
        steps.append(step)
        cost += COSTS[step.kind] + extra(step)
    if _standing_in_the_way(instance, person, seats, shift):
        return None
    steps.append(Step("assign", person.id, shift.id))
    return _Option(cost, tuple(steps), person)


def _moves(
    instance: Instance,
    roster: Roster,
    person: Volunteer,
    seats: Sequence[Shift],
    shift: Shift,
) -> Iterator[_Option]:
    """Take the person out of a seat that can spare them."""
    for seat in seats:
        if (person.id, seat.id) in instance.pinned:
            continue
        crew = [instance.volunteer_by_id[one] for one in roster.crew(seat.id)]
        rest = [one for one in crew if one.id != person.id]
        if len(rest) < seat.wanted or crew_breaches(instance, seat, rest):
            continue
        others = [one for one in seats if one.id != seat.id]
        if not person_breaches(instance, person, _with(others, shift)):
            step = Step("move", person.id, shift.id, {"from": seat.id})
            yield _Option(COSTS["move"], (step,), person)
