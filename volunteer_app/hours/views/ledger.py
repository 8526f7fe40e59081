"""An organisation's ledger: totals and entries by month, team and person, and the check of its chain."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, request, url_for

from volunteer_app.attendance.labels import EVIDENCE
from volunteer_app.hours import access
from volunteer_app.hours.labels import FAULTS, KINDS
from volunteer_app.hours.queries import ledger as queries
from volunteer_app.hours.queries.ledger import Filter
from volunteer_app.hours.queries.months import month_in
from volunteer_app.hours.queries.verification import verify_chain
from volunteer_app.hours.queries.waiting import count_waiting
from volunteer_app.hours.views import bp
from volunteer_app.kit import clock
from volunteer_app.kit.access import me, requires
from volunteer_app.kit.forms import tidy
from volunteer_app.kit.numbers import row_number
from volunteer_app.teams.models import Organisation
from volunteer_app.teams.queries import organisation, organisations_at_work


@bp.get("/hours")
@requires(access.sees_ledgers)
def organisations() -> Any:
    """Go to the ledger within reach, or list them where there are several."""
    found = organisations_at_work(me())
    if len(found) == 1:
        return redirect(url_for("hours.ledger", organisation_id=found[0].id))
    return render_template("hours/organisations.html", organisations=found)


def filter_asked(found: Organisation) -> Filter:
    """Read the filter from the address; what cannot be read filters nothing."""
    team = request.args.get("team", "")
    return Filter(
        organisation_id=found.id,
        month=month_in(request.args.get("month", ""), clock.today(found.zone)),
        team_id=int(team) if team.isdecimal() and len(team) < 12 else None,
        words=tidy(request.args.get("person", ""))[:80],
        team_ids=queries.kept_to(me(), found),
    )


@bp.get("/o/<int:organisation_id>/hours")
@requires(access.can_see_ledger, organisation)
def ledger(found: Organisation) -> str:
    """Show the ledger by filter."""
    page = max(1, min(request.args.get("page", 1, type=row_number), 100_000))
    return render_template(
        "hours/ledger.html",
        organisation=found,
        ledger=queries.ledger_page(found, filter_asked(found), page, clock.today(found.zone)),
        waiting=count_waiting([found.id]),
        kinds=KINDS,
        grades=EVIDENCE,
    )


@bp.get("/o/<int:organisation_id>/hours/chain")
@requires(access.can_see_ledger, organisation)
def chain(found: Organisation) -> str:
    """Walk the chain and show whether every entry is as it was written."""
    check = verify_chain(found.id)
    return render_template(
        "hours/chain.html", organisation=found, check=check, faults=FAULTS, now=clock.now()
    )
