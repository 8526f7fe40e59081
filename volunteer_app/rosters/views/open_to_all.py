"""The page anybody may read: where help is wanted, without a name on it."""

from __future__ import annotations

from flask import render_template, request

from volunteer_app.kit import clock
from volunteer_app.kit.access import me, visitors_and
from volunteer_app.kit.numbers import row_number
from volunteer_app.kit.paging import part_of
from volunteer_app.rosters.access import can_see_open_shifts
from volunteer_app.rosters.queries.open_to_all import shifts_with_room
from volunteer_app.rosters.views import bp


@bp.get("/open")
@visitors_and(can_see_open_shifts)
def open_to_all() -> str:
    """Show the shifts with a seat left, of one organisation or of all."""
    found = shifts_with_room(clock.now())
    owners = {one.organisation.id: one.organisation for one in found}
    chosen = owners.get(request.args.get("organisation", type=row_number) or 0)
    if chosen:
        found = [one for one in found if one.organisation.id == chosen.id]
    return render_template(
        "rosters/open_to_all.html",
        page=part_of(found, request.args.get("page", 1, row_number)),
        total=len(found),
        organisations=sorted(owners.values(), key=lambda one: one.name),
        chosen=chosen,
        visitor=not me().is_authenticated,
    )
