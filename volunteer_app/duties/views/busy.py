"""The hours of one's own job: weekly, on certain days, or by a rota."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from volunteer_app.duties import queries
from volunteer_app.duties.access import can_change_own, serves
from volunteer_app.duties.actions import busy as actions
from volunteer_app.duties.forms import BusyDaysForm, BusyWeekForm, RotaForm
from volunteer_app.duties.models import BusyWindow
from volunteer_app.duties.views import bp
from volunteer_app.kit import clock
from volunteer_app.kit.access import me, requires
from volunteer_app.kit.forms import HouseForm
from volunteer_app.kit.pages import form_page

FORMS: dict[str, type[HouseForm]] = {
    "weekly": BusyWeekForm,
    "dated": BusyDaysForm,
    "rota": RotaForm,
}


def busy_page(refused: HouseForm | None = None) -> Any:
    """Draw the hours of the job and three forms to add some; one may have been refused."""
    forms = {
        name: refused if isinstance(refused, kind) else kind(formdata=None, prefix=f"{name}-")
        for name, kind in FORMS.items()
    }
    windows = queries.busy_of(me().id, clock.today(queries.home_zone(me())))
    return form_page(
        "duties/busy.html",
        refused or forms["weekly"],
        forms=forms,
        weekly=[one for one in windows if one.weekday is not None],
        dated=[one for one in windows if one.weekday is None],
    )


def noted() -> Response:
    """Go back and say that it is stored."""
    flash(_("Noted. You will not be asked at these hours."))
    return redirect(url_for("duties.busy"))


@bp.get("/me/availability/job")
@requires(serves)
def busy() -> Any:
    """Show the hours of one's own job."""
    return busy_page()


@bp.post("/me/availability/job/weekly")
@requires(serves)
def add_weekly() -> Any:
    """Add hours of every week."""
    form = BusyWeekForm(prefix="weekly-")
    if form.accepts(actions.add_weekly, me(), me(), clock.now()):
        return noted()
    return busy_page(form)


@bp.post("/me/availability/job/dated")
@requires(serves)
def add_dated() -> Any:
    """Add hours of certain days."""
    form = BusyDaysForm(prefix="dated-")
    if form.accepts(actions.add_dated, me(), me(), clock.now()):
        return noted()
    return busy_page(form)


@bp.post("/me/availability/job/rota")
@requires(serves)
def add_rota() -> Any:
    """Add a rota of days on and off."""
    form = RotaForm(prefix="rota-")
    if form.accepts(actions.add_rota, me(), me(), clock.now()):
        return noted()
    return busy_page(form)


@bp.post("/me/availability/job/<int:window_id>/remove")
@requires(can_change_own, queries.own_busy)
def remove_busy(window: BusyWindow) -> Response:
    """Take an entry back."""
    actions.remove_busy(window, me())
    flash(_("Removed."))
    return redirect(url_for("duties.busy"))


@bp.post("/me/availability/job/clear")
@requires(serves)
def clear_dated() -> Response:
    """Take all entries for certain days back."""
    count = actions.clear_dated(me(), me(), clock.now())
    flash(ngettext("%(num)s entry removed.", "%(num)s entries removed.", count))
    return redirect(url_for("duties.busy"))
