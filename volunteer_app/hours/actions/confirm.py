"""Confirming minutes: the lead's word turns an attendance into an entry, or into something that waits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from volunteer_app.attendance.actions.presence import hold_shift
from volunteer_app.attendance.models import Attendance, ShiftClose
from volunteer_app.attendance.queries.days import ShiftDay
from volunteer_app.db import db, locked
from volunteer_app.hours.actions.enter import enter, hold_people
from volunteer_app.hours.actions.second_word import put_off
from volunteer_app.hours.facts import Facts, words_needed
from volunteer_app.hours.presence import MAKE_UP_WITHIN, actual_minutes, suggested_minutes, weaker
from volunteer_app.hours.queries.days import minutes_on
from volunteer_app.hours.queries.shifts import team_of_each
from volunteer_app.kit import audit
from volunteer_app.kit.errors import Refused
from volunteer_app.people.models import Person

PAID = "paid_time"


class NotClosed(Refused):
    """The shift is still open."""


class OwnMinutes(Refused):
    """Nobody confirms their own."""


class MinutesWrong(Refused):
    """The minutes cannot be, or lack a reason."""


@dataclass(frozen=True)
class Confirmed:
    """How many attendances went into the ledger, and how many wait for a second word."""

    entered: int = 0
    waiting: int = 0


def confirm(
    day: ShiftDay, by: Person, now: datetime, *, rows: Sequence[Mapping[str, Any]]
) -> Confirmed:
    """
    Confirm the minutes of some people of a closed shift; what is confirmed already stays.

    Each row gives ``attendance_id``, ``take``, ``minutes`` of presence, ``break_minutes``,
    ``paid`` and a ``reason``, which is needed where the minutes are not the suggested ones.

    Raises
    ------
    NotClosed, OwnMinutes, MinutesWrong
        Nothing at all is confirmed then; ``field`` names the row.
    """
    hold_shift(day.shift.id)
    if db.session.get(ShiftClose, day.shift.id) is None:
        raise NotClosed(_("Close the shift first: then everybody's state is known."))
    noted = held_attendances(day.shift.id)
    taken = [(number, row) for number, row in enumerate(rows) if row["take"]]
    hold_people(one.person_id for one in noted.values())
    teams = team_of_each(day, [one.person_id for one in noted.values()])
    done = Confirmed()
    for number, row in taken:
        one = noted.get(int(row["attendance_id"]))
        if one is None or one.state not in ("left", "confirmed"):
            raise MinutesWrong(_("Somebody changed this shift meanwhile. Load the page again."))
        if one.state == "left":
            facts = facts_of(day, one, row, f"rows-{number}", by, teams.get(one.person_id))
            done = settle_one(day, one, facts, by, now, done)
    return done


def held_attendances(shift_id: int) -> dict[int, Attendance]:
    """Hold everything noted for a shift, with its people."""
    query = select(Attendance).where(Attendance.shift_id == shift_id).order_by(Attendance.id)
    noted = {one.id: one for one in db.session.scalars(locked(query))}
    # read beforehand: the names are wanted, but their rows not locked
    people = select(Person).where(Person.id.in_(one.person_id for one in noted.values()))
    db.session.scalars(people).all()
    return noted


def facts_of(
    day: ShiftDay,
    one: Attendance,
    row: Mapping[str, Any],
    field: str,
    by: Person,
    team_id: int | None,
) -> Facts:
    """Judge one row and give the facts of its entry."""
    if one.person_id == by.id:
        raise OwnMinutes(
            _("Nobody confirms their own minutes. Ask another lead or the scheduler."), field=field
        )
    if one.arrived is None or one.left is None:
        raise MinutesWrong(_("Of this person, coming or going was not noted."), field=field)
    minutes = counted(day, one, row, field)
    one.break_minutes, one.paid_time = int(row["break_minutes"] or 0), bool(row["paid"])
    return Facts(
        organisation_id=day.organisation_id,
        person_id=one.person_id,
        kind="service",
        minutes=0 if one.paid_time else minutes,
        served_on=day.on,
        evidence=weaker(one.arrived_evidence or "back_filled", one.left_evidence or "back_filled"),
        team_id=team_id,
        duty_kind_id=day.shift.duty_kind_id,
        attendance_id=one.id,
        starts=one.arrived,
        ends=one.left,
        reason=PAID if one.paid_time else row["reason"] or "",
        verified_by=by.id,
    )


def counted(day: ShiftDay, one: Attendance, row: Mapping[str, Any], field: str) -> int:
    """Give a row's minutes less its break; refuse what cannot be or lacks a reason."""
    assert one.arrived is not None
    assert one.left is not None
    most = actual_minutes(one.arrived, one.left)
    suggested = suggested_minutes(
        one.arrived, one.left, starts=day.shift.starts, ends=day.shift.ends
    )
    present, pause = int(row["minutes"] or 0), int(row["break_minutes"] or 0)
    if present > most:
        raise MinutesWrong(
            _("%(name)s was there for %(most)s minutes.", name=one.person.name, most=most),
            field=f"{field}-minutes",
        )
    if pause > present:
        raise MinutesWrong(
            _("The break is longer than the presence."), field=f"{field}-break_minutes"
        )
    if present != suggested and not row["reason"]:
        raise MinutesWrong(
            _("Say why it is not the suggested %(suggested)s minutes.", suggested=suggested),
            field=f"{field}-reason",
        )
    return present - pause


def settle_one(
    day: ShiftDay, one: Attendance, facts: Facts, by: Person, now: datetime, done: Confirmed
) -> Confirmed:
    """Enter one attendance, or have it wait for the word its day needs."""
    level = words_needed(minutes_on(facts.person_id, facts.served_on) + facts.minutes)
    late = facts.evidence == "back_filled" and now > day.shift.ends + MAKE_UP_WITHIN
    one.state, one.confirmed_by, one.confirmed_at = "confirmed", by.id, now
    audit.record(by, "confirmed", one, minutes=facts.minutes, evidence=facts.evidence)
    if facts.minutes == 0 or (level == 1 and not late):
        enter(facts, now=now)
        return replace(done, entered=done.entered + 1)
    put_off(facts, "long_day" if level > 1 else "make_up", max(level, 2), by, now)
    return replace(done, waiting=done.waiting + 1)
