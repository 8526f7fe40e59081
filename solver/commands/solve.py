"""``solve``: the best lawful roster of an instance."""

import argparse
import sys
from typing import Any

from solver import files
from solver.commands.reading import add_effort, add_paths, instance_of
from solver.commands.stopping import stoppable


def run(chosen: argparse.Namespace) -> dict[str, Any]:
    """Solve and write the result."""
    # The search loads OR-Tools; the other commands do without.
    from solver.search import Effort, Progress, solve

    instance = instance_of(chosen)

    def tell(progress: Progress) -> bool:
        if chosen.progress:
            print(
                f"{progress.seconds:8.1f} s  {'+'.join(progress.tier):10}"
                f"  value {progress.value}  bound {progress.bound}"
                f"  open {progress.open_minimum}/{progress.open_wanted}",
                file=sys.stderr,
            )
        return not told.is_set()

    effort = Effort(chosen.seconds, chosen.workers, chosen.seed)
    with stoppable() as told:
        result = solve(instance, effort, report=tell)
    if chosen.out:
        files.save(chosen.out, files.result_to_json(result))
    return {
        "status": result.status,
        "objective": {"+".join(tier.goals): tier.value for tier in result.tiers},
        "bound": {"+".join(tier.goals): tier.bound for tier in result.tiers},
        "gap": result.gap,
    }


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    command = commands.add_parser("solve", help="find the best lawful roster")
    add_paths(command, "instance")
    add_effort(command)
    command.add_argument("--progress", action="store_true")
    command.set_defaults(run=run)
