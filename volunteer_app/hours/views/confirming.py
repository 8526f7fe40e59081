"""Confirming the minutes of a closed shift."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from volunteer_app.attendance.labels import EVIDENCE
from volunteer_app.attendance.queries import days
from volunteer_app.attendance.queries.days import ShiftDay
from volunteer_app.hours import access
from volunteer_app.hours.actions import confirm as actions
from volunteer_app.hours.actions.confirm import Confirmed
from volunteer_app.hours.forms.confirming import ConfirmForm
from volunteer_app.hours.labels import LEVELS
from volunteer_app.hours.queries.confirming import to_confirm
from volunteer_app.hours.views import bp
from volunteer_app.kit import clock, words
from volunteer_app.kit.access import me, requires
from volunteer_app.kit.pages import form_page


@bp.get("/shifts/<int:shift_id>/minutes")
@requires(access.can_see_minutes, days.day)
def confirm_shift(day: ShiftDay) -> Any:
    """Show the minutes of a shift: suggested, confirmed, waiting."""
    return minutes_page(day, ConfirmForm())


@bp.post("/shifts/<int:shift_id>/minutes")
@requires(access.can_verify, days.day)
def confirm(day: ShiftDay) -> Any:
    """Confirm the chosen rows."""
    form = ConfirmForm()
    if form.accepts(actions.confirm, day, me(), clock.now()):
        flash(told(form.outcome))
        return redirect(url_for("hours.confirm_shift", shift_id=day.shift.id))
    return minutes_page(days.day(me(), day.shift.id), form)


def minutes_page(day: ShiftDay, form: ConfirmForm) -> Any:
    """Draw the page of a shift's minutes."""
    found = to_confirm(day, me().id)
    form.start_with(one.row for one in found.open)
    return form_page(
        "hours/confirm.html",
        form,
        day=day,
        found=found,
        by_id={str(one.noted.id): one for one in found.open},
        may_verify=access.can_verify(me(), day),
        grades=EVIDENCE,
        levels=LEVELS,
    )


def told(done: Confirmed) -> str:
    """Say what became of the confirmed rows."""
    parts = [
        ngettext(
            "The minutes of %(num)s person are in the ledger.",
            "The minutes of %(num)s people are in the ledger.",
            done.entered,
        )
    ]
    if done.waiting:
        parts.append(
            ngettext(
                "%(num)s entry waits for a second word.",
                "%(num)s entries wait for a second word.",
                done.waiting,
            )
        )
    if not done.entered and not done.waiting:
        return _("Nothing new was confirmed.")
    return words.in_a_row(parts if done.entered else parts[1:])
