"""The painted week: the grid, the same by a plain form, and quick presets."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from volunteer_app.duties import queries
from volunteer_app.duties import week as weeks
from volunteer_app.duties.access import serves
from volunteer_app.duties.actions import week as actions
from volunteer_app.duties.forms import BRUSHES, HoursForm, PresetForm, WeekForm
from volunteer_app.duties.views import bp
from volunteer_app.kit import clock
from volunteer_app.kit.access import me, requires
from volunteer_app.kit.forms import HouseForm
from volunteer_app.kit.pages import form_page


def week_page(refused: HouseForm | None = None) -> Any:
    """Draw the week with its forms; one of them may have been refused."""
    week = queries.week_of(me().id)
    hours = refused if isinstance(refused, HoursForm) else HoursForm(formdata=None)
    cells = weeks.cells(week)
    return form_page(
        "duties/week.html",
        refused or hours,
        hours=hours,
        week=week,
        cells=cells,
        early=any(letter != "." for day in cells for letter in day[:12]),
        minutes=weeks.minutes(week),
        presets=weeks.PRESETS,
        brushes=BRUSHES,
    )


def stored(changed: bool) -> Response:
    """Go back to the week and say what came of it."""
    if changed:
        flash(_("Stored. From now on you are asked at these hours."))
    else:
        flash(_("Nothing was different."))
    return redirect(url_for("duties.availability"))


@bp.get("/me/availability")
@requires(serves)
def availability() -> Any:
    """Show the week as it is stored."""
    return week_page()


@bp.post("/me/availability")
@requires(serves)
def paint() -> Any:
    """Store the week as painted on the grid."""
    form = WeekForm()
    if form.accepts(actions.paint_cells, me(), me(), clock.now()):
        return stored(form.outcome)
    return week_page(form)


@bp.post("/me/availability/hours")
@requires(serves)
def paint_hours() -> Any:
    """Paint some hours by the plain form."""
    form = HoursForm()
    if form.accepts(actions.paint_hours, me(), me(), clock.now()):
        return stored(form.outcome)
    return week_page(form)


@bp.post("/me/availability/preset")
@requires(serves)
def use_preset() -> Any:
    """Paint a preset."""
    form = PresetForm()
    if form.accepts(actions.use_preset, me(), me(), clock.now()):
        return stored(form.outcome)
    return week_page(form)
