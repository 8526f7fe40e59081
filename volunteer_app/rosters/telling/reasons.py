"""Why somebody got a seat, told to them in plain words."""

from __future__ import annotations

from flask_babel import gettext as _

from volunteer_app.rosters.models import Seat

#: minutes of duty in 90 days below the mean from which on it is said
LIGHTER = 60


def reasons(seat: Seat) -> list[str]:
    """Say why this person got this seat: their own words first, then how duty is shared."""
    if seat.self_chosen:
        return [_("You took this seat yourself.")]
    why = seat.why or {}
    if "prefer" not in why:
        return [_("Your lead chose you for this seat.")]
    said = [of_grade(why["prefer"], why.get("can", 0), why.get("rather_not", 0))]
    if why.get("wished"):
        said.append(_("It is a duty you wished for."))
    if why.get("leads") and seat.leads:
        said.append(_("You can lead this crew."))
    if why.get("pinned"):
        said.append(_("Your lead wants you here."))
    if why.get("burden", 0) + LIGHTER <= why.get("mean_burden", 0):
        said.append(_("You have served less than most in the last 90 days, so it is your turn."))
    return said


def of_grade(prefer: int, can: int, rather_not: int) -> str:
    """Tell what the person had said about these hours, in minutes of each grade."""
    if rather_not > 0:
        return _("You said “rather not” for some of it, but no better way was found.")
    if prefer >= can:
        return _("You said you would like to serve at this time.")
    return _("You said you can serve at this time.")
