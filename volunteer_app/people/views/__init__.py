"""People's pages, one module a page's noun."""

from flask import Blueprint

bp = Blueprint("people", __name__)
#: the sign-in library looks for its pages under this name
security_bp = Blueprint("security", __name__)

from volunteer_app.people.views import (  # noqa: E402, F401 - their pages hang on the blueprints
    letters,
    own,
    passwords,
    sign_in,
    start,
)
