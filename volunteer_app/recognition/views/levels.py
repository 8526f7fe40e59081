"""The rules of the levels: in force, to come, and past."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, url_for
from flask_babel import gettext as _

from volunteer_app.kit import clock
from volunteer_app.kit.access import me, requires
from volunteer_app.kit.pages import form_page
from volunteer_app.recognition import access
from volunteer_app.recognition.actions.levels import set_level
from volunteer_app.recognition.forms import LevelForm
from volunteer_app.recognition.queries.ladder import rules_of
from volunteer_app.recognition.rules import in_force, stretches
from volunteer_app.recognition.views import bp
from volunteer_app.teams.models import Organisation
from volunteer_app.teams.queries import organisation


@bp.get("/o/<int:organisation_id>/levels")
@requires(access.can_see_levels, organisation)
def levels(found: Organisation) -> Any:
    """Show what each level takes, and since when."""
    return levels_page(found, LevelForm(valid_from=clock.today(found.zone)))


@bp.post("/o/<int:organisation_id>/levels")
@requires(access.can_set_levels, organisation)
def change_level(found: Organisation) -> Any:
    """Set what a level takes from a day on."""
    form = LevelForm()
    today = clock.today(found.zone)
    if form.accepts(set_level, found, me(), clock.now(), today=today):
        flash(_("The rule is set. What was reached under earlier rules stays."))
        return redirect(url_for("recognition.levels", organisation_id=found.id))
    return levels_page(found, form)


def levels_page(found: Organisation, form: LevelForm) -> Any:
    """Draw the page of the rules."""
    rules = rules_of(found.id)
    today = clock.today(found.zone)
    return form_page(
        "recognition/levels.html",
        form,
        organisation=found,
        now_in_force=in_force(rules, today),
        spans=sorted(stretches(rules), key=lambda one: (one.level, one.rule.valid_from)),
        today=today,
        may_set=access.can_set_levels(me(), found),
    )
