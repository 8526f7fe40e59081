"""One entry with its history, and proposing a correction."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, url_for
from flask_babel import gettext as _

from volunteer_app.attendance.labels import EVIDENCE
from volunteer_app.hours import access
from volunteer_app.hours.actions.correct import correct as propose
from volunteer_app.hours.forms.ledger import CorrectForm
from volunteer_app.hours.labels import KINDS
from volunteer_app.hours.queries.entries import History, history
from volunteer_app.hours.views import bp
from volunteer_app.kit import clock
from volunteer_app.kit.access import me, requires
from volunteer_app.kit.pages import form_page


@bp.get("/entries/<int:entry_id>")
@requires(access.can_see_entry, history)
def entry(found: History) -> Any:
    """Show an entry, who vouched for it, and its corrections."""
    return entry_page(found, CorrectForm(minutes=found.minutes))


@bp.post("/entries/<int:entry_id>")
@requires(access.can_propose, history)
def correct(found: History) -> Any:
    """Propose a correction."""
    form = CorrectForm()
    if form.accepts(propose, found.entry, me(), clock.now()):
        flash(_("Proposed. It counts once somebody else has approved it."))
        return redirect(url_for("hours.entry", entry_id=found.entry.id))
    return entry_page(found, form)


def entry_page(found: History, form: CorrectForm) -> Any:
    """Draw the page of an entry."""
    return form_page(
        "hours/entry.html",
        form,
        found=found,
        may_propose=access.can_propose(me(), found) and found.waiting is None,
        grades=EVIDENCE,
        kinds=KINDS,
    )
