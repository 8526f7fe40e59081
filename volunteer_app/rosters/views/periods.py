"""Pages of periods: the list within reach, opening one, and the hub of each."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from volunteer_app.kit import clock, words
from volunteer_app.kit.access import me, requires
from volunteer_app.kit.pages import form_page
from volunteer_app.rosters.access import (
    can_open_period,
    can_publish,
    can_roster,
    can_see_period,
    can_set_policy,
    works_on_rosters,
)
from volunteer_app.rosters.actions import periods as actions
from volunteer_app.rosters.forms.periods import ChangePeriodForm, OpenPeriodForm
from volunteer_app.rosters.models import Period
from volunteer_app.rosters.queries import hub as hubs
from volunteer_app.rosters.queries import periods as queries
from volunteer_app.rosters.views import bp
from volunteer_app.teams.models import Organisation
from volunteer_app.teams.queries import organisation as load_organisation
from volunteer_app.teams.queries import organisations_at_work, teams_of


@bp.get("/periods")
@requires(works_on_rosters)
def periods() -> str:
    """List the periods within reach."""
    within_reach = organisations_at_work(me())
    return render_template(
        "rosters/periods.html",
        listed=hubs.listed(queries.periods_within_reach(me())),
        organisations=[one for one in within_reach if can_open_period(me(), one)],
        setters=[one for one in within_reach if can_set_policy(me(), one)],
        now=clock.now(),
    )


@bp.get("/periods/<int:period_id>")
@requires(can_see_period, queries.period)
def period(period: Period) -> str:
    """Show where a period stands and what comes next."""
    return render_template(
        "rosters/period.html",
        period=period,
        hub=hubs.hub(period, now=clock.now()),
        may_roster=can_roster(me(), period),
        may_publish=can_publish(me(), period),
    )


@bp.get("/o/<int:organisation_id>/periods/new")
@requires(can_open_period, load_organisation)
def new_period(organisation: Organisation) -> Any:
    """Show the form for a new period: of what comes next, for every team, unless told otherwise."""
    days = queries.next_days(organisation.id, clock.today(organisation.zone))
    facts = {
        "name": words.year_month(days.first) if days.is_month else "",
        "first_day": days.first,
        "last_day": days.last,
        "answers_due": days.due,
        "team_ids": [one.id for one in own_teams(organisation)],
    }
    return open_page(organisation, OpenPeriodForm(formdata=None, data=facts))


@bp.post("/o/<int:organisation_id>/periods/new")
@requires(can_open_period, load_organisation)
def open_period(organisation: Organisation) -> Any:
    """Open a period."""
    form = OpenPeriodForm().offer(own_teams(organisation))
    if not form.accepts(actions.open_period, organisation, me(), clock.now()):
        return open_page(organisation, form)
    flash(_("The period is open: its teams' people are now asked when they can serve."))
    return redirect(url_for("rosters.period", period_id=form.outcome.id))


def open_page(organisation: Organisation, form: OpenPeriodForm) -> Any:
    """Draw the page of the form for a new period."""
    form.offer(own_teams(organisation))
    return form_page("rosters/period_new.html", form, organisation=organisation)


def own_teams(organisation: Organisation) -> list[Any]:
    """Give the teams of an organisation that the person at hand may roster."""
    standing = me().standing
    everybody = standing.coordinates(organisation.id)
    return [one for one in teams_of(organisation.id) if everybody or one.id in standing.lead_of]


@bp.get("/periods/<int:period_id>/edit")
@requires(can_roster, queries.period)
def edit_period(period: Period) -> Any:
    """Show the form to change a period."""
    facts = {
        "name": period.name,
        "accept_days": period.accept_days,
        "answers_due": period.last_answer_day,
        "only_wished": period.only_wished,
    }
    form = ChangePeriodForm(formdata=None, data=facts)
    return form_page("rosters/period_edit.html", form, period=period)


@bp.post("/periods/<int:period_id>/edit")
@requires(can_roster, queries.period)
def change_period(period: Period) -> Any:
    """Change a period."""
    form = ChangePeriodForm()
    if not form.accepts(actions.change_period, period, me(), clock.now()):
        return form_page("rosters/period_edit.html", form, period=period)
    flash(_("The period was changed."))
    return redirect(url_for("rosters.period", period_id=period.id))


@bp.post("/periods/<int:period_id>/close")
@requires(can_roster, queries.period)
def close_period(period: Period) -> Response:
    """Close a period that is over."""
    actions.close_period(period, me(), clock.now())
    flash(_("The period is closed."))
    return redirect(url_for("rosters.period", period_id=period.id))
