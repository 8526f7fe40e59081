"""Pages of sites."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from volunteer_app.kit.access import me, requires
from volunteer_app.kit.pages import form_page
from volunteer_app.teams import queries
from volunteer_app.teams.access import can_coordinate, can_edit_site, can_see_organisation
from volunteer_app.teams.actions import places as actions
from volunteer_app.teams.forms.organisations import SiteForm
from volunteer_app.teams.models import Organisation, Site
from volunteer_app.teams.queries import places
from volunteer_app.teams.views import bp


@bp.get("/o/<int:organisation_id>/sites")
@requires(can_see_organisation, queries.organisation)
def sites(organisation: Organisation) -> str:
    """List the organisation's sites."""
    return render_template(
        "teams/sites.html",
        organisation=organisation,
        sites=places.all_sites(organisation.id),
        may_edit=can_coordinate(me(), organisation),
    )


@bp.route("/o/<int:organisation_id>/sites/new", methods=["GET", "POST"])
@requires(can_coordinate, queries.organisation)
def open_site(organisation: Organisation) -> Any:
    """Open a site."""
    form = SiteForm(zone=organisation.zone)
    if form.accepts(actions.open_site, organisation, by=me()):
        flash(_("The site is stored."))
        return redirect(url_for("teams.sites", organisation_id=organisation.id))
    return form_page("teams/site_form.html", form, organisation_id=organisation.id, site=None)


@bp.route("/sites/<int:site_id>", methods=["GET", "POST"])
@requires(can_edit_site, places.site)
def change_site(site: Site) -> Any:
    """Change a site."""
    form = SiteForm(obj=site)
    if form.accepts(actions.change_site, site, by=me()):
        flash(_("The site is stored."))
        return redirect(url_for("teams.sites", organisation_id=site.organisation_id))
    return form_page("teams/site_form.html", form, organisation_id=site.organisation_id, site=site)
