"""Open seats of one's own teams, and taking one."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from volunteer_app.duties.access import serves
from volunteer_app.duties.models import Shift
from volunteer_app.kit import clock
from volunteer_app.kit.access import me, requires
from volunteer_app.rosters.actions import seats as actions
from volunteer_app.rosters.queries import open_seats as queries
from volunteer_app.rosters.views import bp
from volunteer_app.rosters.views.mine import told_plainly


@bp.get("/me/open")
@requires(serves)
def open_seats() -> str:
    """Show the open seats of the person's teams, those they may take first."""
    seats = queries.open_seats(me(), clock.now())
    return render_template(
        "rosters/mine/open.html",
        mine=[one for one in seats if not one.against],
        others=[one for one in seats if one.against],
    )


@bp.post("/me/open/<int:shift_id>")
@requires(serves, queries.open_shift)
@told_plainly
def take_seat(shift: Shift) -> Response:
    """Take an open seat."""
    seat = actions.sign_up(shift, me(), clock.now())
    flash(_("The seat is yours. Thank you!"))
    return redirect(url_for("rosters.my_roster", _anchor=f"seat-{seat.id}"))
