"""Pages of periods: the list within reach, and the hub of each."""

from __future__ import annotations

from flask import render_template

from volunteer_app.kit.access import me, requires
from volunteer_app.rosters.access import can_see_period, works_on_rosters
from volunteer_app.rosters.models import Period
from volunteer_app.rosters.queries import periods as queries
from volunteer_app.rosters.views import bp


@bp.get("/periods")
@requires(works_on_rosters)
def periods() -> str:
    """List the periods within reach."""
    return render_template("rosters/periods.html", periods=queries.periods_within_reach(me()))


@bp.get("/periods/<int:period_id>")
@requires(can_see_period, queries.period)
def period(period: Period) -> str:
    """Show where a period stands and what comes next."""
    return render_template("rosters/period.html", period=period)
