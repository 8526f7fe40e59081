"""Certain days: away, only at some hours, or also at some hours."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from volunteer_app.duties import queries
from volunteer_app.duties.access import can_change_own, serves
from volunteer_app.duties.actions import days as actions
from volunteer_app.duties.forms import DayForm
from volunteer_app.duties.models import DatedWindow
from volunteer_app.duties.views import bp
from volunteer_app.kit import clock
from volunteer_app.kit.access import me, requires
from volunteer_app.kit.pages import form_page


def days_page(form: DayForm) -> Any:
    """Draw the days to come and the form to add one."""
    today = clock.today(queries.home_zone(me()))
    return form_page("duties/days.html", form, windows=queries.days_of(me().id, today), today=today)


@bp.get("/me/availability/days")
@requires(serves)
def days() -> Any:
    """Show what was said about certain days."""
    return days_page(DayForm())


@bp.post("/me/availability/days")
@requires(serves)
def add_day() -> Any:
    """Add a word about certain days."""
    form = DayForm()
    if form.accepts(actions.add_day, me(), me(), clock.now()):
        flash(_("Noted."))
        return redirect(url_for("duties.days"))
    return days_page(form)


@bp.post("/me/availability/days/<int:window_id>/remove")
@requires(can_change_own, queries.own_day)
def remove_day(window: DatedWindow) -> Response:
    """Take a word about certain days back."""
    actions.remove_day(window, me())
    flash(_("Removed."))
    return redirect(url_for("duties.days"))
