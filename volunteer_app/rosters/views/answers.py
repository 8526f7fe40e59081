"""Pages of answers: who has told their availability for a period, and reminding the rest."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from volunteer_app.kit import clock
from volunteer_app.kit.access import me, requires
from volunteer_app.kit.forms import HouseForm
from volunteer_app.kit.numbers import row_number
from volunteer_app.kit.paging import part_of
from volunteer_app.rosters.access import can_roster, can_see_period
from volunteer_app.rosters.actions import answers as actions
from volunteer_app.rosters.forms.answers import RemindForm
from volunteer_app.rosters.models import Period
from volunteer_app.rosters.queries import answers as queries
from volunteer_app.rosters.queries.periods import period as load_period
from volunteer_app.rosters.views import bp


@bp.get("/periods/<int:period_id>/answers")
@requires(can_see_period, load_period)
def answers(period: Period) -> str:
    """List who has answered and who has not."""
    return answers_page(period)


@bp.post("/periods/<int:period_id>/answers/remind")
@requires(can_roster, load_period)
def remind(period: Period) -> Any:
    """Remind everybody who has not answered, or one of them."""
    form = RemindForm()
    if not form.accepts(actions.remind, period, me(), clock.now()):
        return answers_page(period, form), 422
    if form.outcome:
        said = ngettext(
            "%(num)s letter was written.", "%(num)s letters were written.", form.outcome
        )
    else:
        said = _("Everybody who has not answered was reminded within the last 24 hours.")
    flash(said)
    return redirect(url_for("rosters.answers", period_id=period.id))


def answers_page(period: Period, form: HouseForm | None = None) -> str:
    """Draw the page of answers."""
    listed = queries.answers_of(period)
    silent = [one for one in listed if one.answered_at is None]
    return render_template(
        "rosters/answers.html",
        period=period,
        form=form,
        silent=part_of(silent, request.args.get("page", 1, row_number)),
        silent_count=len(silent),
        answered=[one for one in listed if one.answered_at is not None],
        may_remind=can_roster(me(), period) and clock.now() < period.answers_due,
    )
