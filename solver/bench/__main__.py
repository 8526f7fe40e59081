"""The command: solve public cases and made-up districts, one JSON line each."""

import argparse
import json
import sys
import time
from pathlib import Path

from solver import files
from solver.bench import district, emf, reasons, repairs
from solver.effort import Effort, Progress
from solver.faults import BadInput
from solver.instance import Instance


def main(arguments: list[str] | None = None) -> int:
    """Run one bench; 0 when a verified roster was found, 2 when the input is bad."""
    chosen = _parser().parse_args(arguments)
    try:
        line = chosen.run(chosen)
    except BadInput as fault:
        print(f"error: {fault}", file=sys.stderr)
        return 2
    print(json.dumps(line))
    return 0


def _solve(chosen: argparse.Namespace) -> dict[str, object]:
    from solver.search import solve

    began = time.monotonic()
    instance: Instance = chosen.make(chosen)
    if chosen.save is not None:
        files.save(chosen.save, files.instance_to_json(instance))

    def tell(progress: Progress) -> bool:
        if chosen.progress:
            tier = "+".join(progress.tier)
            figures = f"value {progress.value}  bound {progress.bound}"
            print(f"{progress.seconds:8.1f} s  {tier:10}  {figures}", file=sys.stderr)
        return True

    effort = Effort(chosen.seconds, chosen.workers, chosen.seed)
    result = solve(instance, effort, report=tell)
    return {
        "status": result.status,
        "objective": {"+".join(tier.goals): tier.value for tier in result.tiers},
        "bound": {"+".join(tier.goals): tier.bound for tier in result.tiers},
        "gap": round(result.gap, 6),
        "seconds": round(time.monotonic() - began, 1),
        "peak_mb": result.peak_mb,
    }


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m solver.bench", description=__doc__)
    benches = parser.add_subparsers(required=True)
    event = benches.add_parser("emf", help="the volunteer shifts of Electromagnetic Field 2024")
    event.add_argument("folder", type=Path)
    event.set_defaults(make=lambda chosen: emf.read(chosen.folder))
    week = benches.add_parser("district", help="a made-up week of a district")
    week.add_argument("--people", type=int, default=100_000)
    week.add_argument("--shifts", type=int, default=5_100)
    week.set_defaults(
        make=lambda chosen: district.district(chosen.people, chosen.shifts, chosen.seed)
    )
    for bench in (event, week):
        bench.add_argument("--seconds", type=float, default=60)
        bench.add_argument("--workers", type=int, default=2)
        bench.add_argument("--seed", type=int, default=1)
        bench.add_argument("--save", type=Path)
        bench.add_argument("--progress", action="store_true")
        bench.set_defaults(run=_solve)
    reasons.register(benches)
    repairs.register(benches)
    return parser


if __name__ == "__main__":
    sys.exit(main())
