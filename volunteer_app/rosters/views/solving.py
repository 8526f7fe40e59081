"""Pages of solving: the button, the live search, and what it found."""

from __future__ import annotations

from typing import Any

from flask import flash, make_response, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from volunteer_app.kit import clock
from volunteer_app.kit.access import me, requires
from volunteer_app.kit.pages import form_page
from volunteer_app.rosters.access import (
    can_roster,
    can_roster_its_period,
    can_see_its_period,
    can_see_period,
)
from volunteer_app.rosters.actions import solving as actions
from volunteer_app.rosters.forms.solving import SolveForm
from volunteer_app.rosters.models import Period
from volunteer_app.rosters.queries import solving as queries
from volunteer_app.rosters.queries.periods import period as load_period
from volunteer_app.rosters.telling.headlines import GOALS
from volunteer_app.rosters.telling.pictures import histogram, over_time
from volunteer_app.rosters.telling.verdicts import verdicts
from volunteer_app.rosters.views import bp


@bp.get("/periods/<int:period_id>/solve")
@requires(can_see_period, load_period)
def solving(period: Period) -> Any:
    """Show the button and the runs so far."""
    return solve_page(period, SolveForm(formdata=None))


@bp.post("/periods/<int:period_id>/solve")
@requires(can_roster, load_period)
def press_solve(period: Period) -> Any:
    """Start a run, or go to the one that is going on."""
    form = SolveForm()
    if not form.accepts(actions.press_solve, period, me(), clock.now()):
        return solve_page(period, form)
    return redirect(to_run(form.outcome))


def solve_page(period: Period, form: SolveForm) -> Any:
    """Draw the page of the button."""
    return form_page(
        "rosters/solving.html",
        form,
        period=period,
        runs=queries.runs_of(period),
        may_solve=can_roster(me(), period) and period.state != "closed",
    )


def to_run(run: Any) -> str:
    """Give a run's address."""
    return url_for("rosters.run", period_id=run.period_id, run_id=run.id)


@bp.get("/periods/<int:period_id>/runs/<int:run_id>")
@requires(can_see_its_period, queries.run)
def run(found: queries.RunOfPeriod) -> str:
    """Show a search as it goes on, or what it found."""
    may_roster = can_roster(me(), found.period)
    if found.state != "done":
        return render_template("rosters/run_going.html", **going(found), may_roster=may_roster)
    told = verdicts(found.run, found.period)
    return render_template(
        "rosters/run.html",
        found=found,
        told=told,
        bars=histogram(person.minutes for person in told.people),
        search=over_time(found.points, ("minimum", "wanted")),
        may_roster=may_roster,
    )


@bp.get("/periods/<int:period_id>/runs/<int:run_id>/progress")
@requires(can_see_its_period, queries.run)
def run_progress(found: queries.RunOfPeriod) -> Any:
    """Give the moving part of a search; when it is over, the whole page is to be loaded again."""
    answer = make_response(render_template("rosters/run_progress.html", **going(found)))
    if not found.going:
        answer.headers["HX-Refresh"] = "true"
    return answer


def going(found: queries.RunOfPeriod) -> dict[str, Any]:
    """Give what the page of a running search shows."""
    points = found.points
    return {
        "found": found,
        "latest": points[-1] if points else None,
        "goals": GOALS,
        "seats": over_time(points, ("minimum", "wanted")),
        "gaps": over_time(points, ("gap",), percent=True),
    }


@bp.post("/periods/<int:period_id>/runs/<int:run_id>/stop")
@requires(can_roster_its_period, queries.run)
def stop_run(found: queries.RunOfPeriod) -> Response:
    """Stop a search; the best so far is kept."""
    actions.stop(found.run, me(), clock.now())
    flash(_("Stopping: the best roster found so far is kept."))
    return redirect(to_run(found.run))


@bp.post("/periods/<int:period_id>/runs/<int:run_id>/take-over")
@requires(can_roster_its_period, queries.run)
def take_over(found: queries.RunOfPeriod) -> Response:
    """Put a roster that was kept aside in the draft."""
    actions.take_over(found.run, me(), clock.now())
    flash(_("The draft now holds this roster; pinned people stayed where they were."))
    return redirect(url_for("rosters.board", period_id=found.period.id))
