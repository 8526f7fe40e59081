"""Pages of an organisation's people: the list with its search, one person, the invitation."""

from __future__ import annotations

from typing import Any

from flask import current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from volunteer_app.kit import clock
from volunteer_app.kit.access import me, requires
from volunteer_app.kit.forms import tidy
from volunteer_app.kit.numbers import row_number
from volunteer_app.kit.pages import form_page
from volunteer_app.people.actions.invitations import help_back, invite
from volunteer_app.teams import queries, reach
from volunteer_app.teams.access import (
    can_ask_for_phone,
    can_coordinate,
    can_help_back,
    can_invite,
    can_invite_all,
    can_see_dossier,
    can_see_organisation,
)
from volunteer_app.teams.actions.people import look_up_phone
from volunteer_app.teams.forms.organisations import ReasonForm
from volunteer_app.teams.models import Organisation
from volunteer_app.teams.queries import people as people_queries
from volunteer_app.teams.queries.people import Dossier
from volunteer_app.teams.queries.roles import holds_role, roles_of
from volunteer_app.teams.views import bp
from volunteer_app.teams.views.invitations import drawn, welcome_address


@bp.get("/o/<int:organisation_id>/people")
@requires(can_see_organisation, queries.organisation)
def people(organisation: Organisation) -> str:
    """List the organisation's people, page by page, by name or number."""
    asked = {
        "wanted": tidy(request.args.get("q", ""))[:60],
        "without": request.args.get("without", ""),
    }
    number = request.args.get("page", 1, row_number)
    page = people_queries.people_of(me(), organisation.id, page=number, **asked)
    teams = people_queries.teams_by_person(organisation.id, [one.id for one in page.items])
    things = {"organisation": organisation, "page": page, "memberships": teams}
    things["may_invite"] = can_invite_all(me(), organisation)
    return render_template("teams/people.html", **things, **asked)


@bp.get("/o/<int:organisation_id>/people/<int:person_id>")
@requires(can_see_dossier, people_queries.dossier)
def person(dossier: Dossier) -> str:
    """Show one person as the organisation knows them."""
    return person_page(dossier)


def person_page(dossier: Dossier, **more: Any) -> str:
    """Draw the page of a person, with only what is open to whoever reads it."""
    now = clock.now()
    known = current_app.extensions.get("person_places", [])
    roles = [r for r in roles_of(dossier.organisation.id, now) if r.person_id == dossier.person.id]
    facts: dict[str, Any] = {
        "dossier": dossier,
        "phone": reach.open_phone(me(), dossier, now),
        "roles": roles,
        "may_coordinate": can_coordinate(me(), dossier.organisation),
        "may_ask": can_ask_for_phone(me(), dossier),
        "may_invite": can_invite(me(), dossier) and not dossier.person.password,
        "open_places": [place for place in known if place.rule(me(), dossier)],
        "may_help": can_help_back(me(), dossier) and dossier.person.password and not roles,
        "link": None,
        "code": None,
    }
    return render_template("teams/person.html", **{**facts, **more})


@bp.route("/o/<int:organisation_id>/people/<int:person_id>/phone", methods=["GET", "POST"])
@requires(can_ask_for_phone, people_queries.dossier)
def see_phone(dossier: Dossier) -> Any:
    """Show the phone number to an admin who writes down the reason; the person can read it."""
    form = ReasonForm()
    if form.accepts(look_up_phone, dossier, by=me()):
        return person_page(dossier, phone=form.outcome or _("not given"))
    return form_page("teams/phone.html", form, dossier=dossier)


@bp.post("/o/<int:organisation_id>/people/<int:person_id>/invite")
@requires(can_invite, people_queries.dossier)
def invite_person(dossier: Dossier) -> Any:
    """Invite somebody by letter, or show a link to hand over, this once."""
    token = invite(dossier.person, by=me())
    if token:
        address = welcome_address(token)
        return person_page(dossier, link=address, code=drawn(address))
    flash(_("The letter with the link is on its way."))
    return redirect(
        url_for(
            "teams.person", organisation_id=dossier.organisation.id, person_id=dossier.person.id
        )
    )


@bp.post("/o/<int:organisation_id>/people/<int:person_id>/new-password")
@requires(can_help_back, people_queries.dossier)
def help_person_back(dossier: Dossier) -> str:
    """Show a link for a new password to hand over, this once."""
    has_role = holds_role(dossier.person.id, clock.now())
    token = help_back(dossier.person, by=me(), has_role=has_role)
    base = current_app.extensions["settings"].base_url
    return person_page(dossier, link=base + url_for("security.reset_password", token=token))
