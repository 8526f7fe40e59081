"""How a bench spends its effort and tells what came out, one JSON line each."""

import argparse
import sys
import time

from solver.commands.stopping import stoppable
from solver.effort import Effort, Progress, Result, gap_of
from solver.instance import Instance


def add_effort(bench: argparse.ArgumentParser) -> None:
    """Let a bench be told how much to spend."""
    bench.add_argument("--seconds", type=float, default=60)
    bench.add_argument("--workers", type=int, default=2)
    bench.add_argument("--seed", type=int, default=1)
    bench.add_argument("--progress", action="store_true")


def searched(
    instance: Instance, chosen: argparse.Namespace, spent: float = 0.0
) -> tuple[Result, float]:
    """
    Solve an instance; return the result and the seconds it took.

    Parameters
    ----------
    spent
        Seconds that reading the instance took: a part of the time allowed, as loading the
        solver is.
    """
    began = time.monotonic() - spent
    from solver.search import solve

    def tell(progress: Progress) -> bool:
        if chosen.progress:
            tier = "+".join(progress.tier)
            figures = f"value {progress.value}  bound {progress.bound}"
            print(f"{progress.seconds:8.1f} s  {tier:10}  {figures}", file=sys.stderr)
        return not told.is_set()

    left = max(0.1, began + chosen.seconds - time.monotonic())
    with stoppable() as told:
        result = solve(instance, Effort(left, chosen.workers, chosen.seed), report=tell)
    return result, time.monotonic() - began


def line_of(result: Result, seconds: float) -> dict[str, object]:
    """
    Sum up a case whose last goal is the one that is published.

    What goals before it are short of is told under ``short``: then the roster
    is lawful here, but not to whoever published the case.
    """
    last = result.tiers[-1]
    line: dict[str, object] = {
        "status": result.status,
        "objective": last.value,
        "bound": last.bound,
        "gap": round(gap_of(last.value, last.bound), 6),
        "seconds": round(seconds, 1),
        "peak_mb": result.peak_mb,
    }
    short = sum(tier.value for tier in result.tiers[:-1])
    return line | ({"short": short} if short else {})
