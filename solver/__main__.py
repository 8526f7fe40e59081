"""The command: solve, verify, compare, explain and repair instances kept as JSON."""

import argparse
import json
import resource
import sys
import time

from solver.commands import explain, fairness, judge, repair, solve
from solver.faults import BadInput


def main(arguments: list[str] | None = None) -> int:
    """
    Run one command and print one line of JSON last.

    Returns
    -------
    int
        0 when done; 1 when the roster asked about breaks a rule; 2 with a
        message when the input is bad.
    """
    began = time.monotonic()
    chosen = _parser().parse_args(arguments)
    line: dict[str, object] = {"status": None, "objective": None, "bound": None, "gap": None}
    try:
        line |= chosen.run(chosen)
    except BadInput as fault:
        print(f"error: {fault}", file=sys.stderr)
        return 2
    line |= {
        "seconds": round(time.monotonic() - began, 3),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
    print(json.dumps(line, ensure_ascii=False))
    return 1 if line["status"] == "broken" else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m solver", description=__doc__)
    commands = parser.add_subparsers(required=True)
    for one in (solve, fairness, judge, explain, repair):
        one.register(commands)
    return parser


if __name__ == "__main__":
    sys.exit(main())
