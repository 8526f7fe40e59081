"""A person's level in an organisation: what is reached, since when, and what is missing to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from volunteer_app.db import db
from volunteer_app.hours.models import LedgerEntry
from volunteer_app.hours.queries.mine import totals_by_organisation
from volunteer_app.recognition.models import LevelRule
from volunteer_app.recognition.queries.crossings import crossings
from volunteer_app.recognition.rules import default_rules, first_days, in_force, stretches
from volunteer_app.teams.models import Organisation


@dataclass(frozen=True)
class Ladder:
    """Where a person stands in an organisation."""

    organisation: Organisation
    minutes: int
    level: LevelRule | None
    since: date | None
    next: LevelRule | None

    @property
    def missing(self) -> int:
        """Minutes to the next level; none where there is no next."""
        return max(0, self.next.minutes - self.minutes) if self.next else 0


def rules_of(organisation_id: int) -> list[LevelRule]:
    """List an organisation's rules, history included; the shipped ones where it has set none."""
    stored = db.session.scalars(
        select(LevelRule)
        .where(LevelRule.organisation_id == organisation_id)
        .order_by(LevelRule.level, LevelRule.valid_from)
    ).all()
    return list(stored) or default_rules(organisation_id)


def ladders(person_id: int, member_in: Sequence[Organisation], today: date) -> list[Ladder]:
    """Give a person's ladder in every organisation they served in or belong to."""
    served = totals_by_organisation(person_id)
    known = {organisation.id for organisation, _minutes in served}
    idle = [(one, 0) for one in member_in if one.id not in known]
    # an employer's organisation with nothing served says nothing once there is another
    listed = served or idle
    return [ladder(one, person_id, minutes, today) for one, minutes in listed]


def ladder(organisation: Organisation, person_id: int, minutes: int, today: date) -> Ladder:
    """Give a person's ladder in one organisation."""
    rules = rules_of(organisation.id)
    spans = stretches(rules)
    found = crossings(
        organisation.id, [one.rule.minutes for one in spans], LedgerEntry.person_id == person_id
    )
    crossed = found[0].crossed if found else {}
    reached = first_days(spans, crossed)
    reached = {level: one for level, one in reached.items() if one[0] <= today}
    top = max(reached, default=0)
    steps = [one for one in in_force(rules, today) if one.level > top]
    return Ladder(
        organisation=organisation,
        minutes=minutes,
        level=reached[top][1] if top else None,
        since=reached[top][0] if top else None,
        next=min(steps, key=lambda one: one.level, default=None),
    )
