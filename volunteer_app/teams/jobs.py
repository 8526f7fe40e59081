"""Teams' background work: letters to whoever applied, and to the leads who decide."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import joinedload

from volunteer_app.db import db
from volunteer_app.kit import outbox
from volunteer_app.kit.jobs import Turn, handles
from volunteer_app.people.models import Person
from volunteer_app.teams.models import Team
from volunteer_app.teams.queries.members import leads_of


@handles("write_join_letters")
def write_join_letters(_turn: Turn, team_id: int, person_id: int, known: bool) -> dict[str, Any]:
    """Tell the applicant what comes next; tell the leads, unless the account existed before."""
    person = db.session.get_one(Person, person_id)
    team = db.session.get_one(Team, team_id, options=[joinedload(Team.organisation)])
    outbox.write("known_already" if known else "joined", person, team=team)
    leads = [] if known else leads_of(team_id)
    for lead in leads:
        outbox.write("applicant", lead, team=team, applicant=person)
    return {"leads": len(leads)}
