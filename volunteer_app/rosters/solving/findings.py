"""What a run found, in plain values that can be stored now and told later in any language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from solver.instance import Assignment, Instance
from solver.language.spans import Grade
from solver.roster import Roster
from solver.studies.fairness import fairness, offered
from solver.verify import Breach
from solver.verify.standing import holds
from volunteer_app.rosters.solving.shortfalls import nothing_rows, open_rows


def findings(
    instance: Instance, roster: Roster, pin_breaches: Iterable[Breach] = ()
) -> dict[str, Any]:
    """Explain a roster: open seats, hours and wishes per person, who got nothing, why each seat."""
    fair = fairness(instance, roster)
    return {
        "open": open_rows(instance, roster),
        "people": [
            {
                "person": int(person),
                "minutes": minutes,
                "shifts": fair.shifts[person],
                "granted": fair.granted.get(person),
                "before": instance.volunteer_by_id[person].history.burden,
            }
            for person, minutes in fair.minutes.items()
        ],
        "jain": round(fair.jain, 4),
        "gini": round(fair.gini, 4),
        "nothing": nothing_rows(instance, roster),
        "pins": [breach_row(breach) for breach in pin_breaches],
        "why": whys(instance, roster),
    }


def breach_row(breach: Breach) -> dict[str, Any]:
    """Give a breach in plain values."""
    return {
        "rule": breach.rule,
        "person": int(breach.volunteer) if breach.volunteer is not None else None,
        "shift": int(breach.shift) if breach.shift is not None else None,
        "facts": dict(breach.facts),
    }


def breach_of(row: Mapping[str, Any]) -> Breach:
    """Give a stored breach back."""
    return Breach(
        row["rule"],
        str(row["person"]) if row["person"] is not None else None,
        str(row["shift"]) if row["shift"] is not None else None,
        row["facts"],
    )


def whys(instance: Instance, roster: Roster) -> dict[str, Any]:
    """Say for each seat what speaks for its person, by ``person:shift``."""
    people, shifts = instance.volunteer_by_id, instance.shift_by_id
    named = leading(instance, roster)
    loads = burdens(instance, roster)
    mean = round(sum(loads.values()) / max(1, len(loads)))
    found = {}
    for one in roster.assignments:
        person, seat = people[one.volunteer], shifts[one.shift]
        gladly, could = (offered(person, seat, grade) for grade in (Grade.PREFER, Grade.CAN))
        found[f"{one.volunteer}:{one.shift}"] = {
            "prefer": gladly,
            "can": could - gladly,
            "rather_not": seat.minutes - could,
            "wished": seat.duty in person.wishes if person.wishes else None,
            "pinned": (one.volunteer, one.shift) in instance.pinned,
            "leads": one in named,
            "burden": loads.get(one.volunteer, 0),
            "mean_burden": mean,
        }
    return found


def leading(instance: Instance, roster: Roster) -> set[Assignment]:
    """
    Name who leads each crew that asks for it: the experienced first, then whoever leads least.

    People who may lead are known from the role of the crew; a person can still pass it on.
    """
    times: dict[Any, int] = defaultdict(int)
    named: set[Assignment] = set()
    for shift in sorted(instance.shifts, key=lambda one: (one.start, str(one.id))):
        crew = [instance.volunteer_by_id[one] for one in roster.crew(shift.id)]
        for role in shift.roles:
            able = [one for one in crew if holds(one.held, role.qualification, shift)]
            able.sort(
                key=lambda one: (not one.is_experienced(shift.duty), times[one.id], str(one.id))
            )
            for person in able[: role.count]:
                times[person.id] += 1
                named.add(Assignment(person.id, shift.id))
    return named


def burdens(instance: Instance, roster: Roster) -> dict[Any, int]:
    """Weigh everybody's last 90 days together with this roster, in minutes."""
    shifts = instance.shift_by_id
    return {
        person.id: person.history.burden
        + sum(int(shifts[seat].burden or 0) for seat in roster.worked_by(person.id))
        for person in instance.volunteers
        if person.windows and not person.opted_out
    }
