"""Reads the instances of the second nurse rostering competition, all weeks known, and writes rosters for its judges."""

import argparse
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from solver.bench.runs import add_effort, line_of, searched
from solver.faults import BadInput, need
from solver.instance import (
    Bound,
    Held,
    History,
    Instance,
    Limits,
    Request,
    Served,
    Shift,
    Succession,
    Volunteer,
    Window,
)
from solver.language.spans import DAY
from solver.roster import Roster

TIERS = (("minimum",), ("price",))
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
NAME = re.compile(r"(?P<set>n\d+w\d+)_(?P<history>\d+)_(?P<weeks>\d+(-\d+)*)")
# Prices of the competition (arXiv 1501.04177): wanted cover, run of one kind, run of
# duty days, run of free days, request, half weekend, assignments, weekends.
WANTED, KIND_RUN, DUTY_RUN, FREE_RUN, REQUEST, HALF, TOTAL, WEEKENDS = (
    30,
    15,
    30,
    30,
    10,
    30,
    20,
    30,
)
# The competition has no clock: kinds of one day all stand here.
SEAT = (0, 8 * 60)
SOLVED = ("nurse", "weekday", "shift", "skill")
PAIR = re.compile(r"\((\d+),(\d+)\)")

Sections = dict[str, list[list[str]]]


@dataclass(frozen=True)
class Case:
    """One instance, and what its file names are made of."""

    instance: Instance
    dataset: str
    weeks: tuple[str, ...]


def read(folder: Path, name: str) -> Case:
    """
    Read scenario, history and weeks of an instance named like n030w4_1_6-2-9-1.

    Every day has one shift for each kind and skill. The minimum is hard to the
    competition and a goal of its own here; all else it prices is in ``price``.

    Raises
    ------
    BadInput
        If the name, a file or a row cannot be read.
    """
    parts = NAME.fullmatch(name)
    need(parts is not None, "name", name, "a name like n030w4_1_6-2-9-1")
    assert parts is not None
    dataset, weeks = parts["set"], tuple(parts["weeks"].split("-"))
    if (folder / dataset).is_dir():
        folder = folder / dataset
    scenario = _sections(folder / f"Sc-{dataset}.txt")
    history = _sections(folder / f"H0-{dataset}-{parts['history']}.txt")
    files = [folder / f"WD-{dataset}-{week}.txt" for week in weeks]
    try:
        made = _instance(scenario, history, [_sections(path) for path in files])
    except (KeyError, ValueError, IndexError) as failure:
        words = f"files of the competition's format ({type(failure).__name__}: {failure})"
        if isinstance(failure, BadInput):
            raise
        raise BadInput(str(folder), name, words) from failure
    return Case(made, dataset, weeks)


def _sections(path: Path) -> Sections:
    """Read the rows under each heading; a heading's own value is its first row."""
    try:
        rows = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as failure:
        raise BadInput(str(path), str(failure), "a text file that can be read") from failure
    found: Sections = {}
    heading = ""
    for row in rows:
        cells = row.replace("=", " = ").split()
        if not cells:
            continue
        if re.fullmatch(r"[A-Z][A-Z_]+", cells[0]) and (len(cells) == 1 or cells[1] == "="):
            heading = cells[0]
            found[heading] = []
            if heading in ("SCENARIO", "WEEKS"):
                found[heading].append(cells[2:])
        elif heading:
            found[heading].append(cells)
    return found


def _instance(scenario: Sections, history: Sections, weeks: list[Sections]) -> Instance:
    days = 7 * len(weeks)
    people = _people(scenario, history, weeks, days)
    shifts = [
        shift
        for week, data in enumerate(weeks)
        for row in data["REQUIREMENTS"]
        for shift in _shifts(row, week, len(people))
    ]
    return Instance(
        tuple(people),
        tuple(shifts),
        successions=tuple(
            Succession(row[0], after)
            for row in scenario["FORBIDDEN_SHIFT_TYPES_SUCCESSIONS"]
            for after in row[2:]
        ),
        days=days,
        tiers=TIERS,
    )


def _shifts(row: list[str], week: int, people: int) -> Iterator[Shift]:
    kind, skill = row[:2]
    pairs = [_pair(cell) for cell in row[2:]]
    need(len(pairs) == len(DAYS), f"REQUIREMENTS {kind} {skill}", row, "seven pairs of numbers")
    for weekday, (minimum, wanted) in enumerate(pairs):
        day = 7 * week + weekday
        yield Shift(
            f"{day} {kind} {skill}",
            day * DAY + SEAT[0],
            day * DAY + SEAT[1],
            minimum=minimum,
            wanted=max(minimum, wanted),
            most=max(people, wanted),
            missing_price=WANTED,
            duty=kind,
            needs=frozenset({skill}),
            night=False,
        )


def _pair(cell: str) -> tuple[int, int]:
    found = PAIR.fullmatch(cell)
    need(found is not None, "pair", cell, "two numbers like (2,5)")
    assert found is not None
    return int(found[1]), int(found[2])


def _people(
    scenario: Sections, history: Sections, weeks: list[Sections], days: int
) -> list[Volunteer]:
    kinds = tuple(_kind_bounds(scenario, days))
    contracts = {row[0]: row[1:] for row in scenario["CONTRACTS"]}
    past = {row[0]: row[1:] for row in history["NURSE_HISTORY"]}
    requests: dict[str, list[Request]] = {}
    for week, data in enumerate(weeks):
        for name, kind, weekday in data.get("SHIFT_OFF_REQUESTS", ()):
            day = 7 * week + DAYS.index(weekday)
            asked = Request(REQUEST, day, None if kind == "Any" else kind, spared=True)
            requests.setdefault(name, []).append(asked)
    return [
        Volunteer(
            name,
            windows=(Window(0, days * DAY),),
            held=tuple(Held(skill) for skill in skills),
            limits=Limits(most_shifts_day=1),
            bounds=(*_contract_bounds(contracts[contract], past[name], days), *kinds),
            requests=tuple(requests.get(name, ())),
            history=_history(past[name]),
        )
        for name, contract, _, *skills in scenario["NURSES"]
    ]


def _kind_bounds(scenario: Sections, days: int) -> Iterator[Bound]:
    for kind, pair in scenario["SHIFT_TYPES"]:
        least, most = _pair(pair)
        if least > 1 or most < days:
            yield Bound("duty_run", least, most, frozenset({kind}), price=KIND_RUN)


def _contract_bounds(row: list[str], past: list[str], days: int) -> Iterator[Bound]:
    """Bound what a contract bounds, less what the history has used of it."""
    totals, duty, free = (_pair(pair) for pair in row[:3])
    done, weekends_done = map(int, past[:2])
    weekends, whole = map(int, row[3:5])
    need(
        done <= totals[1] and weekends_done <= weekends,
        "NURSE_HISTORY",
        past,
        "within the contract",
    )
    yield Bound("shifts", max(0, totals[0] - done), totals[1] - done, price=TOTAL)
    yield Bound("duty_run", duty[0], duty[1], price=DUTY_RUN)
    yield Bound("free_run", free[0], free[1], price=FREE_RUN)
    yield Bound("weekends", most=weekends - weekends_done, price=WEEKENDS)
    if whole:
        yield Bound("half_weekends", most=0, price=HALF)


def _history(past: list[str]) -> History:
    """Lay out the last run before the horizon: how long the kind, the duty and the rest lasted."""
    last = past[2]
    same, duty, rest = (int(cell) for cell in past[3:6])
    if last == "None":
        # Before the rest somebody worked, in a kind that is not told.
        if not rest:
            return History()
        return History((_served(-rest - 1, ""),), known_from=-rest - 1)
    served = [_served(-day, last if day <= same else "") for day in range(1, duty + 1)]
    return History(tuple(served), known_from=-duty - 1)


def _served(day: int, kind: str) -> Served:
    return Served(day * DAY + SEAT[0], day * DAY + SEAT[1], kind)


def write(case: Case, roster: Roster, folder: Path) -> None:
    """Write one solution file for each week, as the competition's judge reads them."""
    folder.mkdir(parents=True, exist_ok=True)
    people = {one.id: place for place, one in enumerate(case.instance.volunteers)}
    shifts = case.instance.shift_by_id
    rows: list[list[tuple[int, int, str]]] = [[] for _ in case.weeks]
    for one in roster.assignments:
        day, kind, skill = str(one.shift).split()
        week, weekday = divmod(shifts[one.shift].day, 7)
        words = f"{one.volunteer} {DAYS[weekday]} {kind} {skill}"
        rows[week].append((people[one.volunteer], int(day), words))
    for place, (number, found) in enumerate(zip(case.weeks, rows, strict=True)):
        head = f"SOLUTION\n{place} {case.dataset}\n\nASSIGNMENTS = {len(found)}\n"
        body = "".join(f"{words}\n" for _, _, words in sorted(found))
        path = folder / f"Sol-{case.dataset}-{number}-{place}.txt"
        path.write_text(head + body, encoding="utf-8")


def roster_of(case: Case, folder: Path) -> Roster:
    """
    Read a roster from the solution files of all weeks.

    Raises
    ------
    BadInput
        If a file is missing or names what is not there.
    """
    pairs = []
    for place, week in enumerate(case.weeks):
        path = folder / f"Sol-{case.dataset}-{week}-{place}.txt"
        rows = _sections(path).get("ASSIGNMENTS", ())
        # Some programs write how they fared below their rows.
        for name, weekday, kind, skill in (row for row in rows if len(row) == len(SOLVED)):
            shift = f"{7 * place + DAYS.index(weekday)} {kind} {skill}"
            fine = name in case.instance.volunteer_by_id and shift in case.instance.shift_by_id
            need(fine, path.name, f"{name} {weekday} {kind} {skill}", "a nurse, a day and a shift")
            pairs.append((name, shift))
    return Roster.of(pairs)


def register(benches: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    bench = benches.add_parser("inrc2", help="second nurse rostering competition, all weeks known")
    bench.add_argument("folder", type=Path)
    bench.add_argument("name", help="such as n030w4_1_6-2-9-1")
    bench.add_argument("--out", type=Path, help="folder for the solution files, one a week")
    add_effort(bench)
    bench.set_defaults(run=_run)


def _run(chosen: argparse.Namespace) -> Iterator[dict[str, object]]:
    began = time.monotonic()
    case = read(chosen.folder, chosen.name)
    result, seconds = searched(case.instance, chosen, time.monotonic() - began)
    if chosen.out is not None:
        write(case, result.roster, chosen.out)
    yield {"name": chosen.name, **line_of(result, seconds)}
