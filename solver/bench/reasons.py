"""How long it takes to explain every open seat of a roster, and whether each change holds."""

import argparse
import resource
import time
from pathlib import Path

from solver import explain, files, verify
from solver.bench.repairs import month
from solver.effort import Effort
from solver.instance import Instance
from solver.roster import Roster


def run(chosen: argparse.Namespace) -> dict[str, object]:
    """
    Explain all open seats, then do every change and judge what it makes.

    The seconds told are those of explaining alone: reading the files, solving
    where no roster is given, and the judging come on top.
    """
    case = chosen.people if chosen.instance is None else chosen.instance.stem
    if chosen.instance is None:
        instance = month(chosen.people, chosen.shifts, chosen.seed)
    else:
        instance = files.instance_from_json(files.load(chosen.instance))
    roster = _roster(instance, chosen)
    times, work, found = [], [], []
    for _ in range(max(1, chosen.times)):
        began, worked = time.monotonic(), time.process_time()
        found = explain.open_seats(instance, roster)
        times.append(time.monotonic() - began)
        work.append(time.process_time() - worked)
    wrong = sum(not _holds(instance, roster, seat) for seat in found)
    changes = sum(seat.change is not None for seat in found)
    print(f"open {len(found)}, with a change {changes}, changes that do not hold {wrong}")
    for name, some in (("seconds", times), ("processor seconds", work)):
        print(f"{name}: {', '.join(f'{one:.2f}' for one in some)}")
    return {
        "name": f"explain {case}",
        "status": "proven" if not wrong else "broken",
        "objective": {"open": len(found), "with_change": changes, "wrong": wrong},
        "bound": None,
        "gap": None,
        "seconds": round(max(times), 2),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def _roster(instance: Instance, chosen: argparse.Namespace) -> Roster:
    if chosen.roster is not None:
        return files.roster_from_json(files.load(chosen.roster))
    from solver.search import solve

    return solve(instance, Effort(chosen.seconds, chosen.workers, chosen.seed)).roster


def _holds(instance: Instance, roster: Roster, seat: explain.OpenSeat) -> bool:
    """Do a change and tell whether the seat is filled and nothing is newly broken."""
    if seat.change is None:
        return True
    old = {one.mark for one in verify.breaches(instance, roster)}
    relaxed, fuller = explain.apply(instance, roster, seat.change)
    filled = len(fuller.crew(seat.shift)) > len(roster.crew(seat.shift))
    return filled and {one.mark for one in verify.breaches(relaxed, fuller)} <= old


def register(benches: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    command = benches.add_parser("explain", help="explain every open seat of a roster")
    command.add_argument("instance", type=Path, nargs="?", help="by default a made-up month")
    command.add_argument("roster", type=Path, nargs="?")
    command.add_argument("--people", type=int, default=120, help="of the made-up month")
    command.add_argument("--shifts", type=int, default=370, help="of the made-up month")
    command.add_argument("--times", type=int, default=3, help="how often; the slowest is told")
    command.add_argument("--seconds", type=float, default=60)
    command.add_argument("--workers", type=int, default=2)
    command.add_argument("--seed", type=int, default=1)
    command.set_defaults(run=run)
