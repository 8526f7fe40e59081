"""Inviting everybody who has not joined yet: letters, and links on slips of paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask_babel import gettext as _

from volunteer_app.kit.errors import Refused
from volunteer_app.people import links
from volunteer_app.people.actions.invitations import invite
from volunteer_app.people.models import Person
from volunteer_app.teams.models import Organisation
from volunteer_app.teams.queries import invitations as queries

#: so many slips fit on one page that still opens quickly; more are printed team by team
MOST_SLIPS = 400


class TooManySlips(Refused):
    """More people than one page of slips should hold."""


@dataclass(frozen=True)
class Slip:
    """A link to hand over on paper: shown once, kept nowhere."""

    person: Person
    token: str


@dataclass(frozen=True)
class Invited:
    """
    What came of inviting everybody.

    ``letters`` were written now; to ``waiting`` people an earlier letter still holds good;
    ``slips`` are for those without an e-mail address, and open until ``until``.
    """

    letters: int
    waiting: int
    slips: list[Slip]
    until: datetime


def invite_all(
    organisation: Organisation, *, team_id: int | None, by: Person, now: datetime
) -> Invited:
    """
    Invite whoever has no account: a letter each where an address is known, else a slip.

    Slips printed earlier open nothing any more. Nobody gets a second letter while the link in
    the first one is good.

    Raises
    ------
    TooManySlips
        When one page would hold too many of them.
    """
    people = queries.not_joined(by, organisation.id, team_id)
    on_paper = [one for one in people if not one.email]
    if len(on_paper) > MOST_SLIPS:
        raise TooManySlips(
            _(
                "That would be %(count)s slips; up to %(most)s fit on one page. Choose a team.",
                count=len(on_paper),
                most=MOST_SLIPS,
            ),
            field="team_id",
        )
    by_letter = [one for one in people if one.email]
    waiting = queries.lettered([one.id for one in by_letter], now)
    fresh = [one for one in by_letter if one.id not in waiting]
    for one in fresh:
        invite(one, by=by)
    made = [(one, invite(one, by=by)) for one in on_paper]
    return Invited(
        letters=len(fresh),
        waiting=len(waiting),
        slips=[Slip(one, token) for one, token in made if token],
        until=now + links.LIVES[links.WELCOME] - timedelta(minutes=1),
    )
