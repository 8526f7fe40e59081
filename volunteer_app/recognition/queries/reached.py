"""The recognition list: who reached which level on which day, by filter."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from volunteer_app.db import db
from volunteer_app.hours.models import LedgerEntry
from volunteer_app.people.models import Person
from volunteer_app.recognition.models import LevelRule
from volunteer_app.recognition.queries.crossings import crossings
from volunteer_app.recognition.queries.ladder import rules_of
from volunteer_app.recognition.rules import first_days, stretches
from volunteer_app.teams.models import Membership, Team


@dataclass(frozen=True)
class Reached:
    """One person with the highest level they reached."""

    person_id: int
    name: str
    number: str
    teams: tuple[str, ...]
    minutes: int
    rule: LevelRule
    on: date


@dataclass(frozen=True)
class Wanted:
    """
    Which lines are looked at.

    Parameters
    ----------
    since
        Only levels reached after this day: those of the next list.
    level
        This level and higher ones.
    team_ids
        The teams the reader is kept to; nothing for all.
    """

    organisation_id: int
    today: date
    since: date | None = None
    level: int = 1
    team_id: int | None = None
    team_ids: frozenset[int] | None = None

    def at(self) -> dict[str, Any]:
        """Give what the address of this filter is made of."""
        return {
            "organisation_id": self.organisation_id,
            "level": self.level,
            "team": self.team_id,
            "since": self.since,
        }


def reached(wanted: Wanted) -> list[Reached]:
    """List who reached what, the latest first; four reads, however many people."""
    spans = stretches(rules_of(wanted.organisation_id))
    people, teams, member = known_people(wanted.organisation_id)
    found = []
    for one in crossings(wanted.organisation_id, [span.rule.minutes for span in spans]):
        days = {
            level: (day, rule)
            for level, (day, rule) in first_days(spans, one.crossed).items()
            if day <= wanted.today
        }
        if not days or not belongs(wanted, member[one.person_id]):
            continue
        level = max(days)
        day, rule = days[level]
        if level < wanted.level or (wanted.since is not None and day <= wanted.since):
            continue
        name, number = people[one.person_id]
        own = tuple(teams[team] for team in sorted(member[one.person_id]) if team in teams)
        found.append(Reached(one.person_id, name, number, own, one.minutes, rule, day))
    return sorted(found, key=lambda line: (-line.on.toordinal(), -line.rule.level, line.number))


def belongs(wanted: Wanted, teams: set[int]) -> bool:
    """Say whether somebody of these teams is looked at."""
    if wanted.team_id is not None and wanted.team_id not in teams:
        return False
    return wanted.team_ids is None or bool(teams & wanted.team_ids)


def known_people(
    organisation_id: int,
) -> tuple[dict[int, tuple[str, str]], dict[int, str], dict[int, set[int]]]:
    """Read names and numbers, the organisation's teams, and who belongs to which of them."""
    people = {
        row.id: (row.name, row.number)
        for row in db.session.execute(
            select(Person.id, Person.name, Person.number).where(
                Person.id.in_(
                    select(LedgerEntry.person_id).where(
                        LedgerEntry.organisation_id == organisation_id
                    )
                )
            )
        )
    }
    teams = {
        row.id: row.name
        for row in db.session.execute(
            select(Team.id, Team.name).where(Team.organisation_id == organisation_id)
        )
    }
    member: dict[int, set[int]] = defaultdict(set)
    rows = db.session.execute(
        select(Membership.person_id, Membership.team_id).where(
            Membership.team_id.in_(teams), Membership.state.in_(("active", "paused"))
        )
    )
    for person_id, team_id in rows:
        member[person_id].add(team_id)
    return people, teams, member
