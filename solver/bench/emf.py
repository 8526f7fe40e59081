"""Reads the volunteer shifts of Electromagnetic Field 2024 from three CSV files."""

import csv
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from solver.faults import BadInput, need
from solver.instance import Grade, Held, Instance, Limits, Shift, Volunteer, Window

TIERS = (("minimum",), ("wanted",))
GRADES = {"rather not": Grade.RATHER_NOT, "can": Grade.CAN, "prefer": Grade.PREFER}
MOMENT = "%Y-%m-%d %H:%M"


def read(folder: Path) -> Instance:
    """
    Read availability, people and shifts.

    Only availability, qualification, wished duties, overlap and the caps on
    shifts and hours bind here. A shift lies within one row of availability.
    Twelve shifts are wanted by fewer people than their minimum and may have no
    more than are wanted; one lasts no time and is given a minute.

    Raises
    ------
    BadInput
        If a file or a column is missing, or a value cannot be read.
    """
    rows = list(_rows(folder / "shifts.csv", "start"))
    opening = min(_moment(row, "start") for row in rows).replace(hour=0, minute=0)
    windows: dict[str, list[Window]] = {}
    for row in _rows(folder / "availability.csv", "preference"):
        grade = row["preference"]
        need(grade in GRADES, "availability.preference", grade, ", ".join(GRADES))
        window = Window(_minute(row, "start", opening), _minute(row, "end", opening), GRADES[grade])
        windows.setdefault(row["person"], []).append(window)
    people = _rows(folder / "people.csv", "max_hours")
    return Instance(
        tuple(_person(row, tuple(windows.get(row["person"], ()))) for row in people),
        tuple(_shift(row, opening) for row in rows),
        weekday=opening.weekday(),
        tiers=TIERS,
    )


def _person(row: dict[str, str], windows: tuple[Window, ...]) -> Volunteer:
    return Volunteer(
        row["person"],
        windows=windows,
        windows_joined=False,
        held=tuple(Held(name) for name in _several(row["qualifications"])),
        wishes=frozenset(_several(row["duties"])),
        only_wished=True,
        limits=Limits(most_shifts=int(row["max_shifts"]), most_minutes=60 * int(row["max_hours"])),
    )


def _shift(row: dict[str, str], opening: datetime) -> Shift:
    start = _minute(row, "start", opening)
    return Shift(
        row["shift"],
        start,
        max(start + 1, _minute(row, "end", opening)),
        minimum=int(row["minimum"]),
        wanted=int(row["wanted"]),
        most=int(row["wanted"]),
        duty=row["duty"],
        site=row["site"],
        needs=frozenset(_several(row["qualification"])),
        night=False,
    )


def _rows(path: Path, column: str) -> Iterator[dict[str, str]]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                need(column in row, f"{path.name}.{column}", None, "a column of this name")
                yield row
    except OSError as failure:
        raise BadInput(str(path), failure.strerror, "a file that can be read") from failure


def _several(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


def _moment(row: dict[str, str], column: str) -> datetime:
    try:
        return datetime.strptime(row[column], MOMENT)
    except ValueError as failure:
        raise BadInput(column, row[column], "a moment like 2024-05-31 14:00") from failure


def _minute(row: dict[str, str], column: str, opening: datetime) -> int:
    return (_moment(row, column) - opening) // timedelta(minutes=1)
