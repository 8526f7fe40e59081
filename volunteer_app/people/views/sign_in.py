"""Pages of signing in and out."""

from __future__ import annotations

from typing import Any

from flask import current_app, flash, redirect, request, session, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from volunteer_app.db import db
from volunteer_app.kit import clock
from volunteer_app.kit.access import local_path, me, public
from volunteer_app.kit.errors import Refused
from volunteer_app.kit.limits import limiter
from volunteer_app.kit.pages import form_page
from volunteer_app.people import gate, sessions
from volunteer_app.people.actions import accounts
from volunteer_app.people.forms.accounts import SignInForm
from volunteer_app.people.models import Person
from volunteer_app.people.views import security_bp as bp


def page(form: SignInForm) -> Any:
    """Draw the sign-in page; a demonstration names its accounts there."""
    settings = current_app.extensions["settings"]
    shown = current_app.extensions.get("demo_sign_ins", []) if settings.demo else []
    return form_page("security/sign_in.html", form, demo_sign_ins=shown)


@bp.get("/sign-in")
@public
def login() -> Any:
    """Ask for account and password."""
    if me().is_authenticated:
        return redirect(local_path(request.args.get("next", "/")))
    return page(SignInForm(next=local_path(request.args.get("next", "/"))))


@bp.post("/sign-in")
@public
@limiter.limit("120 per minute")
def enter() -> Any:
    """Let the owner of an account in."""
    form = SignInForm()
    if not form.validate_on_submit():
        return page(form)
    try:
        person_id = gate.knock(
            form.account.data, form.password.data, request.remote_addr or "", clock.now()
        )
    except Refused as refusal:
        form.hang(None, refusal.sentence)
        return page(form)
    person = db.session.get_one(Person, person_id)
    sessions.begin(person)
    accounts.note_sign_in(person)
    return redirect(local_path(form.next.data or "/"))


@bp.post("/sign-out")
@public
def logout() -> Response:
    """End the session for good."""
    if me().is_authenticated:
        accounts.note_sign_out(me())
        sessions.end()
    session.pop("_flashes", None)
    flash(_("You are signed out."))
    return redirect(url_for("security.login"))
