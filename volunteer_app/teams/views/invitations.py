"""The page that invites everybody who has not joined yet, with slips to print."""

from __future__ import annotations

from typing import Any

import segno
from flask import current_app, render_template, url_for
from flask_babel import gettext as _
from markupsafe import Markup

from volunteer_app.kit import clock
from volunteer_app.kit.access import me, requires
from volunteer_app.kit.pages import form_page
from volunteer_app.teams import queries
from volunteer_app.teams.access import can_invite_all
from volunteer_app.teams.actions.invitations import invite_all
from volunteer_app.teams.forms.joining import InviteForm
from volunteer_app.teams.models import Organisation
from volunteer_app.teams.queries import invitations as invited
from volunteer_app.teams.views import bp


def welcome_address(token: str) -> str:
    """Give the address that opens an invitation."""
    base: str = current_app.extensions["settings"].base_url
    return base + url_for("people.welcome", token=token)


def drawn(address: str) -> Markup:
    """Draw an address as a code that any camera reads."""
    code = segno.make_qr(address, error="l")
    return Markup(code.svg_inline(omitsize=True, svgclass=None, lineclass=None, border=2))


def offered(form: InviteForm, organisation: Organisation) -> InviteForm:
    """Offer the teams whose people may be invited."""
    teams = invited.teams_to_invite(me(), organisation.id)
    form.team_id.choices = [("", _("All teams")), *((one.id, one.name) for one in teams)]
    return form


@bp.route("/o/<int:organisation_id>/people/invitations", methods=["GET", "POST"])
@requires(can_invite_all, queries.organisation)
def invite_people(organisation: Organisation) -> Any:
    """Invite everybody without an account at once: letters, and slips that are shown this once."""
    form = offered(InviteForm(), organisation)
    if form.accepts(invite_all, organisation, by=me(), now=clock.now()):
        codes = [(one, drawn(welcome_address(one.token))) for one in form.outcome.slips]
        return render_template(
            "teams/slips.html", organisation=organisation, found=form.outcome, codes=codes
        )
    people = invited.not_joined(me(), organisation.id)
    return form_page(
        "teams/invite_people.html",
        form,
        organisation=organisation,
        on_paper=sum(not one.email for one in people),
        by_letter=sum(bool(one.email) for one in people),
    )
