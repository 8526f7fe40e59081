"""Background work on seats: offers nobody answered lapse."""

from __future__ import annotations

from typing import Any

from volunteer_app.db import commit
from volunteer_app.kit import clock
from volunteer_app.kit.jobs import Turn, handles
from volunteer_app.rosters.actions import lapsing


@handles("lapse_seats")
def lapse_seats(turn: Turn) -> dict[str, Any]:
    """Let unanswered offers lapse, one period a transaction; safe to run again at any point."""
    lapsed = 0
    for period_id in lapsing.due_lapses(clock.now()):
        commit()
        turn.tick()
        lapsed += lapsing.lapse(period_id, clock.now())
        commit()
    return {"lapsed": lapsed}
