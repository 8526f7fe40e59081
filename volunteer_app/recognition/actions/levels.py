"""Setting the rules of the levels: each change is a new row from a day on, earlier ones stay."""

from __future__ import annotations

from datetime import date, datetime

from flask_babel import gettext as _
from sqlalchemy import select

from volunteer_app.db import db, locked
from volunteer_app.kit import audit
from volunteer_app.kit.errors import Refused
from volunteer_app.people.models import Person
from volunteer_app.recognition.models import LevelRule
from volunteer_app.recognition.rules import default_rules, in_force
from volunteer_app.teams.models import Organisation


class RuleWrong(Refused):
    """The rule would not fit the ladder, or would rewrite the past."""


def seed_levels(organisation: Organisation) -> list[LevelRule]:
    """Store the shipped rules for an organisation that has none."""
    held = locked(select(Organisation).where(Organisation.id == organisation.id))
    db.session.execute(held)
    stored = db.session.scalars(
        select(LevelRule).where(LevelRule.organisation_id == organisation.id)
    ).all()
    if stored:
        return list(stored)
    rules = default_rules(organisation.id)
    db.session.add_all(rules)
    db.session.flush()
    return rules


def set_level(
    organisation: Organisation,
    by: Person,
    now: datetime,
    *,
    today: date,
    level: int,
    name: str,
    name_en: str,
    hours: int,
    valid_from: date,
) -> LevelRule:
    """
    Set what a level takes from a day on.

    Raises
    ------
    RuleWrong
        When the day lies in the past, or the levels would not rise one after the other.
    """
    rules = seed_levels(organisation)
    if valid_from < today:
        raise RuleWrong(
            _("A new rule begins today or later: what was reached under earlier rules stays."),
            field="valid_from",
        )
    same = next((one for one in rules if one.level == level and one.valid_from == valid_from), None)
    others = [one for one in in_force(rules, valid_from) if one.level != level]
    must_rise(others, level, hours * 60)
    rule = same or LevelRule(organisation_id=organisation.id, level=level, valid_from=valid_from)
    before = same.minutes if same else None
    rule.name, rule.name_en, rule.minutes = name, name_en, hours * 60
    db.session.add(rule)
    db.session.flush()
    audit.record(
        by, "set_level", rule, level=level, minutes=[before, rule.minutes], valid_from=valid_from
    )
    return rule


def must_rise(others: list[LevelRule], level: int, minutes: int) -> None:
    """Refuse a level that takes no more than the one below, or no less than the one above."""
    for one in others:
        wrong = one.minutes >= minutes if one.level < level else one.minutes <= minutes
        if wrong:
            raise RuleWrong(
                _(
                    "Level %(level)s takes %(hours)s hours on that day: the levels must rise.",
                    level=one.level,
                    hours=one.minutes // 60,
                ),
                field="hours",
            )
