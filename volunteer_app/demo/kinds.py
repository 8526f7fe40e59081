"""The district's qualifications, levels and eighteen kinds of duty: the seeded ones, and its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from volunteer_app.db import db
from volunteer_app.demo.places import Ground
from volunteer_app.demo.rows import keep
from volunteer_app.recognition.actions.levels import seed_levels
from volunteer_app.teams.actions.seeds import seed_duty_kinds
from volunteer_app.teams.models import DutyKind, Organisation
from volunteer_app.training.actions.seeds import seed_qualifications

#: our short key → the seeded kind it is
SEEDED = {
    "peak": "traffic",
    "layby": "roadside_care",
    "desk": "drivers_home",
    "hazard": "hazard",
    "checkpoint": "checkpoint",
    "street": "streetscape",
}
ROAD: dict[str, Any] = {
    "adults_only": True, "insured": True, "outdoor": True, "least_crew": 2, "needs": ("road",),
    "bring": "反光背心、口哨、饮用水。", "bring_en": "High-visibility vest, whistle, water.",
}  # fmt: skip
DESK: dict[str, Any] = {"least_crew": 2, "bring": "工作证。", "bring_en": "Your badge."}
OUTSIDE: dict[str, Any] = {
    "outdoor": True, "bring": "手套、帽子、饮用水。", "bring_en": "Gloves, cap, water.",
}  # fmt: skip
#: key, name, English name, rules beside those every kind starts with
OWN: tuple[tuple[str, str, str, dict[str, Any]], ...] = (
    ("parking", "停车秩序引导", "Parking order", ROAD),
    ("heat", "清凉驿站", "Heat-relief station", OUTSIDE | {"least_crew": 2}),
    ("law", "法律咨询台", "Legal desk", DESK),
    ("counsel", "心理咨询台", "Counselling desk", DESK),
    ("mediate", "劳动调解台", "Labour mediation desk", DESK),
    ("party", "党员主题日", "Monthly Party-member day", OUTSIDE),
    ("blindspot", "大车盲区宣讲", "Blind-spot lesson", {"lead_seats": 1}),
    ("courier", "暖蜂行动", "Courier warmth day", {}),
    ("marshal", "活动秩序维护", "Fair marshal", OUTSIDE | {"least_crew": 2}),
    ("emergency", "应急关爱巡访", "Emergency care round",
     ROAD | {"needs": ("first_aid",), "critical": True, "longest_minutes": 480}),
)  # fmt: skip
RIVER_DAY = ("护河清洁日", "River clean-up day", OUTSIDE | {"daylight_only": True})
PLAIN: dict[str, Any] = {
    "seed": "", "needs": (), "adults_only": False, "insured": False, "least_crew": 1,
    "experienced": 0, "lead_seats": 0, "outdoor": False, "daylight_only": False,
    "critical": False, "longest_minutes": 240, "bring": "", "bring_en": "",
}  # fmt: skip


@dataclass(frozen=True)
class Catalogue:
    """Ids of qualifications by code, and of kinds of duty by our short key."""

    qualifications: dict[str, int]
    kinds: dict[str, int]


def store_catalogue(ground: Ground) -> Catalogue:
    """Store qualifications, levels and kinds of duty; the union looks after the river's."""
    codes = seed_qualifications()
    office, union = (
        db.session.get_one(Organisation, number) for number in (ground.main, ground.union)
    )
    seed_levels(office)
    seed_levels(union)
    seeded = seed_duty_kinds(office, qualifications=codes, seasoned=True)
    river = seed_duty_kinds(union, qualifications=codes, seasoned=True)
    own = keep(
        DutyKind,
        [row(ground.main, name, english, rules, codes) for _key, name, english, rules in OWN],
    )
    (riverday,) = keep(DutyKind, [row(ground.union, *RIVER_DAY, codes)])
    return Catalogue(
        codes,
        {
            **{key: seeded[seed].id for key, seed in SEEDED.items()},
            **dict(zip((key for key, *_ in OWN), own, strict=True)),
            "river": river["river"].id,
            "riverday": riverday,
        },
    )


def row(
    owner: int, name: str, english: str, rules: dict[str, Any], codes: dict[str, int]
) -> dict[str, Any]:
    """Give the row of one kind of duty."""
    facts = PLAIN | rules | {"organisation_id": owner, "name": name, "name_en": english}
    return facts | {"needs": [codes[code] for code in facts["needs"]]}
