"""What can be asked of people so that a seat is filled, and what that costs them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from solver.instance import Bound, Held, Instance, Key, Shift, Span, Volunteer, Window
from solver.roster import Roster
from solver.verify import Breach

# What each step asks of people, to rank changes by; one more point for each
# half hour or shift of more than a first one.
COSTS: Mapping[str, int] = {
    "assign": 0,
    "move": 1,
    "wish": 2,
    "by_hand": 2,
    "window": 3,
    "limit": 4,
    "bound": 4,
    "ask": 5,
    "insurance": 6,
    "team": 7,
    "qualification": 8,
}
# What two breaches of the same bound have in common.
SAME_BOUND = ("count", "per", "duties")
# Which step undoes a breach of which rule; no step undoes any other.
KINDS_PAST: Mapping[str, str] = {
    "declined": "ask",
    "opt_out": "by_hand",
    "wished": "wish",
    "team": "team",
    "availability": "window",
    "limits": "limit",
    "totals": "bound",
    "qualification": "qualification",
    "insurance": "insurance",
}


@dataclass(frozen=True)
class Step:
    """
    One thing to do: ``assign`` a person, or first relax what stands in the way.

    Parameters
    ----------
    kind
        ``assign``, ``move`` (facts: from), ``window`` (start, end, minutes),
        ``limit`` (limit, by), ``bound`` (count, per, most, by and maybe duties, as in a
        breach; ``most`` is the new one), ``qualification`` (qualification), ``insurance``
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


def apply(instance: Instance, roster: Roster, change: Change) -> tuple[Instance, Roster]:
    """Do a change: return the relaxed instance and the roster with the seat filled."""
    people = dict(instance.volunteer_by_id)
    for step in change.steps:
        person, shift = people[step.volunteer], instance.shift_by_id[step.shift]
        people[step.volunteer] = relaxed(person, shift, step)
        if step.kind == "move":
            roster = roster.without(step.volunteer, step.facts["from"])
        if step.kind in ("assign", "move"):
            roster = roster.with_(step.volunteer, step.shift)
    return replace(instance, volunteers=tuple(people.values())), roster


def extra(step: Step) -> int:
    """Price what a step asks beyond a first half hour or shift."""
    minutes = step.facts.get("minutes", 0)
    if is_in_minutes(step.facts):
        minutes = step.facts["by"]
    return _beyond(int(minutes))


def is_in_minutes(facts: Mapping[str, int | str]) -> bool:
    """Tell whether a limit or a bound that is raised, or broken, counts minutes."""
    return "minutes" in str(facts.get("limit", facts.get("count", "")))


def _beyond(minutes: int) -> int:
    return max(0, minutes - 1) // 30


def kind_past(breach: Breach) -> str | None:
    """Say what kind of step would undo a breach; None for what must not be relaxed."""
    if breach.rule == "limits" and breach.kind != "person":
        return None
    return KINDS_PAST.get(breach.rule)


def least_cost(breach: Breach) -> int | None:
    """Say what undoing a breach costs at least; None if no step does."""
    kind = kind_past(breach)
    if kind is None:
        return None
    minutes = 0
    if kind == "window":
        minutes = int(breach.facts["missing"])
    elif kind in ("limit", "bound") and is_in_minutes(breach.facts):
        minutes = int(breach.facts["is"]) - int(breach.facts["most"])
    return COSTS[kind] + _beyond(minutes)


def step_past(person: Volunteer, shift: Shift, breach: Breach) -> Step | None:
    """Say which step would undo a breach; None for what must not be relaxed."""
    facts: dict[str, int | str] = {}
    kind = kind_past(breach)
    if kind is None:
        return None
    if kind == "window":
        facts = _nearest(person, shift)
    elif kind == "limit":
        by = int(breach.facts["is"]) - int(breach.facts["most"])
        facts = {"limit": breach.facts["limit"], "by": by}
    elif kind == "bound":
        most, total = int(breach.facts["most"]), int(breach.facts["is"])
        same = {name: breach.facts[name] for name in SAME_BOUND if name in breach.facts}
        facts = {**same, "most": total, "by": total - most}
    elif kind == "qualification":
        facts = {"qualification": breach.facts["qualification"]}
    elif kind == "insurance":
        facts = {"until": shift.end}
    return Step(kind, person.id, shift.id, facts)


def worst_of_each_bound(broken: Sequence[Breach]) -> list[Breach]:
    """Leave out breaches of a bound that is exceeded by more elsewhere: one step undoes them all."""
    found: dict[object, Breach] = {}
    for breach in broken:
        mark: object = breach.mark
        if breach.rule == "totals":
            mark = ("totals", *(breach.facts.get(name) for name in SAME_BOUND))
            before = found.get(mark)
            if before is not None and int(before.facts["is"]) >= int(breach.facts["is"]):
                continue
        found[mark] = breach
    return list(found.values())


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


def relaxed(person: Volunteer, shift: Shift, step: Step) -> Volunteer:
    """Return the person as they would be after a step."""
    facts = step.facts
    if step.kind == "window":
        window = Window(int(facts["start"]), int(facts["end"]))
        return replace(person, windows=(*person.windows, window))
    if step.kind == "limit":
        name = str(facts["limit"])
        more = getattr(person.limits, name) + int(facts["by"])
        return replace(person, limits=replace(person.limits, **{name: more}))
    if step.kind == "bound":
        return replace(person, bounds=tuple(_raised(one, facts) for one in person.bounds))
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
        return replace(person, teams=person.teams | {str(shift.team)})
    return person


def _raised(bound: Bound, facts: Mapping[str, int | str]) -> Bound:
    """Return a bound raised, if it is the one a step is about."""
    told = {"count": bound.count, "per": bound.per}
    if bound.duties:
        told["duties"] = ", ".join(sorted(bound.duties))
    mine = {name: facts[name] for name in SAME_BOUND if name in facts}
    hard = bound.is_hard and not bound.is_run and bound.most is not None
    if not hard or told != mine:
        return bound
    return replace(bound, most=max(int(bound.most or 0), int(facts["most"])))
