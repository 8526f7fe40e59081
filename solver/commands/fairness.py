"""``fairness``: what raising the worst-off costs all together."""

import argparse
from typing import Any

from solver import files
from solver.commands.reading import add_effort, add_paths, instance_of
from solver.commands.stopping import stoppable


def run(chosen: argparse.Namespace) -> dict[str, Any]:
    """Solve with and without the goals ``losses``; write the fair result."""
    # The search loads OR-Tools; most commands do without.
    from solver.effort import Effort
    from solver.studies.price_of_fairness import price_of_fairness

    effort = Effort(chosen.seconds, chosen.workers, chosen.seed)
    instance = instance_of(chosen)
    with stoppable() as stop:
        found = price_of_fairness(instance, effort, report=lambda _: not stop.is_set())
    if chosen.out:
        files.save(chosen.out, files.result_to_json(found.fair))
    return {
        "status": "proven" if found.proven else found.fair.status,
        "objective": {"fair": found.fair_total, "best": found.best_total},
        "price_of_fairness": found.price,
        "share": round(found.share, 4),
        "worst": {"fair": found.worst_fair, "best": found.worst_best},
    }


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    command = commands.add_parser("fairness", help="solve with and without the goals losses")
    add_paths(command, "instance")
    add_effort(command)
    command.set_defaults(run=run)
