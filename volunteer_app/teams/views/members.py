"""Pages of a team's members: the roll with its applicants, and what may be done with each."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from volunteer_app.kit import clock
from volunteer_app.kit.access import me, requires
from volunteer_app.kit.errors import Missing
from volunteer_app.kit.numbers import row_number
from volunteer_app.kit.pages import form_page
from volunteer_app.teams import queries
from volunteer_app.teams.access import can_edit_team, can_run_membership, can_run_team, can_see_team
from volunteer_app.teams.actions import members as actions
from volunteer_app.teams.forms.organisations import MemberForm
from volunteer_app.teams.models import Membership, Team
from volunteer_app.teams.queries.members import (
    applicants_of,
    counts_of,
    leads_of,
    members_of_team,
    membership,
)
from volunteer_app.teams.views import bp


@bp.get("/teams/<int:team_id>")
@requires(can_see_team, queries.team)
def team(team: Team) -> str:
    """Show a team: its leads, applicants and members."""
    return render_template(
        "teams/team.html",
        team=team,
        leads=leads_of(team.id),
        applicants=applicants_of(team.id),
        members=members_of_team(team.id, request.args.get("page", 1, row_number)),
        count=counts_of(team.organisation_id).get(team.id, {}),
        may_run=can_run_team(me(), team),
        may_edit=can_edit_team(me(), team),
    )


@bp.post("/memberships/<int:membership_id>/step")
@requires(can_run_membership, membership)
def step_membership(membership: Membership) -> Response:
    """Approve, refuse, pause, take up again, or end a membership."""
    deed = request.form.get("deed", "")
    if deed not in actions.STEPS:
        raise Missing
    actions.step(membership, deed, by=me(), now=clock.now())
    flash(_("Stored."))
    return redirect(url_for("teams.team", team_id=membership.team_id))


@bp.post("/memberships/<int:membership_id>/mark")
@requires(can_run_membership, membership)
def mark_may_lead(membership: Membership) -> Response:
    """Say whether a member can take the lead seat of a crew."""
    actions.mark(membership, may_lead=request.form.get("may_lead") == "yes", by=me())
    flash(_("Stored."))
    return redirect(url_for("teams.team", team_id=membership.team_id))


@bp.route("/teams/<int:team_id>/members/new", methods=["GET", "POST"])
@requires(can_run_team, queries.team)
def add_member(team: Team) -> Any:
    """Take somebody of the organisation into the team by volunteer number."""
    form = MemberForm()
    if form.accepts(actions.add, team, by=me(), now=clock.now()):
        flash(_("The member is added."))
        return redirect(url_for("teams.team", team_id=team.id))
    return form_page("teams/member_form.html", form, team=team)
