"""Pages of the kinds of duty: the list, and each with all its safety rules."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from volunteer_app.kit.access import me, requires
from volunteer_app.kit.pages import form_page
from volunteer_app.kit.words import named
from volunteer_app.teams import queries as team_queries
from volunteer_app.teams.models import DutyKind, Organisation
from volunteer_app.teams.queries import places
from volunteer_app.training.access import can_add_kind, can_edit_kind, can_see_rules
from volunteer_app.training.actions import duty_kinds as actions
from volunteer_app.training.forms.duty_kinds import DutyKindForm
from volunteer_app.training.queries.proofs import qualifications
from volunteer_app.training.views import bp


def filled(form: DutyKindForm) -> DutyKindForm:
    """Offer the district's qualifications."""
    form.needs.choices = [(one.id, named(one)) for one in qualifications()]
    return form


@bp.get("/o/<int:organisation_id>/duty-kinds")
@requires(can_see_rules, team_queries.organisation)
def duty_kinds(organisation: Organisation) -> str:
    """List the organisation's kinds of duty with their rules."""
    return render_template(
        "training/duty_kinds.html",
        organisation=organisation,
        kinds=places.all_duty_kinds(organisation.id),
        qualifications={one.id: one for one in qualifications()},
        may_edit=can_add_kind(me(), organisation),
    )


@bp.route("/o/<int:organisation_id>/duty-kinds/new", methods=["GET", "POST"])
@requires(can_add_kind, team_queries.organisation)
def add_duty_kind(organisation: Organisation) -> Any:
    """Add a kind of duty."""
    form = filled(DutyKindForm(least_crew=2, experienced=0, lead_seats=0, longest_minutes=240))
    if form.accepts(actions.add_kind, organisation, by=me()):
        flash(_("The kind of duty is stored."))
        return redirect(url_for("training.duty_kinds", organisation_id=organisation.id))
    return form_page(
        "training/duty_kind_form.html", form, organisation_id=organisation.id, kind=None
    )


@bp.route("/duty-kinds/<int:duty_kind_id>", methods=["GET", "POST"])
@requires(can_edit_kind, places.duty_kind)
def change_duty_kind(kind: DutyKind) -> Any:
    """Change a kind of duty and its rules."""
    form = filled(DutyKindForm(obj=kind))
    if form.accepts(actions.change_kind, kind, by=me()):
        flash(_("The kind of duty is stored. Drafts obey it from now on."))
        return redirect(url_for("training.duty_kinds", organisation_id=kind.organisation_id))
    return form_page(
        "training/duty_kind_form.html", form, organisation_id=kind.organisation_id, kind=kind
    )


@bp.post("/o/<int:organisation_id>/duty-kinds/seeds")
@requires(can_add_kind, team_queries.organisation)
def lay_down_seeds(organisation: Organisation) -> Response:
    """Give the organisation the seeded kinds of duty it lacks."""
    actions.lay_down_seeds(organisation, by=me())
    flash(_("The usual kinds of duty are there, each with its safety rules."))
    return redirect(url_for("training.duty_kinds", organisation_id=organisation.id))
