"""The page of an organisation's audit trail."""

from __future__ import annotations

from flask import render_template, request

from volunteer_app.kit.access import requires
from volunteer_app.kit.deeds import THINGS
from volunteer_app.kit.numbers import row_number
from volunteer_app.people.queries import trails
from volunteer_app.teams import queries
from volunteer_app.teams.access import can_see_trail
from volunteer_app.teams.models import Organisation
from volunteer_app.teams.views import bp


@bp.get("/o/<int:organisation_id>/trail")
@requires(can_see_trail, queries.organisation)
def trail(organisation: Organisation) -> str:
    """Show who did what in the organisation, the latest first."""
    thing = request.args.get("thing", "")
    thing = thing if thing in THINGS else ""
    page = trails.organisation_trail(
        organisation.id, request.args.get("page", 1, row_number), thing=thing
    )
    return render_template(
        "teams/trail.html",
        organisation=organisation,
        page=page,
        names=trails.names_on(page.items),
        things=THINGS,
        thing=thing,
    )
