"""Everybody of domain.md 6.2 who exists so far, at home in one organisation, and their twin elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.factories import Make
from volunteer_app.people.models import Person
from volunteer_app.teams.models import Membership, Organisation, Team

ROLES = (
    "nobody",
    "volunteer",
    "lead",
    "scheduler",
    "organisation_admin",
    "district_admin",
    "auditor",
)
ELSEWHERE = ("volunteer", "lead", "scheduler", "organisation_admin")


@dataclass
class District:
    """Two organisations alike: ours with things in it, and another one."""

    make: Make
    ours: Organisation
    theirs: Organisation
    team: Team
    other_team: Team
    member: Person
    membership: Membership

    def somebody(self, role: str, *, elsewhere: bool = False) -> Person | None:
        """Give somebody with a role in our organisation, or in the other one."""
        organisation = self.theirs if elsewhere else self.ours
        team = self.other_team if elsewhere else self.team
        if role == "nobody":
            return None
        person = self.make.person(team)
        if role == "lead":
            return self.make.appoint(person, "lead", team=team)
        if role in ("scheduler", "organisation_admin"):
            return self.make.appoint(person, role, organisation=organisation)
        if role in ("district_admin", "auditor"):
            return self.make.appoint(self.make.person(), role)
        return person


def district(make: Make) -> District:
    """Make the two organisations."""
    ours, theirs = make.organisation(), make.organisation()
    team, other_team = make.team(ours), make.team(theirs)
    member = make.person(team, password=None)
    found = make.keep(
        Membership(team_id=make.team(ours).id, person_id=member.id, since=team.created_at)
    )
    return District(make, ours, theirs, team, other_team, member, found)


def answers(visit: Any, person: Person | None, address: str) -> int:
    """Read an address as somebody and say what the answer's status is."""
    if person is None:
        with visit.client.session_transaction() as session:
            session.clear()
    else:
        visit.sign_in(person)
    return int(visit.send(visit.client.get, address).status_code)
