"""The overview: cover, hours, load, people without duty, what waits and what runs out."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, render_template, url_for
from flask_babel import format_date

from volunteer_app.hours.queries.waiting import count_waiting
from volunteer_app.kit import clock
from volunteer_app.kit.access import me, requires
from volunteer_app.kit.pictures import upright
from volunteer_app.reports import access
from volunteer_app.reports.queries.cover import cover
from volunteer_app.reports.queries.expiring import expiring
from volunteer_app.reports.queries.load import hours_by_month, idle, most_loaded
from volunteer_app.teams.models import Organisation
from volunteer_app.teams.queries import organisation, organisations_at_work

bp = Blueprint("reports", __name__)


@bp.get("/overview")
@requires(access.sees_overviews)
def overview() -> Any:
    """Go to the overview within reach, or choose where there are several."""
    found = [one for one in organisations_at_work(me()) if access.can_see_overview(me(), one)]
    if len(found) == 1:
        return redirect(url_for("reports.organisation_overview", organisation_id=found[0].id))
    return render_template("reports/organisations.html", organisations=found)


@bp.get("/o/<int:organisation_id>/overview")
@requires(access.can_see_overview, organisation)
def organisation_overview(found: Organisation) -> str:
    """Show how an organisation stands."""
    today = clock.today(found.zone)
    months = hours_by_month(found, today)
    return render_template(
        "reports/overview.html",
        organisation=found,
        today=today,
        cover=cover(found, today),
        months=months,
        picture=upright([month_bar(month, minutes) for month, minutes in months], width=420),
        loaded=most_loaded(found, today),
        idle=idle(found, today),
        expiring=expiring(found, today),
        waiting=count_waiting([found.id]),
    )


def month_bar(month: Any, minutes: int) -> tuple[str, int, str]:
    """Give the words of a month's bar."""
    return format_date(month, "LLL"), minutes, f"{minutes // 60:,}"
