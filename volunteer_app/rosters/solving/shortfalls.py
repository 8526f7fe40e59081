"""Why seats stay open and people empty-handed, explained within a time, the worst first."""

from __future__ import annotations

import time
from collections import Counter
from typing import Any

from solver.explain import OpenSeat, first_rule, open_seats, why_not
from solver.instance import Instance, Shift, Volunteer
from solver.roster import Roster
from solver.score import willing
from solver.verify.standing import team
from solver.verify.times import availability

#: how long explaining may take, in seconds: changes first, then bare reasons, then people
CHANGES, REASONS, PEOPLE = 15.0, 5.0, 5.0
CHUNK = 40


class Clock:
    """A time that runs out."""

    def __init__(self, seconds: float) -> None:
        self.until = time.monotonic() + seconds

    def is_over(self) -> bool:
        """Say whether it has run out."""
        return time.monotonic() >= self.until


def open_rows(instance: Instance, roster: Roster) -> list[dict[str, Any]]:
    """
    Explain the shifts with open seats, in order of time.

    Critical shifts and those below their minimum are explained first, with the smallest change;
    when the time for that is over the rest gets its reasons only, and at last its numbers only.
    """
    short = [one for one in instance.shifts if missing(one, roster)[1]]
    short.sort(key=lambda one: (not one.critical, -missing(one, roster)[0], one.start, str(one.id)))
    changes, reasons = Clock(CHANGES), Clock(CHANGES + REASONS)
    rows: list[dict[str, Any]] = []
    for place in range(0, len(short), CHUNK):
        chunk = short[place : place + CHUNK]
        if reasons.is_over():
            rows += [bare_row(one, roster) for one in chunk]
            continue
        ids = [one.id for one in chunk]
        looking = not changes.is_over()
        found = open_seats(instance, roster, shifts=ids, changes=looking)
        rows += [open_row(seat, looked=looking) for seat in found]
    starts = {int(one.id): (one.start, one.end, str(one.id)) for one in short}
    return sorted(rows, key=lambda row: starts[row["shift"]])


def missing(shift: Shift, roster: Roster) -> tuple[int, int]:
    """Count the seats a shift is short of its minimum, and of the number wanted."""
    crew = len(roster.crew(shift.id))
    return max(0, shift.minimum - crew), max(0, (shift.wanted or 0) - crew)


def bare_row(shift: Shift, roster: Roster) -> dict[str, Any]:
    """Give an open shift's numbers alone."""
    below, wanted = missing(shift, roster)
    return {
        "shift": int(shift.id), "minimum": below, "wanted": wanted,
        "free": [], "reasons": [], "alone": [], "change": None,
    }  # fmt: skip


def open_row(seat: OpenSeat, *, looked: bool) -> dict[str, Any]:
    """Give an open shift with the rules that keep people away, and the change if one was sought."""
    steps = seat.change.steps if seat.change else ()
    return {
        "shift": int(seat.shift),
        "minimum": seat.short_of_minimum,
        "wanted": seat.short_of_wanted,
        "free": [int(person) for person in seat.free],
        "reasons": [list(reason) for reason in seat.reasons],
        "alone": [list(reason) for reason in seat.alone],
        "change": [
            {
                "kind": step.kind,
                "person": int(step.volunteer),
                "shift": int(step.shift),
                "facts": dict(step.facts),
            }
            for step in steps
        ]
        if looked
        else None,
    }


def nothing_rows(instance: Instance, roster: Roster) -> list[dict[str, Any]]:
    """Say why each willing person without a seat has none: rules and how many shifts they bar."""
    allowed = Clock(PEOPLE)
    rows = []
    for person in instance.volunteers:
        if not willing(instance, person) or roster.worked_by(person.id):
            continue
        reasons = [] if allowed.is_over() else reasons_for(instance, roster, person)
        rows.append({"person": int(person.id), "reasons": reasons})
    return rows


def reasons_for(instance: Instance, roster: Roster, person: Volunteer) -> list[list[Any]]:
    """Count the shifts a person without a seat is kept from, by the first rule, most first."""
    counts = Counter(first_reason(instance, roster, person, one) for one in instance.shifts)
    return [list(one) for one in sorted(counts.items(), key=lambda one: (-one[1], one[0]))]


def first_reason(instance: Instance, roster: Roster, person: Volunteer, shift: Shift) -> str:
    """Name the first rule that keeps a person from a shift; ``full`` when it needs nobody more."""
    for check in (team, availability):
        if next(iter(check(instance, person, [shift])), None):
            return check.__name__
    if not missing(shift, roster)[1]:
        return "full"
    return first_rule(why_not(instance, roster, person.id, shift.id))
