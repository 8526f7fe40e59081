"""Reads the shift scheduling instances of Curtois and Qu, and writes rosters as their scorers want them."""

import argparse
import csv
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from solver.bench.runs import add_effort, line_of, searched
from solver.faults import BadInput, need
from solver.instance import (
    Bound,
    Instance,
    Limits,
    Request,
    Shift,
    Succession,
    Volunteer,
    Window,
)
from solver.language.spans import DAY
from solver.roster import Roster

TIERS = (("least",), ("price",))
STAFF_FIELDS = 8


@dataclass
class _File:
    """The rows of a file as they stand, section by section."""

    days: int = 0
    shifts: dict[str, tuple[int, list[str]]] = field(default_factory=dict)
    staff: list[tuple[str, dict[str, int], list[int]]] = field(default_factory=list)
    days_off: dict[str, set[int]] = field(default_factory=dict)
    requests: dict[str, list[Request]] = field(default_factory=dict)
    cover: dict[tuple[int, str], tuple[int, int, int]] = field(default_factory=dict)

    def take(self, section: str, cells: list[str]) -> None:
        """Take in one row."""
        if section == "HORIZON":
            self.days = int(cells[0])
        elif section == "SHIFTS":
            self.shifts[cells[0]] = (int(cells[1]), _parts("".join(cells[2:3])))
        elif section == "STAFF":
            caps = dict(part.split("=") for part in _parts(cells[1]))
            numbers = [int(cell) for cell in cells[2:STAFF_FIELDS]]
            need(len(cells) >= STAFF_FIELDS, "STAFF", cells, f"{STAFF_FIELDS} fields")
            self.staff.append((cells[0], {kind: int(cap) for kind, cap in caps.items()}, numbers))
        elif section == "DAYS_OFF":
            self.days_off.setdefault(cells[0], set()).update(int(day) for day in cells[1:] if day)
        elif section in ("SHIFT_ON_REQUESTS", "SHIFT_OFF_REQUESTS"):
            spared = section == "SHIFT_OFF_REQUESTS"
            if int(cells[3]):
                asked = Request(int(cells[3]), int(cells[1]), cells[2], spared=spared)
                self.requests.setdefault(cells[0], []).append(asked)
        elif section == "COVER":
            seats, missing, surplus = (int(cell) for cell in cells[2:5])
            self.cover[int(cells[0]), cells[1]] = (seats, missing, surplus)
        else:
            raise BadInput("section", section, "one of the sections of these files")


def read(path: Path) -> Instance:
    """
    Read one file: every day has one shift of each kind, from midnight on.

    What the files call hard is hard here, but for the least minutes, which the
    goal ``least`` counts; a roster without any missing is lawful to them too.

    Raises
    ------
    BadInput
        If the file is missing or a row cannot be read; the line is named.
    """
    found = _File()
    section = ""
    for number, row in enumerate(_rows(path), 1):
        if not row or row.startswith("#"):
            continue
        if row.startswith("SECTION_"):
            section = row.removeprefix("SECTION_")
            continue
        try:
            found.take(section, [cell.strip() for cell in row.split(",")])
        except (ValueError, IndexError) as failure:
            words = f"a row of {section or 'a section'} ({failure})"
            raise BadInput(f"{path.name}:{number}", row, words) from failure
    need(
        bool(found.days and found.shifts and found.staff), path.name, None, "horizon, shifts, staff"
    )
    return _instance(found)


def _rows(path: Path) -> Iterator[str]:
    try:
        for row in path.read_text(encoding="utf-8-sig").splitlines():
            yield row.strip()
    except (OSError, UnicodeDecodeError) as failure:
        raise BadInput(str(path), str(failure), "a text file that can be read") from failure


def _parts(cell: str) -> list[str]:
    return [part.strip() for part in cell.split("|") if part.strip()]


def _instance(found: _File) -> Instance:
    return Instance(
        tuple(_person(found, *row) for row in found.staff),
        tuple(_shift(found, day, kind) for day in range(found.days) for kind in found.shifts),
        successions=tuple(
            Succession(before, after)
            for before, (_, forbidden) in found.shifts.items()
            for after in forbidden
        ),
        days=found.days,
        tiers=TIERS,
    )


