"""The whole table: every case run by its own command, beside the best that is known."""

import argparse
import json
import os
import platform
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from solver.faults import need

# Best known rosters of Curtois and Qu's instances: wssuite/NurseScheduler,
# benchmark/nrp.yml (2023).
CURTOIS: Mapping[str, int] = {
    "Instance1": 607, "Instance2": 828, "Instance3": 1001, "Instance5": 1143,
    "Instance6": 1950, "Instance8": 1300, "Instance10": 4631, "Instance12": 4040,
    "Instance13": 1348, "Instance15": 3829, "Instance16": 3225, "Instance18": 4459,
    "Instance20": 4769, "Instance21": 21133, "Instance23": 17428, "Instance24": 42463,
}  # fmt: skip
# Static problem of the second nurse rostering competition: branch and price of
# wssuite/NurseScheduler (commit 0c17437), four threads, up to 1,200 seconds.
INRC2: Mapping[str, int] = {
    "n030w4_1_6-2-9-1": 1670, "n030w4_1_6-7-5-3": 1815, "n040w4_0_2-0-6-1": 1565,
    "n040w4_2_6-1-0-6": 1750, "n060w4_1_6-1-1-5": 2450, "n060w4_1_9-6-3-8": 2675,
    "n080w4_2_4-3-3-3": 3300, "n080w4_2_6-0-4-8": 3190, "n100w4_0_1-1-0-8": 1170,
    "n100w4_2_0-6-4-6": 1780, "n120w4_1_4-6-2-6": 2020, "n120w4_1_5-6-9-8": 2050,
    "n030w8_1_2-7-0-9-3-6-0-6": 2085, "n030w8_1_6-7-5-3-5-6-2-9": 1890,
}  # fmt: skip
# Proven by a two-step CP-SAT model and by HiGHS.
EMF: Mapping[str, int] = {"minimum": 111, "wanted": 149}
HEADINGS = ("case", "status", "value", "bound", "best known", "over", "gap", "seconds", "peak MB")

Figures = int | Mapping[str, int]


@dataclass(frozen=True)
class Case:
    """
    One row to be.

    Parameters
    ----------
    name
        Its name in the table; its first word is the family.
    arguments
        Of ``python -m solver.bench``, effort left out.
    best
        The best value known, by goal where there are several; None if unknown.
    needed
        A path without which it cannot run.
    seconds
        What it gets instead of what all get.
    """

    name: str
    arguments: tuple[str, ...]
    best: Figures | None = None
    needed: Path | None = None
    seconds: float | None = None


def cases(shared: Path) -> Iterator[Case]:
    """Yield every case that the folder of public data, or the generator, has."""
    folder = shared / "benchmarks" / "curtois"
    for name, best in CURTOIS.items():
        file = folder / f"{name}.txt"
        yield Case(f"curtois {name}", ("curtois", str(file)), best, file)
    folder = shared / "benchmarks" / "inrc2"
    for name, best in INRC2.items():
        needed = folder / name.split("_")[0]
        yield Case(f"inrc2 {name}", ("inrc2", str(folder), name), best, needed)
    folder = shared / "cases" / "emf2024"
    yield Case("emf 2024", ("emf", str(folder)), EMF, folder)
    yield Case("repair 1,000", ("repair", "--people", "1000", "--drop-outs", "200"))
    yield Case("explain 120", ("explain", "--people", "120"))
    yield Case("district 1,000", ("district", "--people", "1000", "--shifts", "51"))
    yield Case("district 100,000", ("district", "--people", "100000", "--shifts", "5100"))
    million = ("district", "--people", "1000000", "--shifts", "51000")
    yield Case("district 1,000,000", million, seconds=600)


