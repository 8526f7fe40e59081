"""What a shift's minutes need to know: which of its teams each of its people belongs to."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select

from volunteer_app.attendance.queries.days import ShiftDay
from volunteer_app.db import db
from volunteer_app.teams.models import Membership, Team


def team_of_each(day: ShiftDay, people: Collection[int]) -> dict[int, int | None]:
    """
    Give the team each person's minutes of a shift belong to.

    It is the shift's own team; where a shift is for several, the one the person is a member of,
    squads counting for the team above them.
    """
    if day.shift.team_id is not None:
        return dict.fromkeys(people, day.shift.team_id)
    rows = db.session.execute(
        select(Membership.person_id, Team.id, Team.parent_id)
        .join(Team, Team.id == Membership.team_id)
        .where(Membership.person_id.in_(people), Membership.state.in_(("active", "paused")))
        .order_by(Team.id)
    )
    found: dict[int, int | None] = {}
    for person_id, team_id, parent_id in rows:
        if team_id in day.team_ids:
            found.setdefault(person_id, team_id)
        elif parent_id in day.team_ids:
            found.setdefault(person_id, parent_id)
    return found
