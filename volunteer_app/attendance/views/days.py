"""Today's shifts, and one shift on its day."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from volunteer_app.attendance import access
from volunteer_app.attendance.actions import closing
from volunteer_app.attendance.forms import CloseForm, PressForm
from volunteer_app.attendance.labels import EVIDENCE, STATES
from volunteer_app.attendance.queries import days
from volunteer_app.attendance.queries import today as near
from volunteer_app.attendance.queries.days import ShiftDay
from volunteer_app.attendance.queries.fitness import warn
from volunteer_app.attendance.views import bp
from volunteer_app.kit import clock
from volunteer_app.kit.access import me, requires
from volunteer_app.kit.pages import is_htmx


@bp.get("/today")
@requires(access.sees_days)
def today() -> str:
    """Show the shifts around today, the nearest first."""
    now = clock.now()
    shifts = near.near_shifts(me(), now)
    return render_template(
        "attendance/today.html", groups=near.by_day(shifts, now), now=now, states=STATES
    )


@bp.get("/shifts/<int:shift_id>/day")
@requires(access.can_see_day, days.day)
def day(found: ShiftDay) -> str:
    """Show who is due, here, late and absent."""
    now = clock.now()
    warn(found, now=now)
    return render_template(
        "attendance/people.html" if is_htmx() else "attendance/day.html",
        day=found,
        now=now,
        states=STATES,
        grades=EVIDENCE,
        form=CloseForm(),
        may_roll=access.can_take_roll(me(), found),
        phones=days.phones_shown(found, now) and access.can_see_phones(me(), found),
    )


@bp.post("/shifts/<int:shift_id>/close")
@requires(access.can_take_roll, days.bare_day)
def close(found: ShiftDay) -> Response:
    """Close the shift."""
    form = CloseForm()
    if form.accepts(closing.close, found.shift, me(), clock.now()):
        flash(_("The shift is closed. The minutes can be confirmed now."))
    else:
        flash(form.first_fault(), "error")
    return redirect(url_for("attendance.day", shift_id=found.shift.id))


@bp.post("/shifts/<int:shift_id>/reopen")
@requires(access.can_take_roll, days.bare_day)
def reopen(found: ShiftDay) -> Response:
    """Open a closed shift again."""
    form = PressForm()
    if form.accepts(closing.reopen, found.shift, me(), clock.now()):
        flash(_("The shift is open again."))
    else:
        flash(form.first_fault(), "error")
    return redirect(url_for("attendance.day", shift_id=found.shift.id))
