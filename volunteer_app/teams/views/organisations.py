"""Pages of organisations: the list, the hub, founding and changing one."""

from __future__ import annotations

from typing import Any

from flask import current_app, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from volunteer_app.kit import clock
from volunteer_app.kit.access import me, requires
from volunteer_app.kit.pages import form_page
from volunteer_app.teams import queries
from volunteer_app.teams.access import (
    can_edit_organisation,
    can_see_organisation,
    is_district_admin,
    works_in_organisations,
)
from volunteer_app.teams.actions import organisations as actions
from volunteer_app.teams.forms.organisations import OrganisationForm
from volunteer_app.teams.models import Organisation
from volunteer_app.teams.queries.members import counts_of
from volunteer_app.teams.queries.places import all_organisations
from volunteer_app.teams.views import bp


def filled(form: OrganisationForm, without: int | None = None) -> OrganisationForm:
    """Offer the organisations another one may belong to."""
    others = [(o.id, o.name) for o in all_organisations() if o.id != without]
    form.parent_id.choices = [("", _("none")), *others]
    return form


@bp.get("/organisations")
@requires(works_in_organisations)
def organisations() -> str:
    """List the organisations within reach."""
    working = queries.organisations_at_work(me())
    others = [one for one in queries.organisations_within_reach(me()) if one not in working]
    return render_template(
        "teams/organisations.html",
        working=working,
        others=others,
        may_found=is_district_admin(me()),
    )


@bp.route("/organisations/new", methods=["GET", "POST"])
@requires(is_district_admin)
def found_organisation() -> Any:
    """Found an organisation."""
    form = filled(OrganisationForm())
    if form.accepts(actions.found, by=me(), now=clock.now()):
        flash(_("The organisation is founded."))
        return redirect(url_for("teams.organisation", organisation_id=form.outcome.id))
    return form_page("teams/organisation_form.html", form, organisation=None)


@bp.get("/o/<int:organisation_id>")
@requires(can_see_organisation, queries.organisation)
def organisation(organisation: Organisation) -> str:
    """Show the organisation's hub: its teams, and every page that belongs to it."""
    known = current_app.extensions.get("organisation_places", [])
    return render_template(
        "teams/organisation.html",
        organisation=organisation,
        teams=queries.teams_of(organisation.id),
        counts=counts_of(organisation.id),
        open_places=[place for place in known if place.rule(me(), organisation)],
        may_edit=can_edit_organisation(me(), organisation),
    )


@bp.route("/o/<int:organisation_id>/edit", methods=["GET", "POST"])
@requires(can_edit_organisation, queries.organisation)
def change_organisation(organisation: Organisation) -> Any:
    """Change an organisation."""
    form = filled(OrganisationForm(obj=organisation), organisation.id)
    if form.accepts(actions.change_organisation, organisation, by=me()):
        flash(_("Stored."))
        return redirect(url_for("teams.organisation", organisation_id=organisation.id))
    return form_page("teams/organisation_form.html", form, organisation=organisation)
