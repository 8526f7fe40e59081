"""The roll-call: the lead's buttons beside each person."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from volunteer_app.attendance import access
from volunteer_app.attendance.actions import absence, presence
from volunteer_app.attendance.forms import AwayForm, PressForm, TimesForm
from volunteer_app.attendance.queries import days
from volunteer_app.attendance.queries.days import Line
from volunteer_app.attendance.views import bp
from volunteer_app.kit import clock, words
from volunteer_app.kit.access import me, requires
from volunteer_app.kit.pages import form_page


def back_to(line: Line) -> Response:
    """Go back to the person on the day's page."""
    address = url_for("attendance.day", shift_id=line.seat.shift_id)
    return redirect(f"{address}#seat-{line.seat.id}")


def press(line: Line, action: Callable[..., Any], form: PressForm, **more: Any) -> Response:
    """Do one thing for a person; a refusal is told above the page."""
    if not form.accepts(action, line.seat, me(), clock.now(), **more):
        flash(form.first_fault(), "error")
    return back_to(line)


@bp.post("/seats/<int:seat_id>/in")
@requires(access.can_take_roll_of, days.line)
def roll_in(line: Line) -> Response:
    """Check a person in."""
    return press(line, presence.check_in, PressForm(), evidence="roll_call")


@bp.post("/seats/<int:seat_id>/out")
@requires(access.can_take_roll_of, days.line)
def roll_out(line: Line) -> Response:
    """Check a person out."""
    return press(line, presence.check_out, PressForm(), evidence="roll_call")


@bp.post("/seats/<int:seat_id>/undo")
@requires(access.can_take_roll_of, days.line)
def take_back(line: Line) -> Response:
    """Take the last thing noted for a person back."""
    return press(line, presence.undo, PressForm())


@bp.post("/seats/<int:seat_id>/absent")
@requires(access.can_take_roll_of, days.line)
def absent(line: Line) -> Response:
    """Note that a person did not come."""
    return press(line, absence.stay_away, AwayForm(), excused=False)


@bp.post("/seats/<int:seat_id>/excused")
@requires(access.can_take_roll_of, days.line)
def excused(line: Line) -> Response:
    """Note that a person is excused."""
    return press(line, absence.stay_away, AwayForm(), excused=True)


@bp.route("/seats/<int:seat_id>/times", methods=["GET", "POST"])
@requires(access.can_take_roll_of, days.line)
def times(line: Line) -> Response | tuple[str, int]:
    """Note afterwards from when to when a person was here."""
    zone = line.day.zone
    form = TimesForm(
        arrived=words.local(line.seat.starts, zone).time(),
        left=words.local(line.seat.ends, zone).time(),
    )
    if form.accepts(absence.tell_times, line.seat, me(), clock.now()):
        return back_to(line)
    return form_page("attendance/times.html", form, line=line, day=line.day)
