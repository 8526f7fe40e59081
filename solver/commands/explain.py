"""``explain``: why seats are open, why or why not somebody, what one more person would be worth."""

import argparse
from typing import Any

from solver import explain, score
from solver.commands.judge import told
from solver.commands.reading import add_paths, instance_of, key_of, known_roster
from solver.faults import need
from solver.instance import Instance, Key
from solver.roster import Roster


def run(chosen: argparse.Namespace) -> dict[str, Any]:
    """Explain what was asked for: all open seats, one shift, one person, or one more person."""
    instance = instance_of(chosen)
    roster = known_roster(chosen.roster, instance)
    goals = score.score(instance, roster)
    shifts = None
    if chosen.shift is not None:
        shifts = [key_of(chosen.shift, instance.shift_by_id, "--shift")]
    if chosen.conflict:
        need(shifts is not None, "--conflict", None, "used with --shift")
        assert shifts is not None
        line = _conflict(instance, roster, shifts[0], chosen)
    elif chosen.worth:
        line = _worth(instance, roster, chosen)
    elif chosen.person is not None:
        line = _person(chosen, instance, roster, shifts)
    else:
        line = _open(instance, roster, shifts)
    return {"status": "explained", "objective": goals, **line}


def _open(instance: Instance, roster: Roster, shifts: list[Key] | None) -> dict[str, Any]:
    found = explain.open_seats(instance, roster, shifts=shifts)
    for seat in found:
        short = f"{seat.short_of_minimum} below minimum, {seat.short_of_wanted} below wanted"
        print(f"{seat.shift}: {short}; {len(seat.free)} free")
        print(f"    kept away: {_counts(seat.reasons)}")
        print(f"    by that alone: {_counts(seat.alone)}")
        if shifts is not None:
            for person, broken in seat.by_person.items():
                rules = sorted({one.rule for one in broken})
                print(f"    {person}: {', '.join(rules) or 'free'}")
        if seat.change is not None:
            for step in seat.change.steps:
                facts = " ".join(f"{name}={value}" for name, value in step.facts.items())
                print(f"    to fill it: {step.kind} {step.volunteer} {facts}".rstrip())
            print(f"    which costs {seat.change.cost}")
        else:
            print("    no change of these kinds fills it")
    expected = [
        one for one in explain.turn_out(instance, roster) if shifts is None or one.shift in shifts
    ]
    for one in expected:
        print(
            f"{one.shift}: {one.crew} in the crew and {one.standby} on standby; with"
            f" {one.confidence} percent {one.assured} turn up, {one.minimum} with {one.chance}"
        )
    return {
        "open": len(found),
        "with_change": sum(seat.change is not None for seat in found),
        "unsure": sum(one.assured < one.minimum for one in expected),
    }


def _counts(counts: tuple[tuple[str, int], ...]) -> str:
    return ", ".join(f"{rule} {count}" for rule, count in counts) or "nobody"


def _person(
    chosen: argparse.Namespace, instance: Instance, roster: Roster, shifts: list[Key] | None
) -> dict[str, Any]:
    person = key_of(chosen.person, instance.volunteer_by_id, "--person")
    seats = shifts if shifts is not None else [one.id for one in instance.shifts]
    for shift in seats:
        if (person, shift) in roster:
            print(f"{shift}: has it, {explain.why(instance, roster, person, shift)}")
            continue
        broken = explain.why_not(instance, roster, person, shift)
        print(f"{shift}: {', '.join(sorted({one.rule for one in broken})) or 'could take it'}")
        if chosen.shift is not None:
            for one in broken:
                print(f"    {told(one)}")
    return {"shifts": len(seats)}


def _conflict(
    instance: Instance, roster: Roster, shift: Key, chosen: argparse.Namespace
) -> dict[str, Any]:
    from solver.studies.conflict import Unsettled, conflict

    try:
        found = conflict(instance, roster, shift, seconds=chosen.seconds)
    except Unsettled:
        print(f"{shift}: not known within {chosen.seconds} seconds")
        return {"status": "out of time", "conflict": None}
    if found is None:
        print(f"{shift}: its minimum is reached, or can be and no other that is reached be lost")
        return {"conflict": None}
    print(f"not all minima of {', '.join(map(str, found.shifts))} can be reached under")
    print(f"    {', '.join(found.rules)}; without any one of these they can")
    return {"conflict": {"shifts": list(found.shifts), "rules": list(found.rules)}}


def _worth(instance: Instance, roster: Roster, chosen: argparse.Namespace) -> dict[str, Any]:
    # Re-solving loads the search; the other explanations do without.
    from solver.studies.worth import worth

    found = worth(instance, roster, seconds=chosen.seconds)
    for one in found:
        training = " and ".join(one.held) or "no training"
        print(
            f"{one.weekday} {one.part}, {training}: {one.minimum} below minimum and"
            f" {one.wanted} wanted seats filled, {', '.join(map(str, one.shifts))}"
        )
    return {"worth": len(found)}


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    command = commands.add_parser("explain", help="say why seats are open, or why not somebody")
    add_paths(command, "instance", "roster")
    command.add_argument("--shift", help="one shift, person by person")
    command.add_argument("--person", help="one person, shift by shift")
    command.add_argument("--worth", action="store_true", help="what one more person would fill")
    command.add_argument(
        "--conflict", action="store_true", help="with --shift: what clashes with its minimum"
    )
    command.add_argument("--seconds", type=float, default=60, help="for --worth and --conflict")
    command.set_defaults(run=run)
