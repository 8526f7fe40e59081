"""The qualifications every district starts with."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import or_, select

from volunteer_app.db import db
from volunteer_app.training.models import Qualification


@dataclass(frozen=True)
class Seed:
    """A qualification as it is first laid down; months 0 means it holds for good."""

    code: str
    name: str
    name_en: str
    months: int


SEEDS = (
    # Road duty: course and police briefing, valid twelve months (domain.md 3.3).
    Seed("road", "道路执勤", "Road duty", 12),
    Seed("river", "河道安全", "River safety", 12),
    Seed("first_aid", "急救", "First aid", 24),
    Seed("psychological_first_aid", "心理援助", "Psychological first aid", 24),
    Seed("hazard", "隐患识别", "Hazard recognition", 24),
    Seed("law", "法律咨询", "Legal advice", 0),
    Seed("mediation", "劳动调解", "Labour mediation", 0),
    Seed("counselling", "心理咨询", "Counselling", 0),
)


def seed_qualifications() -> dict[str, int]:
    """
    See that the district's first qualifications exist.

    Returns
    -------
    dict
        Code → id of each; what is there already, by code or by name, is left as it is.
    """
    known = db.session.scalars(
        select(Qualification).where(
            or_(
                Qualification.code.in_([seed.code for seed in SEEDS]),
                Qualification.name.in_([seed.name for seed in SEEDS]),
            )
        )
    ).all()
    by_code = {found.code: found for found in known}
    by_name = {found.name: found for found in known}
    laid = {}
    for seed in SEEDS:
        found = by_code.get(seed.code) or by_name.get(seed.name)
        if found is None:
            found = Qualification(
                code=seed.code, name=seed.name, name_en=seed.name_en, months=seed.months
            )
            db.session.add(found)
        laid[seed.code] = found
    db.session.flush()
    return {code: found.id for code, found in laid.items()}
