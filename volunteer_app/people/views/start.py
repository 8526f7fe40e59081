"""The start page and the language."""

from __future__ import annotations

from flask import current_app, redirect, request, session, url_for
from werkzeug.wrappers import Response

from volunteer_app.kit.access import local_path, me, public
from volunteer_app.kit.words import LOCALES
from volunteer_app.people.views import bp

#: where people start, by what they are; the first page that exists is taken
STAFF = ("rosters.periods", "people.own")
VOLUNTEERS = ("rosters.my_roster", "people.own")


@bp.get("/")
@public
def start() -> Response:
    """Lead everybody to the page they work on."""
    if not me().is_authenticated:
        return redirect(url_for("security.login"))
    pages = STAFF if me().standing.staff else VOLUNTEERS
    known = [page for page in pages if page in current_app.view_functions]
    return redirect(url_for(known[0]))


@bp.post("/language")
@public
def speak() -> Response:
    """Change the language of this browser, and of the person's letters when signed in."""
    chosen = request.form.get("locale", "")
    if chosen in LOCALES:
        session["locale"] = chosen
        if me().is_authenticated:
            me().locale = chosen
    return redirect(local_path(request.form.get("back", "/")))
