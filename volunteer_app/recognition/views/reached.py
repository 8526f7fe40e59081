"""Who reached what on which day, on a page and as a file."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for

from volunteer_app.hours.access import sees_ledgers
from volunteer_app.hours.queries.ledger import kept_to
from volunteer_app.kit import clock
from volunteer_app.kit.access import me, requires
from volunteer_app.kit.numbers import row_number
from volunteer_app.kit.paging import part_of
from volunteer_app.kit.spreadsheets import CSV, XLSX, as_csv, as_xlsx
from volunteer_app.recognition import access
from volunteer_app.recognition.actions.exports import take_out
from volunteer_app.recognition.forms import ExportForm
from volunteer_app.recognition.queries.ladder import rules_of
from volunteer_app.recognition.queries.reached import Wanted
from volunteer_app.recognition.queries.reached import reached as lines_reached
from volunteer_app.recognition.sheets import recognition_sheet
from volunteer_app.recognition.views import bp
from volunteer_app.teams.models import Organisation
from volunteer_app.teams.queries import organisation, organisations_at_work, teams_of


@bp.get("/recognition")
@requires(sees_ledgers)
def organisations() -> Any:
    """Go to the list within reach, or choose where there are several."""
    found = organisations_at_work(me())
    if len(found) == 1:
        return redirect(url_for("recognition.reached", organisation_id=found[0].id))
    return render_template("recognition/organisations.html", organisations=found)


def wanted_in(found: Organisation) -> Wanted:
    """Read the filter from the address; what cannot be read filters nothing."""
    team, level = request.args.get("team", ""), request.args.get("level", "")
    try:
        since = date.fromisoformat(request.args.get("since", ""))
    except ValueError:
        since = None
    return Wanted(
        organisation_id=found.id,
        today=clock.today(found.zone),
        since=since,
        level=int(level) if level.isdecimal() and len(level) == 1 else 1,
        team_id=int(team) if team.isdecimal() and len(team) < 12 else None,
        team_ids=kept_to(me(), found),
    )


@bp.get("/o/<int:organisation_id>/recognition")
@requires(access.can_see_levels, organisation)
def reached(found: Organisation) -> str:
    """Show who reached what."""
    wanted = wanted_in(found)
    teams, lines = teams_of(found.id), lines_reached(wanted)
    return render_template(
        "recognition/reached.html",
        organisation=found,
        wanted=wanted,
        levels=sorted({rule.level for rule in rules_of(found.id)}),
        lines=lines,
        page=part_of(lines, request.args.get("page", 1, row_number)),
        teams=[one for one in teams if wanted.team_ids is None or one.id in wanted.team_ids],
        form=ExportForm(formdata=None),
        may_export=access.can_export(me(), found),
        must_say_why=access.must_say_why(me(), found),
    )


@bp.post("/o/<int:organisation_id>/recognition/file")
@requires(access.can_export, organisation)
def take_list(found: Organisation) -> Any:
    """Give the list as a file, and write down who took it and what for."""
    wanted, form = wanted_in(found), ExportForm()
    why = access.must_say_why(me(), found)
    now = clock.now()
    if not form.accepts(take_out, found, me(), now, wanted=wanted, why_needed=why):
        flash(form.first_fault(), "error")
        return redirect(url_for("recognition.reached", **wanted.at()))
    team = next((one for one in teams_of(found.id) if one.id == wanted.team_id), None)
    sheet = recognition_sheet(found, form.outcome, wanted, team, me(), now)
    return file_of(sheet, form.kind.data, f"recognition-{wanted.today}")


def file_of(sheet: Any, kind: str, name: str) -> Response:
    """Answer with a sheet as a file."""
    body, mimetype = (as_csv(sheet), CSV) if kind == "csv" else (as_xlsx(sheet), XLSX)
    answer = Response(body, mimetype=mimetype)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer
