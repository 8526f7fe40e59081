"""The pages of hours: confirming a shift, an organisation's ledger, entries, questions, the chain."""

from flask import Blueprint

bp = Blueprint("hours", __name__)

from volunteer_app.hours.views import (  # noqa: E402, F401 - hang on bp
    confirming,
    entries,
    ledger,
    questions,
    waiting,
)
