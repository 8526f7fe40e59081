"""One's own teams: which ones, and how to leave."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from volunteer_app.kit import clock
from volunteer_app.kit.access import me, requires, signed_in
from volunteer_app.teams.access import is_own_membership
from volunteer_app.teams.actions import members
from volunteer_app.teams.models import Membership
from volunteer_app.teams.queries.members import own_membership, own_memberships
from volunteer_app.teams.views import bp


@bp.get("/me/teams")
@requires(signed_in)
def own_teams() -> str:
    """List the teams one belongs to."""
    return render_template("teams/own.html", memberships=own_memberships(me().id))


@bp.post("/me/teams/<int:membership_id>/leave")
@requires(is_own_membership, own_membership)
def leave(membership: Membership) -> Response:
    """Leave a team, or take back an application."""
    members.step(membership, "left", by=me(), now=clock.now())
    flash(_("You have left. Your hours and records stay yours."))
    return redirect(url_for("teams.own_teams"))
