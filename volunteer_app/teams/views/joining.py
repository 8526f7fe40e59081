"""Pages of joining a team by its link or code."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import get_locale
from flask_babel import gettext as _

from volunteer_app.kit import clock
from volunteer_app.kit.access import me, public, requires, signed_in
from volunteer_app.kit.limits import limiter
from volunteer_app.kit.pages import form_page
from volunteer_app.teams.actions import joining
from volunteer_app.teams.forms.joining import JoinForm
from volunteer_app.teams.models import Team
from volunteer_app.teams.queries.members import team_to_join
from volunteer_app.teams.views import bp


@bp.route("/join/<code>", methods=["GET", "POST"])
@public
@limiter.limit("120 per hour", methods=["POST"])
def join(code: str) -> Any:
    """Ask a newcomer for what an account needs; ask somebody signed in for a yes."""
    team = team_to_join(me(), code)
    if me().is_authenticated:
        return render_template("teams/apply.html", team=team)
    form = JoinForm(locale=str(get_locale()))
    today = clock.today(team.organisation.zone)
    if form.accepts(joining.join, team, now=clock.now(), today=today):
        flash(_("Thank you. Sign in now; your lead will answer your application."))
        return redirect(url_for("security.login"))
    return form_page("teams/join.html", form, team=team)


@bp.post("/join/<code>/apply")
@requires(signed_in, team_to_join)
def apply(team: Team) -> Any:
    """Apply with the account one has."""
    joining.apply(team, by=me(), now=clock.now())
    flash(_("Your application is with the team's leads."))
    return redirect(url_for("teams.own_teams"))
