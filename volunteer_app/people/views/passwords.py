"""Pages of passwords: forgotten, set by a link, changed, and the welcome of invited people."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, url_for
from flask_babel import get_locale
from flask_babel import gettext as _

from volunteer_app.kit import clock
from volunteer_app.kit.access import me, public, requires, signed_in
from volunteer_app.kit.errors import Missing
from volunteer_app.kit.limits import limiter
from volunteer_app.kit.pages import form_page
from volunteer_app.people import links, sessions
from volunteer_app.people.actions import accounts, invitations
from volunteer_app.people.forms.accounts import (
    ChangePasswordForm,
    ForgottenForm,
    NewPasswordForm,
    WelcomeForm,
)
from volunteer_app.people.views import bp, security_bp


@security_bp.route("/reset", methods=["GET", "POST"])
@public
@limiter.limit("20 per hour", methods=["POST"])
def forgot_password() -> Any:
    """Ask for a letter with a link; the answer is the same for every account."""
    form = ForgottenForm()
    if form.accepts(accounts.ask_for_reset):
        flash(_("If this account has an e-mail address, a letter with a link is on its way."))
        return redirect(url_for("security.login"))
    return form_page("security/forgotten.html", form)


@security_bp.route("/reset/<token>", methods=["GET", "POST"])
@public
@limiter.limit("60 per hour", methods=["POST"])
def reset_password(token: str) -> Any:
    """Set a new password by the link of a letter."""
    try:
        person = links.read(token, links.RESET)
    except Missing:
        flash(_("This link is too old or was used already. Ask for a new one."), "error")
        return redirect(url_for("security.forgot_password"))
    form = NewPasswordForm()
    if form.accepts(accounts.set_password, person, now=clock.now()):
        flash(_("Your new password is set. Please sign in with it."))
        return redirect(url_for("security.login"))
    return form_page("security/new_password.html", form)


@security_bp.route("/me/password", methods=["GET", "POST"])
@requires(signed_in)
@limiter.limit("30 per hour", methods=["POST"])
def change_password() -> Any:
    """Change one's own password; every other session ends."""
    form = ChangePasswordForm()
    if form.accepts(accounts.change_password, me(), now=clock.now()):
        sessions.begin(me())
        flash(_("Your password is changed. Other devices are signed out."))
        return redirect(url_for("people.own"))
    return form_page("security/change_password.html", form)


@bp.route("/welcome/<token>", methods=["GET", "POST"])
@public
@limiter.limit("60 per hour", methods=["POST"])
def welcome(token: str) -> Any:
    """Let an invited person set a password and answer the consents."""
    try:
        person = links.read(token, links.WELCOME)
    except Missing:
        flash(
            _("This invitation is too old or was used already. Ask your lead for a new one."),
            "error",
        )
        return redirect(url_for("security.login"))
    form = WelcomeForm(locale=str(get_locale()))
    if form.accepts(invitations.come_in, person, now=clock.now()):
        sessions.begin(person)
        flash(_("Welcome, %(name)s. Your account is ready.", name=person.name))
        return redirect("/")
    return form_page("security/welcome.html", form, person=person)
