"""How much and of what: a person's own limits and wishes."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, url_for
from flask_babel import gettext as _

from volunteer_app.duties import queries
from volunteer_app.duties.access import serves
from volunteer_app.duties.actions import wishes as actions
from volunteer_app.duties.forms import LimitsForm
from volunteer_app.duties.views import bp
from volunteer_app.kit import clock
from volunteer_app.kit.access import me, requires
from volunteer_app.kit.pages import form_page
from volunteer_app.kit.words import named


def limits_form(groups: list[queries.KindsOf]) -> LimitsForm:
    """Make the form with the kinds of duty to choose from, and what is stored as the start."""
    cap = queries.cap_of(me().id)
    form = LimitsForm(
        hours_week=None if cap.minutes_week is None else cap.minutes_week // 60,
        shifts_month=cap.shifts_month,
        kinds=queries.wishes_of(me().id),
    )
    form.kinds.choices = [(kind.id, named(kind)) for group in groups for kind in group.kinds]
    return form


@bp.route("/me/availability/wishes", methods=["GET", "POST"])
@requires(serves)
def wishes() -> Any:
    """Show and store how much a person wishes to do, and of what."""
    groups = queries.wishable(me())
    form = limits_form(groups)
    if form.accepts(actions.set_limits, me(), me(), clock.now()):
        flash(_("Stored.") if form.outcome else _("Nothing was different."))
        return redirect(url_for("duties.wishes"))
    return form_page("duties/wishes.html", form, groups=groups)
