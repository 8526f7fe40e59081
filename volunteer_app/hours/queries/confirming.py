"""What a lead confirms: the people of a closed shift with the minutes suggested for each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from volunteer_app.attendance.models import Attendance
from volunteer_app.attendance.queries.days import Line, ShiftDay
from volunteer_app.db import db
from volunteer_app.hours.models import LedgerEntry, Waiting
from volunteer_app.hours.presence import actual_minutes, suggested_minutes, weaker


@dataclass(frozen=True)
class Suggestion:
    """One person's attendance, ready to be confirmed."""

    line: Line
    noted: Attendance
    actual: int
    suggested: int
    evidence: str

    @property
    def row(self) -> dict[str, Any]:
        """Give the row of the form."""
        return {
            "attendance_id": str(self.noted.id),
            "take": True,
            "minutes": self.suggested,
            "break_minutes": self.noted.break_minutes,
            "paid": self.noted.paid_time,
            "reason": "",
        }


@dataclass(frozen=True)
class Settled:
    """One person whose minutes are confirmed: entered, or waiting for a second word."""

    line: Line
    entry: LedgerEntry | None
    waiting: Waiting | None


@dataclass(frozen=True)
class ToConfirm:
    """A shift's minutes: what is to be confirmed, what is settled, and who was away."""

    open: list[Suggestion]
    #: one's own attendance, which somebody else confirms
    own: list[Suggestion]
    settled: list[Settled]
    away: list[Line]


def to_confirm(day: ShiftDay, person_id: int) -> ToConfirm:
    """Sort the people of a shift by what is left to do about their minutes."""
    left = [
        suggestion(line)
        for line in day.lines
        if line.attendance and line.attendance.state == "left"
    ]
    return ToConfirm(
        open=[one for one in left if one.line.person.id != person_id],
        own=[one for one in left if one.line.person.id == person_id],
        settled=settled(day),
        away=[
            line
            for line in day.lines
            if line.attendance and line.attendance.state in ("absent", "excused")
        ],
    )


def suggestion(line: Line) -> Suggestion:
    """Suggest one person's minutes."""
    noted = line.attendance
    assert noted is not None
    arrived = noted.arrived or line.seat.starts
    left = noted.left or arrived
    return Suggestion(
        line=line,
        noted=noted,
        actual=actual_minutes(arrived, left),
        suggested=suggested_minutes(arrived, left, starts=line.seat.starts, ends=line.seat.ends),
        evidence=weaker(
            noted.arrived_evidence or "back_filled", noted.left_evidence or "back_filled"
        ),
    )


def settled(day: ShiftDay) -> list[Settled]:
    """Find the entries, and what waits, of the people whose minutes are confirmed."""
    lines = {
        line.attendance.id: line
        for line in day.lines
        if line.attendance and line.attendance.state == "confirmed"
    }
    entries = {
        one.attendance_id: one
        for one in db.session.scalars(
            select(LedgerEntry).where(LedgerEntry.attendance_id.in_(lines))
        )
    }
    waiting = {
        one.attendance_id: one
        for one in db.session.scalars(
            select(Waiting).where(Waiting.attendance_id.in_(lines), Waiting.state == "waiting")
        )
    }
    return [
        Settled(line, entries.get(number), waiting.get(number)) for number, line in lines.items()
    ]
