"""Pages of weekly patterns: the list, adding, changing, retiring, and laying them out."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from volunteer_app.duties.models import Pattern
from volunteer_app.kit import clock
from volunteer_app.kit.access import me, requires
from volunteer_app.kit.pages import form_page
from volunteer_app.rosters.access import (
    can_edit_pattern,
    can_open_period,
    can_roster,
    can_see_patterns,
)
from volunteer_app.rosters.actions import patterns as actions
from volunteer_app.rosters.forms.shifts import PatternForm
from volunteer_app.rosters.models import Period
from volunteer_app.rosters.queries import patterns as queries
from volunteer_app.rosters.queries.periods import period as load_period
from volunteer_app.rosters.views import bp
from volunteer_app.teams.models import Organisation
from volunteer_app.teams.queries import duty_kinds_of, sites_of, teams_of
from volunteer_app.teams.queries import organisation as load_organisation


@bp.get("/o/<int:organisation_id>/patterns")
@requires(can_see_patterns, load_organisation)
def patterns(organisation: Organisation) -> str:
    """List an organisation's weekly patterns."""
    listed = queries.patterns_of(organisation.id, active=False)
    return render_template(
        "rosters/patterns.html",
        organisation=organisation,
        active=[one for one in listed if one.active],
        retired=[one for one in listed if not one.active],
        teams={team.id: team for team in teams_of(organisation.id)},
        may_edit=lambda pattern: can_edit_pattern(me(), pattern),
        may_add=can_open_period(me(), organisation),
    )


@bp.get("/o/<int:organisation_id>/patterns/new")
@requires(can_open_period, load_organisation)
def new_pattern(organisation: Organisation) -> Any:
    """Show the form for a weekly pattern."""
    form = offered(PatternForm(formdata=None, data={"weekdays": [0, 1, 2, 3, 4]}), organisation.id)
    return pattern_page(form, organisation.id)


@bp.post("/o/<int:organisation_id>/patterns/new")
@requires(can_open_period, load_organisation)
def add_pattern(organisation: Organisation) -> Any:
    """Add a weekly pattern."""
    form = offered(PatternForm(), organisation.id)
    if not form.accepts(actions.add_pattern, organisation, me()):
        return pattern_page(form, organisation.id)
    flash(_("The weekly pattern was added."))
    return redirect(url_for("rosters.patterns", organisation_id=organisation.id))


@bp.get("/patterns/<int:pattern_id>/edit")
@requires(can_edit_pattern, queries.pattern)
def edit_pattern(pattern: Pattern) -> Any:
    """Show the form to change a weekly pattern."""
    end = pattern.end_minute
    facts = {
        **{name: getattr(pattern, name) for name in AS_STORED},
        "team_id": pattern.team_id or 0,
        "start": pattern.start_minute,
        "end": end if end <= 1440 else end - 1440,
        "next_day": end > 1440,
    }
    form = offered(PatternForm(formdata=None, data=facts), pattern.organisation_id)
    return pattern_page(form, pattern.organisation_id, pattern)


AS_STORED = (
    "duty_kind_id", "site_id", "minimum", "wanted", "note", "weekdays", "on_holidays",
    "on_makeup_days",
)  # fmt: skip


@bp.post("/patterns/<int:pattern_id>/edit")
@requires(can_edit_pattern, queries.pattern)
def change_pattern(pattern: Pattern) -> Any:
    """Change a weekly pattern."""
    form = offered(PatternForm(), pattern.organisation_id)
    if not form.accepts(actions.change_pattern, pattern, me()):
        return pattern_page(form, pattern.organisation_id, pattern)
    flash(_("The weekly pattern was changed; shifts laid out before stay as they are."))
    return redirect(url_for("rosters.patterns", organisation_id=pattern.organisation_id))


@bp.post("/patterns/<int:pattern_id>/retire")
@requires(can_edit_pattern, queries.pattern)
def retire_pattern(pattern: Pattern) -> Response:
    """Retire a weekly pattern, or take it up again."""
    actions.retire_pattern(pattern, me())
    flash(_("The pattern is used again.") if pattern.active else _("The pattern is retired."))
    return redirect(url_for("rosters.patterns", organisation_id=pattern.organisation_id))


def offered(form: PatternForm, organisation_id: int) -> PatternForm:
    """Fill a form's choices with what the organisation has, and the teams the person may plan for."""
    standing = me().standing
    everybody = standing.coordinates(organisation_id)
    teams = [one for one in teams_of(organisation_id) if everybody or one.id in standing.lead_of]
    form.offer(duty_kinds_of(organisation_id), sites_of(organisation_id), teams, any_team=everybody)
    return form


def pattern_page(form: PatternForm, organisation_id: int, pattern: Pattern | None = None) -> Any:
    """Draw the page of the form for a weekly pattern."""
    return form_page("rosters/pattern.html", form, organisation_id=organisation_id, pattern=pattern)


@bp.get("/periods/<int:period_id>/layout")
@requires(can_roster, load_period)
def layout(period: Period) -> str:
    """Show what laying out the weekly patterns would add."""
    return render_template(
        "rosters/layout.html", period=period, preview=queries.preview(period), now=clock.now()
    )


@bp.post("/periods/<int:period_id>/layout")
@requires(can_roster, load_period)
def lay_out(period: Period) -> Response:
    """Lay the weekly patterns out into the period's shifts."""
    added = len(actions.lay_out(period, me(), clock.now()))
    flash(ngettext("%(num)s shift was added.", "%(num)s shifts were added.", added))
    return redirect(url_for("rosters.shifts", period_id=period.id))
