"""The pages of levels: my hours and level, who reached what, and the rules."""

from flask import Blueprint

bp = Blueprint("recognition", __name__)

from volunteer_app.recognition.views import levels, mine, reached  # noqa: E402, F401 - hang on bp