def told(chosen: argparse.Namespace) -> Iterator[str]:
    """
    Run the cases one after another, each in a process of its own, and tell each as a row.

    Raises
    ------
    BadInput
        If no case has a name like those asked for.
    """
    some = [one for one in cases(chosen.shared) if _asked(one, chosen.only)]
    need(bool(some), "--only", chosen.only, "the beginnings of names in the table")
    cores = len(os.sched_getaffinity(0))
    yield f"{date.today()}, {_processor()}, {cores} cores, {chosen.workers} workers, {chosen.seconds:g} s a case unless it says otherwise.\n"
    yield _row(HEADINGS)
    yield _row(["---", "---", *["---:"] * (len(HEADINGS) - 2)])
    with tempfile.TemporaryDirectory() as spare:
        for one in some:
            yield _row(_cells(one, _line(one, chosen, Path(spare))))


def _asked(one: Case, only: list[str]) -> bool:
    return not only or any(one.name.startswith(name) for name in only)


def _processor() -> str:
    try:
        found = re.search(r"model name\s*:\s*(.+)", Path("/proc/cpuinfo").read_text("utf-8"))
    except OSError:
        found = None
    return found[1] if found else platform.processor() or platform.machine()


def _line(one: Case, chosen: argparse.Namespace, spare: Path) -> dict[str, object]:
    """Run one case; what went wrong stands under ``status``."""
    if one.needed is not None and not one.needed.exists():
        return {"status": "its data is not here"}
    seconds = one.seconds or chosen.seconds
    words = [sys.executable, "-m", "solver.bench", *one.arguments]
    words += ["--seconds", f"{seconds:g}", "--workers", str(chosen.workers)]
    words += ["--seed", str(chosen.seed)]
    if one.arguments[0] in ("curtois", "inrc2"):
        words += ["--out", str(chosen.out or spare)]
    try:
        ran = subprocess.run(words, capture_output=True, text=True, timeout=5 * seconds + 600)
    except subprocess.TimeoutExpired:
        return {"status": "did not stop"}
    rows = ran.stdout.splitlines()
    if ran.returncode or not rows:
        return {"status": f"failed: {(ran.stderr.splitlines() or ['no word'])[-1]}"}
    found: dict[str, object] = json.loads(rows[-1])
    return found


def _cells(one: Case, line: Mapping[str, object]) -> list[str]:
    value, bound = line.get("objective"), line.get("bound")
    status = str(line["status"])
    if line.get("short"):
        status += f", {line['short']} short"
    over = _over(value, one.best)
    gap = line.get("gap")
    return [
        one.name if one.seconds is None else f"{one.name}, {one.seconds:g} s",
        status,
        _figures(value),
        _figures(bound),
        _figures(one.best),
        "" if over is None else f"{100 * over:.2f} %",
        f"{100 * gap:.2f} %" if isinstance(gap, int | float) else "",
        _figures(line.get("seconds")),
        _figures(line.get("peak_mb")),
    ]


def _over(value: object, best: Figures | None) -> float | None:
    """Say by what share a value is above the best known; of several goals, added up."""
    if isinstance(value, int) and isinstance(best, int):
        return (value - best) / best
    if isinstance(value, Mapping) and isinstance(best, Mapping):
        total = sum(best.values())
        return (sum(int(value[name]) for name in best) - total) / total
    return None


def _figures(value: object) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {number}" for name, number in value.items())
    return "" if value is None else str(value)


def _row(cells: "list[str] | tuple[str, ...]") -> str:
    return "| " + " | ".join(cells) + " |"


def register(benches: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    bench = benches.add_parser("all", help="the whole table, as text that can be kept")
    bench.add_argument("--shared", type=Path, default=Path("../shared"), help="public data")
    bench.add_argument("--only", nargs="+", default=[], help="cases whose names begin so")
    bench.add_argument("--out", type=Path, help="folder for the rosters")
    bench.add_argument("--seconds", type=float, default=60)
    bench.add_argument("--workers", type=int, default=2)
    bench.add_argument("--seed", type=int, default=1)
    bench.set_defaults(run=told)
