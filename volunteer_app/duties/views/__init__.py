"""Pages of one's own availability, one module a noun; the roster's own pages are above."""

from flask import Blueprint

bp = Blueprint("duties", __name__)

from volunteer_app.duties.views import busy, days, week, wishes  # noqa: E402, F401 - hang on bp
