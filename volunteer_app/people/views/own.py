"""One's own page: particulars, consents, how one is placed, and the trail of what was done."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from volunteer_app.kit import clock
from volunteer_app.kit.access import me, requires, signed_in
from volunteer_app.kit.limits import limiter
from volunteer_app.kit.numbers import row_number
from volunteer_app.kit.pages import form_page
from volunteer_app.people.actions import consents as consent_actions
from volunteer_app.people.actions import profile
from volunteer_app.people.forms.consents import PURPOSES
from volunteer_app.people.forms.profile import ParticularsForm
from volunteer_app.people.queries import consents, trails
from volunteer_app.people.views import bp


@bp.get("/me")
@requires(signed_in)
def own() -> str:
    """Show what is kept about oneself."""
    return render_template(
        "people/own.html",
        person=me(),
        consents=consents.standing_consents(me().id),
        purposes=PURPOSES,
    )


@bp.route("/me/particulars", methods=["GET", "POST"])
@requires(signed_in)
@limiter.limit("60 per hour", methods=["POST"])
def particulars() -> Any:
    """Change one's own particulars."""
    form = ParticularsForm(obj=me())
    if form.accepts(profile.change_particulars, me(), now=clock.now()):
        flash(_("Your particulars are stored."))
        return redirect(url_for("people.own"))
    return form_page("people/particulars.html", form)


@bp.post("/me/consents/<purpose>")
@requires(signed_in)
def answer_consent(purpose: str) -> Response:
    """Give or withdraw one consent."""
    given = request.form.get("given") == "yes"
    consent_actions.change(me(), purpose, given=given, now=clock.now())
    flash(_("Stored. You can change your mind at any time."))
    return redirect(url_for("people.own", _anchor="consents"))


@bp.post("/me/placing")
@requires(signed_in)
def choose_placing() -> Response:
    """Choose whether the machine may propose seats."""
    profile.choose_hand_placing(me(), opted_out=request.form.get("by_hand") == "yes")
    flash(_("Stored. It counts from the next roster on."))
    return redirect(url_for("people.own", _anchor="placing"))


@bp.get("/me/trail")
@requires(signed_in)
def own_trail() -> str:
    """Show what was done in one's name and about oneself."""
    page = trails.own_trail(me().id, request.args.get("page", 1, row_number))
    return render_template("people/trail.html", page=page, names=trails.names_on(page.items))
