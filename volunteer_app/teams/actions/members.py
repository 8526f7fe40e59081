"""What is done with memberships: approved, refused, paused, taken up again, left, marked."""

from __future__ import annotations

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from volunteer_app.db import db, locked
from volunteer_app.kit import audit, outbox
from volunteer_app.kit.errors import Changed, Refused
from volunteer_app.people.models import Person
from volunteer_app.teams.models import Membership, Team
from volunteer_app.teams.queries.people import person_numbered

#: deed → (states it starts from, state it leads to)
STEPS = {
    "approved": (("applied",), "active"),
    "refused": (("applied",), "left"),
    "paused": (("active",), "paused"),
    "resumed": (("paused",), "active"),
    "left": (("applied", "active", "paused"), "left"),
}


class NoSuchPerson(Refused):
    """Nobody of the organisation has this number."""


def step(membership: Membership, deed: str, *, by: Person, now: datetime) -> None:
    """
    Take a membership one step on.

    Raises
    ------
    Changed
        When somebody else has changed it in between.
    """
    starts, leads_to = STEPS[deed]
    held = db.session.scalars(
        locked(select(Membership).where(Membership.id == membership.id))
    ).one()
    if held.state not in starts:
        raise Changed(_("Somebody else has changed this membership. Look at the list again."))
    before, held.state = held.state, leads_to
    if deed in ("approved", "resumed"):
        held.since = now if deed == "approved" else held.since
        held.until = None
    if leads_to == "left":
        held.until, held.may_lead = now, False
    db.session.flush()
    team = db.session.get_one(Team, held.team_id)
    audit.record(
        by,
        deed,
        held,
        organisation_id=team.organisation_id,
        subject_id=held.person_id,
        state=[before, leads_to],
    )
    if deed in ("approved", "refused"):
        outbox.write(f"membership_{deed}", db.session.get_one(Person, held.person_id), team=team)


def mark(membership: Membership, *, may_lead: bool, by: Person) -> None:
    """Say whether a member can take the lead seat of a crew."""
    if membership.may_lead == may_lead:
        return
    membership.may_lead = may_lead
    audit.record(
        by,
        "marked_may_lead",
        membership,
        organisation_id=membership.team.organisation_id,
        may_lead=[not may_lead, may_lead],
    )


def add(team: Team, *, number: str, by: Person, now: datetime) -> Membership:
    """
    Take somebody of the organisation into a team by volunteer number.

    Raises
    ------
    NoSuchPerson
    """
    person = person_numbered(team.organisation_id, number)
    if person is None:
        raise NoSuchPerson(
            _("Nobody in this organisation has the number %(number)s.", number=number),
            field="number",
        )
    known = db.session.scalar(
        locked(
            select(Membership).where(
                Membership.team_id == team.id, Membership.person_id == person.id
            )
        )
    )
    if known is None:
        known = Membership(team_id=team.id, person_id=person.id)
        db.session.add(known)
    elif known.state in ("active", "paused"):
        raise NoSuchPerson(_("%(name)s is in the team already.", name=person.name), field="number")
    known.state, known.since, known.until = "active", now, None
    db.session.flush()
    audit.record(by, "added", known, organisation_id=team.organisation_id, subject_id=person.id)
    return known
