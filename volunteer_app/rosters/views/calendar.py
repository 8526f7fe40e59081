"""Pages of an organisation's holidays and of its limits on everybody's duty."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from volunteer_app.kit import clock
from volunteer_app.kit.access import me, requires
from volunteer_app.kit.numbers import row_number
from volunteer_app.kit.pages import form_page
from volunteer_app.rosters.access import (
    can_coordinate,
    can_coordinate_its_house,
    can_see_patterns,
    can_set_policy,
)
from volunteer_app.rosters.actions import calendar as actions
from volunteer_app.rosters.forms.calendar import MarkForm, PolicyForm
from volunteer_app.rosters.gather.reads import policy_of
from volunteer_app.rosters.queries import patterns as queries
from volunteer_app.rosters.views import bp
from volunteer_app.teams.models import Organisation
from volunteer_app.teams.queries import organisation as load_organisation

FIRST_YEAR, LAST_YEAR = 2020, 2099


@bp.get("/o/<int:organisation_id>/calendar")
@requires(can_see_patterns, load_organisation)
def calendar(organisation: Organisation) -> Any:
    """Show a year's holidays and worked weekend days."""
    return calendar_page(organisation, MarkForm(formdata=None))


@bp.post("/o/<int:organisation_id>/calendar")
@requires(can_coordinate, load_organisation)
def mark_day(organisation: Organisation) -> Any:
    """Mark a day."""
    form = MarkForm()
    if not form.accepts(actions.mark_day, organisation, me()):
        return calendar_page(organisation, form)
    flash(_("The day is marked. Shifts laid out from now on keep to it."))
    return redirect(
        url_for("rosters.calendar", organisation_id=organisation.id, year=form.outcome.day.year)
    )


@bp.post("/o/<int:organisation_id>/calendar/<int:mark_id>/remove")
@requires(can_coordinate_its_house, queries.mark)
def unmark_day(marked: queries.Marked) -> Response:
    """Take a mark back."""
    year = marked.mark.day.year
    actions.unmark_day(marked.mark, me())
    flash(_("The mark was taken back; the public calendar counts again."))
    return redirect(url_for("rosters.calendar", organisation_id=marked.organisation.id, year=year))


def calendar_page(organisation: Organisation, form: MarkForm) -> Any:
    """Draw the page of a year's days."""
    this_year = clock.today(organisation.zone).year
    year = min(max(request.args.get("year", this_year, type=row_number), FIRST_YEAR), LAST_YEAR)
    return form_page(
        "rosters/calendar.html",
        form,
        organisation=organisation,
        year=year,
        days=queries.named_days(organisation, year),
        may_mark=can_coordinate(me(), organisation),
    )


@bp.get("/o/<int:organisation_id>/policy")
@requires(can_set_policy, load_organisation)
def policy(organisation: Organisation) -> Any:
    """Show an organisation's limits on everybody's duty."""
    form = PolicyForm.of(policy_of(organisation.id))
    return form_page("rosters/policy.html", form, organisation=organisation)


@bp.post("/o/<int:organisation_id>/policy")
@requires(can_set_policy, load_organisation)
def set_policy(organisation: Organisation) -> Any:
    """Set an organisation's limits."""
    form = PolicyForm()
    if not form.accepts(actions.set_policy, organisation, me()):
        return form_page("rosters/policy.html", form, organisation=organisation)
    flash(_("The limits are stored; the next search and every edit keep to them."))
    return redirect(url_for("rosters.policy", organisation_id=organisation.id))
