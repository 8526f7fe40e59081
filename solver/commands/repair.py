"""``repair``: seats filled again after a change, with other ways and whom to call."""

import argparse
from typing import Any

from solver import files, verify
from solver.commands.judge import told
from solver.commands.reading import add_effort, add_paths, instance_of, known_roster
from solver.commands.stopping import stoppable
from solver.faults import order
from solver.repair import Option, Repaired, repair
from solver.roster import Assignment

MOST_CALLS = 8


def run(chosen: argparse.Namespace) -> dict[str, Any]:
    """Repair, judge, write the roster, and tell what changed."""
    from solver.effort import Effort

    instance = instance_of(chosen)
    roster = known_roster(chosen.roster, instance)
    event = files.event_from_json(files.load(chosen.change))
    effort = Effort(chosen.seconds, chosen.workers, chosen.seed)
    with stoppable() as stop:
        found = repair(instance, roster, event, effort, report=lambda _: not stop.is_set())
    before = {one.mark for one in verify.breaches(instance, roster)}
    broken = [
        one for one in verify.breaches(found.instance, found.roster) if one.mark not in before
    ]
    for one in broken:
        print(f"broken: {told(one)}")
    if chosen.out and not broken:
        files.save(chosen.out, files.roster_to_json(found.roster))
    _print(found)
    status = "proven" if found.proven else "stopped" if stop.is_set() else "out of time"
    return {
        "status": "broken" if broken else status,
        "objective": {"short": found.short, "moved": len(found.moved), "cost": found.cost},
        "bound": {"cost": found.bound},
        "gap": round((found.cost - found.bound) / max(1, found.cost), 6),
        "joined": len(found.joined),
        "alternatives": [
            {"cost": way.cost, "moved": len(way.moved), "joined": _pairs(way.joined)}
            for way in found.alternatives
        ],
    }


def _print(found: Repaired) -> None:
    for words, seats in (("moved from", found.moved), ("joined", found.joined)):
        for volunteer, shift in _pairs(seats):
            print(f"{volunteer} {words} {shift}")
    for place, way in enumerate(found.alternatives):
        names = [name for tier in found.instance.tiers for name in tier]
        print(f"way {place + 1}: {_steps(way)}; cost {way.cost}; {_goals(names, way)}")
    for shift, calls in found.calls.items():
        for place, one in enumerate(calls[:MOST_CALLS], 1):
            print(
                f"call for {shift}, {place}: {one.volunteer}, prefer {one.prefer} can {one.can}"
                f" rather not {one.rather_not} minutes, burden {one.burden}"
                f"{', no other seat' if one.idle else ''}{', stands by' if one.stands_by else ''}"
                f"; before the next by {one.because}"
            )


def _pairs(seats: frozenset[Assignment]) -> list[list[int | str]]:
    ranked = sorted(seats, key=lambda one: (order(one.shift), order(one.volunteer)))
    return [[one.volunteer, one.shift] for one in ranked]


def _steps(way: Option) -> str:
    moved = [f"{volunteer} leaves {shift}" for volunteer, shift in _pairs(way.moved)]
    joined = [f"{volunteer} takes {shift}" for volunteer, shift in _pairs(way.joined)]
    return ", ".join(moved + joined) or "nothing changes"


def _goals(names: list[str], way: Option) -> str:
    told_ = (f"{name} {by:+}" for name, by in zip(names, way.value, strict=True) if by)
    return ", ".join(told_) or "no goal changes"


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    command = commands.add_parser("repair", help="fill seats again after a change")
    add_paths(command, "instance", "roster", "change")
    add_effort(command)
    command.set_defaults(run=run)
