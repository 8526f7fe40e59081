"""Pages of roles: an organisation's, and the district's."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from volunteer_app.kit import clock
from volunteer_app.kit.access import me, requires
from volunteer_app.kit.pages import form_page
from volunteer_app.people.models import Appointment
from volunteer_app.people.standing import DISTRICT_ROLES
from volunteer_app.teams import queries
from volunteer_app.teams.access import (
    can_change_roles,
    can_end_appointment,
    is_district_admin,
    roles_open_to,
)
from volunteer_app.teams.actions import roles as actions
from volunteer_app.teams.forms.organisations import DistrictRoleForm, RoleForm
from volunteer_app.teams.models import Organisation
from volunteer_app.teams.queries import roles as role_queries
from volunteer_app.teams.views import bp
from volunteer_app.teams.words import ROLES


@bp.route("/o/<int:organisation_id>/roles", methods=["GET", "POST"])
@requires(can_change_roles, queries.organisation)
def roles(organisation: Organisation) -> Any:
    """List an organisation's roles and appoint somebody."""
    form = RoleForm()
    form.role.choices = [(role, ROLES[role]) for role in roles_open_to(me(), organisation)]
    teams = queries.teams_of(organisation.id)
    form.team_id.choices = [("", _("none")), *((team.id, team.name) for team in teams)]
    if form.accepts(actions.appoint, organisation, by=me(), now=clock.now()):
        flash(_("Appointed. The person signs in anew and has the role at once."))
        return redirect(url_for("teams.roles", organisation_id=organisation.id))
    return form_page(
        "teams/roles.html",
        form,
        organisation=organisation,
        appointments=role_queries.roles_of(organisation.id, clock.now()),
        teams={team.id: team for team in teams},
    )


@bp.route("/district/roles", methods=["GET", "POST"])
@requires(is_district_admin)
def district_roles() -> Any:
    """List the district's roles and appoint somebody."""
    form = DistrictRoleForm()
    form.role.choices = [(role, ROLES[role]) for role in DISTRICT_ROLES]
    if form.accepts(actions.appoint, None, by=me(), now=clock.now()):
        flash(_("Appointed. The person signs in anew and has the role at once."))
        return redirect(url_for("teams.district_roles"))
    return form_page(
        "teams/roles.html",
        form,
        organisation=None,
        appointments=role_queries.district_roles(clock.now()),
        teams={},
    )


@bp.post("/appointments/<int:appointment_id>/end")
@requires(can_end_appointment, role_queries.appointment)
def end_appointment(appointment: Appointment) -> Response:
    """End a role from now on."""
    actions.end(appointment, by=me(), now=clock.now())
    flash(_("The role is ended."))
    if appointment.organisation_id is None:
        return redirect(url_for("teams.district_roles"))
    return redirect(url_for("teams.roles", organisation_id=appointment.organisation_id))
