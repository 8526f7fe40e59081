"""Teams' pages, one module a page's noun."""

from flask import Blueprint

bp = Blueprint("teams", __name__)

# their pages hang on bp
from volunteer_app.teams.views import (  # noqa: E402, F401
    invitations,
    joining,
    members,
    organisations,
    own,
    people,
    roles,
    sites,
    teams,
    trail,
)
