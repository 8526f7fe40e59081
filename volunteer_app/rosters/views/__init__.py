"""Rosters' pages, one module a page's noun."""

from flask import Blueprint

bp = Blueprint("rosters", __name__)

from volunteer_app.rosters.views import periods  # noqa: E402, F401 - its pages hang on bp
