"""The smallest change that would fill an open seat, found by trying it out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from solver.instance import Held, Instance, Key, Shift, Span, Volunteer, Window
from solver.roster import Roster
from solver.verify import Breach, crew_breaches, person_breaches, seats_of

# What each step asks of people, to rank changes by; one more point for each
# half hour or shift of more than a first one.
COSTS: Mapping[str, int] = {
    "assign": 0,
    "move": 1,
    "wish": 2,
    "by_hand": 2,
    "window": 3,
    "limit": 4,
    "ask": 5,
    "insurance": 6,
    "team": 7,
    "qualification": 8,
}
TRIED = 8
MOST_TOGETHER = 4


@dataclass(frozen=True)
class Step:
    """
    One thing to do: ``assign`` a person, or first relax what stands in the way.

    Parameters
    ----------
    kind
        ``assign``, ``move`` (facts: from), ``window`` (start, end, minutes),
        ``limit`` (limit, by), ``qualification`` (qualification), ``insurance``
        (until), ``ask`` (declined before), ``wish``, ``by_hand``, ``team``.
    """

    kind: str
    volunteer: Key
    shift: Key
    facts: Mapping[str, int | str] = field(default_factory=dict)


@dataclass(frozen=True)
class Change:
    """Steps that fill a seat when done together, and their cost for ranking."""

    steps: tuple[Step, ...]
    cost: int


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
    options = sorted(
        _options(instance, roster, shift, by_person),
        key=lambda option: (option.cost, str(option.volunteer.id)),
    )
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


def apply(instance: Instance, roster: Roster, change: Change) -> tuple[Instance, Roster]:
    """Do a change: return the relaxed instance and the roster with the seat filled."""
    people = dict(instance.volunteer_by_id)
    for step in change.steps:
        person, shift = people[step.volunteer], instance.shift_by_id[step.shift]
        people[step.volunteer] = _relaxed(person, shift, step)
        if step.kind == "move":
            roster = roster.without(step.volunteer, step.facts["from"])
        if step.kind in ("assign", "move"):
            roster = roster.with_(step.volunteer, step.shift)
    return replace(instance, volunteers=tuple(people.values())), roster


def _leading(options: Sequence[_Option], shift: Shift) -> list[_Option]:
    """Keep the cheapest, and the cheapest of those a crew cannot do without."""
    kept = list(options[:TRIED])
    able = [one for one in options if one.volunteer.is_experienced(shift.duty)]
    wants = [able[:TRIED]] if shift.experienced else []
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
) -> Iterator[_Option]:
    for key, broken in by_person.items():
        person = instance.volunteer_by_id[key]
        seats = seats_of(instance, roster, key)
        mine = [one for one in broken if one.volunteer is not None]
        found = _relax(instance, person, seats, shift, mine)
        if found is not None:
            yield found
            yield from _trained(found, shift, broken)
        elif mine and {one.rule for one in mine} <= {"overlap", "rest", "limits"}:
            yield from _moves(instance, roster, person, seats, shift)


def _trained(found: _Option, shift: Shift, broken: Sequence[Breach]) -> Iterator[_Option]:
    """Offer the same person again, trained for a role the crew lacks."""
    for breach in broken:
        if breach.rule == "roles":
            name = str(breach.facts["qualification"])
            facts = {"qualification": name}
            step = Step("qualification", found.volunteer.id, shift.id, facts)
            person = _relaxed(found.volunteer, shift, step)
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
        step = _step(person, shift, breach)
        if step is None:
            return None
        person = _relaxed(person, shift, step)
        steps.append(step)
        cost += COSTS[step.kind] + _extra(step)
    with_it = sorted([*seats, shift], key=lambda seat: (seat.start, seat.end))
    old = {one.mark for one in person_breaches(instance, person, seats)}
    if any(one.mark not in old for one in person_breaches(instance, person, with_it)):
        return None
    steps.append(Step("assign", person.id, shift.id))
    return _Option(cost, tuple(steps), person)


def _extra(step: Step) -> int:
    minutes = step.facts.get("minutes", 0)
    if step.kind == "limit" and "minutes" in str(step.facts["limit"]):
        minutes = step.facts["by"]
    return max(0, int(minutes) - 1) // 30


def _step(person: Volunteer, shift: Shift, breach: Breach) -> Step | None:
    """Say which step would undo a breach; None for what must not be relaxed."""
    facts: dict[str, int | str] = {}
    kinds = {"declined": "ask", "opt_out": "by_hand", "wished": "wish", "team": "team"}
    kind = kinds.get(breach.rule)
    if breach.rule == "availability":
        kind, facts = "window", _nearest(person, shift)
    elif breach.rule == "limits" and breach.kind == "person":
        kind = "limit"
        by = int(breach.facts["is"]) - int(breach.facts["most"])
        facts = {"limit": breach.facts["limit"], "by": by}
    elif breach.rule == "qualification":
        kind, facts = "qualification", {"qualification": breach.facts["qualification"]}
    elif breach.rule == "insurance":
        kind, facts = "insurance", {"until": shift.end}
    return None if kind is None else Step(kind, person.id, shift.id, facts)


def _nearest(person: Volunteer, shift: Shift) -> dict[str, int | str]:
    """Find the window that needs least to hold the shift, and its new ends."""
    best: tuple[int, int, int] | None = None
    for window in person.windows:
        start, end = min(window.start, shift.start), max(window.end, shift.end)
        more = (end - start) - (window.end - window.start)
        if best is None or more < best[0]:
            best = (more, start, end)
    if best is None or best[0] > shift.minutes:
        best = (shift.minutes, shift.start, shift.end)
    return {"minutes": best[0], "start": best[1], "end": best[2]}


def _relaxed(person: Volunteer, shift: Shift, step: Step) -> Volunteer:
    """Return the person as they would be after a step."""
    facts = step.facts
    if step.kind == "window":
        window = Window(int(facts["start"]), int(facts["end"]))
        return replace(person, windows=(*person.windows, window))
    if step.kind == "limit":
        name = str(facts["limit"])
        more = getattr(person.limits, name) + int(facts["by"])
        return replace(person, limits=replace(person.limits, **{name: more}))
    if step.kind == "qualification":
        held = Held(str(facts["qualification"]), shift.start, shift.end)
        return replace(person, held=(*person.held, held))
    if step.kind == "insurance":
        return replace(person, insured=(*person.insured, Span(shift.start, shift.end)))
    if step.kind == "ask":
        return replace(person, declined=person.declined - {shift.id})
    if step.kind == "by_hand":
        return replace(person, opted_out=False)
    if step.kind == "wish":
        return replace(person, wishes=person.wishes | {shift.duty})
    if step.kind == "team":
        return replace(person, teams=person.teams | {shift.team})
    return person


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
        with_it = sorted([*others, shift], key=lambda one: (one.start, one.end))
        if not person_breaches(instance, person, with_it):
            step = Step("move", person.id, shift.id, {"from": seat.id})
            yield _Option(COSTS["move"], (step,), person)
