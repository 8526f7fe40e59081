"""The command: solve public cases and made-up districts, one JSON line each."""

import argparse
import json
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from solver import files
from solver.bench import curtois, district, emf, inrc2, reasons, repairs, table
from solver.bench.runs import add_effort, searched
from solver.faults import BadInput
from solver.instance import Instance


def main(arguments: list[str] | None = None) -> int:
    """Run one bench; 0 when a verified roster was found, 2 when the input is bad."""
    chosen = _parser().parse_args(arguments)
    try:
        for line in _lines(chosen.run(chosen)):
            print(line if isinstance(line, str) else json.dumps(line), flush=True)
    except BadInput as fault:
        print(f"error: {fault}", file=sys.stderr)
        return 2
    return 0


def _lines(found: object) -> Iterable[object]:
    """Take what a bench says: one line, or several as they come."""
    return found if isinstance(found, Iterator) else [found]


def _solve(chosen: argparse.Namespace) -> dict[str, object]:
    began = time.monotonic()
    instance: Instance = chosen.make(chosen)
    if chosen.save is not None:
        files.save(chosen.save, files.instance_to_json(instance))

    result, _ = searched(instance, chosen)
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
        add_effort(bench)
        bench.add_argument("--save", type=Path)
        bench.set_defaults(run=_solve)
    for more in (curtois, inrc2, reasons, repairs, table):
        more.register(benches)
    return parser


if __name__ == "__main__":
    sys.exit(main())
