"""Pages of teams: opened, changed, and the sheet with the joining link and its code."""

from __future__ import annotations

from typing import Any

import segno
from flask import current_app, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from markupsafe import Markup
from werkzeug.wrappers import Response

from volunteer_app.kit import clock
from volunteer_app.kit.access import me, requires
from volunteer_app.kit.pages import form_page
from volunteer_app.teams import queries
from volunteer_app.teams.access import can_edit_organisation, can_edit_team, can_run_team
from volunteer_app.teams.actions import organisations as actions
from volunteer_app.teams.forms.organisations import TeamForm
from volunteer_app.teams.models import Organisation, Team
from volunteer_app.teams.views import bp


def filled(form: TeamForm, organisation_id: int, without: int | None = None) -> TeamForm:
    """Offer the teams another one may be a squad of."""
    others = [(t.id, t.name) for t in queries.teams_of(organisation_id) if t.id != without]
    form.parent_id.choices = [("", _("no other team")), *others]
    return form


def joining_address(team: Team) -> str:
    """Give the joining link as people type it."""
    settings = current_app.extensions["settings"]
    return settings.base_url + url_for("teams.join", code=team.join_code)


@bp.route("/o/<int:organisation_id>/teams/new", methods=["GET", "POST"])
@requires(can_edit_organisation, queries.organisation)
def open_team(organisation: Organisation) -> Any:
    """Open a team."""
    form = filled(TeamForm(), organisation.id)
    if form.accepts(actions.open_team, organisation, by=me(), now=clock.now()):
        flash(_("The team is open. Next: its lead, and its joining link."))
        return redirect(url_for("teams.team", team_id=form.outcome.id))
    return form_page("teams/team_form.html", form, organisation=organisation, team=None)


@bp.route("/teams/<int:team_id>/edit", methods=["GET", "POST"])
@requires(can_edit_team, queries.team)
def change_team(team: Team) -> Any:
    """Change a team."""
    form = filled(TeamForm(obj=team), team.organisation_id, team.id)
    if form.accepts(actions.change_team, team, by=me()):
        flash(_("Stored."))
        return redirect(url_for("teams.team", team_id=team.id))
    return form_page("teams/team_form.html", form, organisation=team.organisation, team=team)


@bp.get("/teams/<int:team_id>/invitation")
@requires(can_run_team, queries.team)
def invitation(team: Team) -> str:
    """Show the joining link and its code, to be printed or held up."""
    address = joining_address(team)
    drawing = segno.make(address, error="m", micro=False).svg_inline(
        omitsize=True, svgclass="qr", lineclass=None, border=2
    )
    return render_template(
        "teams/invitation.html", team=team, address=address, code=Markup(drawing)
    )


@bp.post("/teams/<int:team_id>/invitation/rotate")
@requires(can_run_team, queries.team)
def rotate_link(team: Team) -> Response:
    """Make a new joining link."""
    actions.rotate_link(team, by=me())
    flash(_("The link and the code are new. Old ones open nothing any more."))
    return redirect(url_for("teams.invitation", team_id=team.id))
