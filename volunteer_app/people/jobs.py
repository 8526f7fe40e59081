"""People's background work: letters with links, and forgetting."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import delete

from volunteer_app.db import db
from volunteer_app.kit import clock
from volunteer_app.kit.jobs import Turn, handles
from volunteer_app.people.actions import accounts
from volunteer_app.people.models import EndedSession, Person, SignInTry

#: tries are counted over a quarter of an hour; a day allows looking back
TRIES_KEPT = timedelta(days=1)


@handles("write_reset_letter")
def write_reset_letter(_turn: Turn, person_id: int | None) -> dict[str, Any]:
    """Write the letter that was asked for; nobody's request is work done, too."""
    person = db.session.get(Person, person_id) if person_id else None
    return {"written": bool(person and accounts.write_reset_letter(person, clock.now()))}


@handles("forget_old_tries")
def forget_old_tries(_turn: Turn) -> dict[str, int]:
    """Delete sign-in tries and ended sessions that are past their use."""
    now = clock.now()
    tries: Any = db.session.execute(delete(SignInTry).where(SignInTry.at < now - TRIES_KEPT))
    sessions: Any = db.session.execute(delete(EndedSession).where(EndedSession.until < now))
    return {"tries": tries.rowcount, "sessions": sessions.rowcount}
