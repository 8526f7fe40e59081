"""What waits for a second word: the list, approving, refusing."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from volunteer_app.attendance.forms import PressForm
from volunteer_app.hours import access
from volunteer_app.hours.actions import decide
from volunteer_app.hours.forms.ledger import RefuseForm
from volunteer_app.hours.labels import LEVELS, WAITS
from volunteer_app.hours.models import Waiting
from volunteer_app.hours.queries import waiting as queries
from volunteer_app.hours.queries.ledger import kept_to
from volunteer_app.hours.views import bp
from volunteer_app.kit import clock
from volunteer_app.kit.access import me, requires
from volunteer_app.teams.models import Organisation
from volunteer_app.teams.queries import organisation


@bp.get("/o/<int:organisation_id>/hours/waiting")
@requires(access.can_see_ledger, organisation)
def waiting(found: Organisation) -> str:
    """Show what waits, and the last decisions."""
    return render_template(
        "hours/waiting.html",
        organisation=found,
        found=queries.waiting_page(found.id, kept_to(me(), found)),
        served_on=queries.served_on,
        may_decide=lambda one: access.can_decide(me(), one),
        form=RefuseForm(formdata=None),
        waits=WAITS,
        levels=LEVELS,
    )


def back(one: Waiting) -> Any:
    """Go back to the list."""
    return redirect(url_for("hours.waiting", organisation_id=one.organisation_id))


@bp.post("/waiting/<int:waiting_id>/approve")
@requires(access.can_decide, queries.waiting)
def approve(one: Waiting) -> Any:
    """Approve."""
    form = PressForm()
    if form.accepts(decide.approve, one, me(), clock.now()):
        flash(_("Approved and entered."))
    else:
        flash(form.first_fault(), "error")
    return back(one)


@bp.post("/waiting/<int:waiting_id>/refuse")
@requires(access.can_decide, queries.waiting)
def refuse(one: Waiting) -> Any:
    """Refuse, with the reason."""
    form = RefuseForm()
    if form.accepts(decide.refuse, one, me(), clock.now()):
        flash(_("Refused. Whoever proposed it gets a letter."))
    else:
        flash(form.first_fault(), "error")
    return back(one)
