"""The command: solve, verify, explain and repair instances kept as JSON."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from solver import explain, files, score, verify
from solver.faults import BadInput, need
from solver.instance import Instance, Key
from solver.roster import Roster


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 when done, 2 with a message when the input is bad."""
    chosen = _parser().parse_args(arguments)
    try:
        line = chosen.run(chosen)
    except BadInput as fault:
        print(f"error: {fault}", file=sys.stderr)
        return 2
    print(json.dumps(line, ensure_ascii=False))
    return 0


def _solve(chosen: argparse.Namespace) -> dict[str, Any]:
    # The search loads OR-Tools; the other commands do without.
    from solver.search import Effort, Progress, solve

    def tell(progress: Progress) -> bool:
        if chosen.progress:
            print(
                f"{progress.seconds:8.1f} s  {'+'.join(progress.tier):10}"
                f"  value {progress.value}  bound {progress.bound}"
                f"  open {progress.open_minimum}/{progress.open_wanted}",
                file=sys.stderr,
            )
        return True

    instance = _instance(chosen)
    effort = Effort(chosen.seconds, chosen.workers, chosen.seed)
    result = solve(instance, effort, report=tell)
    if chosen.out:
        files.save(chosen.out, files.result_to_json(result))
    return {
        "status": result.status,
        "objective": {"+".join(tier.goals): tier.value for tier in result.tiers},
        "bound": {"+".join(tier.goals): tier.bound for tier in result.tiers},
        "gap": result.gap,
        "seconds": result.seconds,
        "peak_mb": result.peak_mb,
    }


def _verify(chosen: argparse.Namespace) -> dict[str, Any]:
    instance = _instance(chosen)
    roster = _roster(chosen.roster)
    found = verify.breaches(instance, roster)
    for breach in found:
        facts = " ".join(f"{name}={value}" for name, value in breach.facts.items())
        print(f"{breach.kind:7} {breach.rule:14} {breach.volunteer} {breach.shift} {facts}")
    known = {one.rule for one in found}
    goals = {} if "known" in known else score.score(instance, roster)
    return {"status": "broken" if found else "lawful", "breaches": len(found), "objective": goals}


def _repair(chosen: argparse.Namespace) -> dict[str, Any]:
    from solver.effort import Effort
    from solver.repair import repair

    event = files.event_from_json(files.load(chosen.change))
    effort = Effort(chosen.seconds, chosen.workers, chosen.seed)
    found = repair(_instance(chosen), _roster(chosen.roster), event, effort)
    if chosen.out:
        files.save(chosen.out, files.roster_to_json(found.roster))
    for words, seats in (("moved from", found.moved), ("joined", found.joined)):
        for seat in sorted(seats, key=lambda one: (str(one.shift), str(one.volunteer))):
            print(f"{seat.volunteer} {words} {seat.shift}")
    status = "proven" if found.proven else "out of time"
    return {"status": status, "objective": {"short": found.short, "moved": len(found.moved)}}


def _compare(chosen: argparse.Namespace) -> dict[str, Any]:
    instance = _instance(chosen)
    rosters = [_roster(path) for path in (chosen.roster, chosen.other)]
    judged = [verify.breaches(instance, one) for one in rosters]
    for found in judged:
        fine = all(breach.rule != "known" for breach in found)
        need(fine, "roster", found[0].mark if found else None, "volunteers and shifts it names")
    scores = [score.score(instance, one) for one in rosters]
    for name in scores[0]:
        print(f"{name:10} {scores[0][name]:>12} {scores[1][name]:>12}")
    print(f"{'breaches':10} {len(judged[0]):>12} {len(judged[1]):>12}")
    ours, theirs = (one.assignments for one in rosters)
    return {
        "status": "compared",
        "objective": scores,
        "breaches": [len(found) for found in judged],
        "only_first": len(ours - theirs),
        "only_second": len(theirs - ours),
    }


def _explain(chosen: argparse.Namespace) -> dict[str, Any]:
    instance = _instance(chosen)
    roster = _roster(chosen.roster)
    shifts = None
    if chosen.shift is not None:
        shifts = [_key(chosen.shift, instance.shift_by_id, "--shift")]
    if chosen.person is not None:
        return _explain_person(chosen, instance, roster, shifts)
    found = explain.open_seats(instance, roster, shifts=shifts)
    for seat in found:
        reasons = ", ".join(f"{rule} {count}" for rule, count in seat.reasons)
        short = f"{seat.short_of_minimum} below minimum, {seat.short_of_wanted} below wanted"
        print(f"{seat.shift}: {short}; kept away: {reasons}")
        if seat.change is not None:
            for step in seat.change.steps:
                facts = " ".join(f"{name}={value}" for name, value in step.facts.items())
                print(f"    {step.kind} {step.volunteer} {facts}".rstrip())
    return {"status": "explained", "open": len(found)}


def _explain_person(
    chosen: argparse.Namespace, instance: Instance, roster: Roster, shifts: list[Key] | None
) -> dict[str, Any]:
    person = _key(chosen.person, instance.volunteer_by_id, "--person")
    seats = shifts if shifts is not None else [one.id for one in instance.shifts]
    for shift in seats:
        if (person, shift) in roster:
            print(f"{shift}: has it, {explain.why(instance, roster, person, shift)}")
            continue
        rules = sorted({one.rule for one in explain.why_not(instance, roster, person, shift)})
        print(f"{shift}: {', '.join(rules) or 'could take it'}")
    return {"status": "explained", "shifts": len(seats)}


def _key(text: str, known: dict[Key, Any], path: str) -> Key:
    for one in known:
        if str(one) == text:
            return one
    raise BadInput(path, text, "an id of the instance")


def _instance(chosen: argparse.Namespace) -> Instance:
    return files.instance_from_json(files.load(chosen.instance))


def _roster(path: Path) -> Roster:
    return files.roster_from_json(files.load(path))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m solver", description=__doc__)
    commands = parser.add_subparsers(required=True)
    solve = commands.add_parser("solve", help="find the best lawful roster")
    solve.add_argument("instance", type=Path)
    _add_effort(solve)
    solve.add_argument("--progress", action="store_true")
    solve.set_defaults(run=_solve)
    check = commands.add_parser("verify", help="judge a roster by every rule and goal")
    check.add_argument("instance", type=Path)
    check.add_argument("roster", type=Path)
    check.set_defaults(run=_verify)
    both = commands.add_parser("compare", help="judge two rosters side by side")
    for name in ("instance", "roster", "other"):
        both.add_argument(name, type=Path)
    both.set_defaults(run=_compare)
    again = commands.add_parser("repair", help="fill seats again after a change")
    for name in ("instance", "roster", "change"):
        again.add_argument(name, type=Path)
    _add_effort(again)
    again.set_defaults(run=_repair)
    reasons = commands.add_parser("explain", help="say why seats are open, or why not somebody")
    reasons.add_argument("instance", type=Path)
    reasons.add_argument("roster", type=Path)
    reasons.add_argument("--shift")
    reasons.add_argument("--person")
    reasons.set_defaults(run=_explain)
    return parser


def _add_effort(command: argparse.ArgumentParser) -> None:
    command.add_argument("--seconds", type=float, default=60)
    command.add_argument("--workers", type=int, default=2)
    command.add_argument("--seed", type=int, default=1)
    command.add_argument("--out", type=Path)


if __name__ == "__main__":
    sys.exit(main())
