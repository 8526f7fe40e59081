"""The pages of the day: today's shifts, one shift, its codes, and the volunteer's own check-in."""

from flask import Blueprint

bp = Blueprint("attendance", __name__)

from volunteer_app.attendance.views import codes, days, roll, scans  # noqa: E402, F401 - hang on bp
