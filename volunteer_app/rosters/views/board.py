"""The board: a week of a period by duty, by day on a phone, or by person."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import render_template, request

from volunteer_app.kit import clock
from volunteer_app.kit.access import me, requires
from volunteer_app.kit.numbers import row_number
from volunteer_app.kit.paging import part_of
from volunteer_app.rosters.access import can_roster, can_see_period
from volunteer_app.rosters.models import Period
from volunteer_app.rosters.queries import board as queries
from volunteer_app.rosters.queries.people_board import people_rows
from volunteer_app.rosters.queries.periods import period as load_period
from volunteer_app.rosters.views import bp


@bp.get("/periods/<int:period_id>/board")
@requires(can_see_period, load_period)
def board(period: Period) -> str:
    """Show a week of the draft by duty, and as a list of days on a phone."""
    found = queries.board(period, asked(), now=clock.now())
    return render_template(
        "rosters/board/page.html", board=found, period=period, edits=can_roster(me(), period)
    )


@bp.get("/periods/<int:period_id>/board/people")
@requires(can_see_period, load_period)
def people_board(period: Period) -> str:
    """Show a week of the draft by person."""
    found = queries.board(period, asked(open_only=False), now=clock.now())
    return render_template(
        "rosters/board/people.html",
        board=found,
        period=period,
        rows=part_of(people_rows(found), request.args.get("page", 1, row_number)),
        edits=can_roster(me(), period),
    )


def asked(**fixed: Any) -> queries.Asked:
    """Read from the address which week and which shifts are to be shown."""
    facts = {
        "week": request.args.get("week", type=date.fromisoformat),
        "team": request.args.get("team", type=row_number),
        "kind": request.args.get("kind", type=row_number),
        "open_only": request.args.get("open") == "1",
    }
    return queries.Asked(**{**facts, **fixed})