def _shift(found: _File, day: int, kind: str) -> Shift:
    minutes = found.shifts[kind][0]
    need(0 < minutes <= DAY, f"SHIFTS {kind}", minutes, f"1 to {DAY} minutes")
    seats, missing, surplus = found.cover.get((day, kind), (0, 0, 0))
    return Shift(
        f"{day} {kind}",
        day * DAY,
        day * DAY + minutes,
        minimum=0,
        wanted=seats,
        most=max(seats, len(found.staff)),
        missing_price=missing,
        surplus_price=surplus,
        duty=kind,
        night=False,
    )


def _person(found: _File, name: str, caps: dict[str, int], numbers: list[int]) -> Volunteer:
    most_minutes, least_minutes, most_row, least_row, least_free, weekends = numbers
    bounds = [Bound("weekends", most=weekends)]
    if least_minutes:
        bounds.append(Bound("minutes", least=least_minutes))
    if least_row > 1:
        bounds.append(Bound("duty_run", least=least_row))
    if least_free > 1:
        bounds.append(Bound("free_run", least=least_free))
    never = frozenset(kind for kind in found.shifts if not caps.get(kind, 0))
    if never:
        bounds.append(Bound("shifts", most=0, duties=never))
    for kind in found.shifts:
        if kind not in never and caps[kind] < found.days:
            bounds.append(Bound("shifts", most=caps[kind], duties=frozenset({kind})))
    return Volunteer(
        name,
        windows=(Window(0, found.days * DAY),),
        limits=Limits(most_minutes=most_minutes, most_shifts_day=1, most_days_in_row=most_row),
        bounds=tuple(bounds),
        requests=tuple(found.requests.get(name, ())),
        days_off=frozenset(found.days_off.get(name, ())),
    )


def write(instance: Instance, roster: Roster, path: Path) -> None:
    """Write a roster as employee_id, day, shift_id."""
    shifts = instance.shift_by_id
    ranked = sorted(roster.assignments, key=lambda one: (str(one.volunteer), shifts[one.shift].day))
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("employee_id", "day", "shift_id"))
        for one in ranked:
            rows.writerow((one.volunteer, shifts[one.shift].day, shifts[one.shift].duty))


def roster_of(instance: Instance, path: Path) -> Roster:
    """
    Read a roster that was written so, its heading left out or not.

    Raises
    ------
    BadInput
        If a row is no name, day and kind of a shift.
    """
    by_place = {(one.day, one.duty): one.id for one in instance.shifts}
    pairs = []
    for number, row in enumerate(csv.reader(_rows(path)), 1):
        if not row or (number == 1 and row[0] == "employee_id"):
            continue
        fine = len(row) == 3 and row[1].isdigit() and (int(row[1]), row[2]) in by_place
        need(fine, f"{path.name}:{number}", ",".join(row), "employee_id,day,shift_id")
        pairs.append((row[0], by_place[int(row[1]), row[2]]))
    twice = [pair for pair, times in Counter(pairs).items() if times > 1]
    need(not twice, path.name, twice[:1], "each person once in a shift")
    return Roster.of(pairs)


def register(benches: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command."""
    bench = benches.add_parser("curtois", help="shift scheduling instances of Curtois and Qu")
    bench.add_argument("file", type=Path, nargs="+")
    bench.add_argument("--out", type=Path, help="folder for the rosters, one CSV a file")
    add_effort(bench)
    bench.set_defaults(run=_run)


def _run(chosen: argparse.Namespace) -> Iterator[dict[str, object]]:
    instances = []
    for path in chosen.file:
        began = time.monotonic()
        instances.append((path, read(path), time.monotonic() - began))
    for path, instance, reading in instances:
        result, seconds = searched(instance, chosen, reading)
        if chosen.out is not None:
            write(instance, result.roster, chosen.out / f"{path.stem}.csv")
        yield {"name": path.stem, **line_of(result, seconds)}
