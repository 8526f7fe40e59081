"""Rosters' pages, one module a page's noun."""

from flask import Blueprint

bp = Blueprint("rosters", __name__)

# their pages hang on bp
from volunteer_app.rosters.views import (  # noqa: E402, F401
    answers,
    board,
    calendar,
    crews,
    mine,
    open_seats,
    open_to_all,
    patterns,
    periods,
    publishing,
    replies,
    shifts,
    solving,
)
