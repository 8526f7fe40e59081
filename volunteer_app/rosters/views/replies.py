"""The question a period puts to everybody, on every page of one's own until it is answered."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from volunteer_app.duties.access import serves
from volunteer_app.kit import clock
from volunteer_app.kit.access import me, requires
from volunteer_app.rosters.actions import replies
from volunteer_app.rosters.models import Period
from volunteer_app.rosters.queries import asked
from volunteer_app.rosters.views import bp
from volunteer_app.rosters.views.mine import told_plainly


@bp.app_context_processor
def ask() -> dict[str, Any]:
    """Let every page of one's own put the question; nothing is read unless the page asks."""

    def questions() -> list[asked.Question]:
        own = request.path.startswith("/me") and me().is_authenticated
        return asked.asked_of(me()) if own else []

    return {"questions_to_me": questions}


@bp.post("/me/periods/<int:period_id>/answer")
@requires(serves, asked.asking)
@told_plainly
def answer_period(period: Period) -> Response:
    """Take the word: my hours are right, or not this time."""
    sitting_out = request.form.get("answer") == "out"
    replies.reply(period, me(), clock.now(), sitting_out=sitting_out)
    if sitting_out:
        flash(_("All right, not this time. You can change your mind until the deadline."))
    else:
        flash(_("Thank you! You are planned with the hours you entered."))
    return redirect(url_for("rosters.my_roster"))
