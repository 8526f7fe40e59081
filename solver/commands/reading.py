"""What commands read from files and arguments, with errors that name the place."""

import argparse
from collections.abc import Iterable
from pathlib import Path

from solver import files
from solver.faults import BadInput, need
from solver.instance import Instance, Key
from solver.roster import Roster


def instance_of(chosen: argparse.Namespace) -> Instance:
    """Read the instance a command was given."""
    return files.instance_from_json(files.load(chosen.instance))


def roster_of(path: Path) -> Roster:
    """Read a roster, whatever it names."""
    return files.roster_from_json(files.load(path))


def known_roster(path: Path, instance: Instance) -> Roster:
    """
    Read a roster of this instance.

    Raises
    ------
    BadInput
        If it names a person or a shift the instance does not have.
    """
    roster = roster_of(path)
    for one in roster.assignments:
        known = one.volunteer in instance.volunteer_by_id
        need(known, f"{path.name}: assignments", one.volunteer, "volunteers of the instance")
        known = one.shift in instance.shift_by_id
        need(known, f"{path.name}: assignments", one.shift, "shifts of the instance")
    return roster


def key_of(text: str, known: Iterable[Key], path: str) -> Key:
    """Find the id that is written like this."""
    for one in known:
        if str(one) == text:
            return one
    raise BadInput(path, text, "an id of the instance")


def add_paths(command: argparse.ArgumentParser, *names: str) -> None:
    """Let a command take these files, in this order."""
    for name in names:
        command.add_argument(name, type=Path)


def add_effort(command: argparse.ArgumentParser) -> None:
    """Let a command take what a search may spend, and where its roster goes."""
    command.add_argument("--seconds", type=float, default=60)
    command.add_argument("--workers", type=int, default=2)
    command.add_argument("--seed", type=int, default=1)
    command.add_argument("--out", type=Path)
