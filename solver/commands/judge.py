"""``verify`` and ``compare``: rosters judged by the specification, whoever made them."""

import argparse
from typing import Any

from solver import score, verify
from solver.commands.reading import add_paths, instance_of, known_roster, roster_of
from solver.studies.compare import Compared, compare
from solver.verify import Breach


def run_verify(chosen: argparse.Namespace) -> dict[str, Any]:
    """Tell every rule a roster breaks and what it scores; status ``broken`` ends with 1."""
    instance, roster = instance_of(chosen), roster_of(chosen.roster)
    found = verify.breaches(instance, roster)
    for breach in found:
        print(told(breach))
    known = {one.rule for one in found}
    goals = {} if "known" in known else score.score(instance, roster)
    return {"status": "broken" if found else "lawful", "breaches": len(found), "objective": goals}


def told(breach: Breach) -> str:
    """Say a breach in one line."""
    facts = " ".join(f"{name}={value}" for name, value in breach.facts.items())
    return f"{breach.kind:7} {breach.rule:14} {breach.volunteer} {breach.shift} {facts}".rstrip()


def run_compare(chosen: argparse.Namespace) -> dict[str, Any]:
    """Tell two rosters side by side."""
    instance = instance_of(chosen)
    both = compare(
        instance, known_roster(chosen.roster, instance), known_roster(chosen.other, instance)
    )
    _print(both)
    return {
        "status": "compared",
        "objective": [one.goals for one in both.sides],
        "breaches": [len(one.breaches) for one in both.sides],
        "better": both.better,
        "only_first": len(both.only_first),
        "only_second": len(both.only_second),
        "people_changed": len(both.people),
    }


def _print(both: Compared) -> None:
    one, other = both.sides
    print(f"{'':16} {'first':>12} {'second':>12}")
    for name in one.goals:
        print(f"{name:16} {one.goals[name]:>12} {other.goals[name]:>12}")
    print(f"{'breaches':16} {len(one.breaches):>12} {len(other.breaches):>12}")
    print(f"{'jain':16} {one.fairness.jain:>12.4f} {other.fairness.jain:>12.4f}")
    print(f"{'gini':16} {one.fairness.gini:>12.4f} {other.fairness.gini:>12.4f}")
    for number, side in enumerate(both.sides, 1):
        for breach in side.breaches:
            print(f"broken in roster {number}: {told(breach)}")
    for person in both.people:
        granted = " to ".join("-" if one is None else f"{one} %" for one in person.granted)
        print(
            f"{person.volunteer}: {person.minutes[0]} to {person.minutes[1]} minutes,"
            f" {person.shifts[0]} to {person.shifts[1]} seats, as wished {granted},"
            f" loses {', '.join(map(str, person.lost)) or 'none'},"
            f" gains {', '.join(map(str, person.gained)) or 'none'}"
        )


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the commands."""
    check = commands.add_parser("verify", help="judge a roster by every rule and goal")
    add_paths(check, "instance", "roster")
    check.set_defaults(run=run_verify)
    both = commands.add_parser("compare", help="judge two rosters side by side")
    add_paths(both, "instance", "roster", "other")
    both.set_defaults(run=run_compare)
