"""People's pages: language."""

from flask import Blueprint, redirect, request, session
from werkzeug.wrappers import Response

from volunteer_app.kit.access import me, public
from volunteer_app.kit.words import LOCALES

bp = Blueprint("people", __name__)


@bp.post("/language")
@public
def speak() -> Response:
    """Change the language of this browser, and of the person's letters when signed in."""
    chosen = request.form.get("locale", "")
    back = request.form.get("back", "/")
    if chosen in LOCALES:
        session["locale"] = chosen
        if me().is_authenticated:
            me().locale = chosen
    local = back.startswith("/") and not back.startswith(("//", "/\\"))
    return redirect(back if local else "/")
