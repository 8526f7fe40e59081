"""The kinds of duty an organisation starts with, each with its safety rules (domain.md 3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy import select

from volunteer_app.db import db
from volunteer_app.teams.models import DutyKind, Organisation


@dataclass(frozen=True)
class Seed:
    """A kind of duty as it is first laid down; `needs` are codes of qualifications."""

    seed: str
    name: str
    name_en: str
    needs: tuple[str, ...] = ()
    adults_only: bool = False
    insured: bool = False
    least_crew: int = 1
    experienced: int = 0
    lead_seats: int = 0
    outdoor: bool = False
    daylight_only: bool = False
    critical: bool = False
    longest_minutes: int = 240
    bring: str = ""
    bring_en: str = ""


SEEDS = (
    Seed(
        "traffic",
        "交通劝导",
        "Traffic guidance",
        # Never alone, one with experience, two-hour seats and at most two and a half (3.3).
        needs=("road",),
        adults_only=True,
        insured=True,
        least_crew=2,
        experienced=1,
        lead_seats=1,
        outdoor=True,
        longest_minutes=150,
        bring="反光背心、口哨、小旗、饮用水。站在车行道以外，只劝导，不指挥、不拦车。",
        bring_en=(
            "High-visibility vest, whistle, flag, water. Stand outside the carriageway; "
            "persuade, do not direct or stop vehicles."
        ),
    ),
    Seed(
        "roadside_care",
        "路边关爱",
        "Roadside care",
        adults_only=True,
        insured=True,
        least_crew=2,
        outdoor=True,
        longest_minutes=150,
        bring="反光背心、物资登记表。只在停车港湾内服务。",
        bring_en="High-visibility vest, goods list. Serve inside the layby only.",
    ),
    Seed(
        "river",
        "河道巡护",
        "Environmental and river duty",
        # Pairs, by daylight, nobody enters the water (3.4).
        needs=("river",),
        insured=True,
        least_crew=2,
        lead_seats=1,
        outdoor=True,
        daylight_only=True,
        bring="救生衣、手套、防滑鞋。不下水。",
        bring_en="Life vest, gloves, non-slip shoes. Nobody enters the water.",
    ),
    Seed(
        "hazard",
        "隐患排查",
        "Hazard inspection",
        adults_only=True,
        insured=True,
        least_crew=2,
        outdoor=True,
        longest_minutes=180,
        bring="安全帽、检查表、手机（拍照用）。",
        bring_en="Hard hat, checklist, phone for photographs.",
    ),
    Seed(
        "drivers_home",
        "司机之家值守",
        "Drivers' home desk",
        bring="工作证。",
        bring_en="Your badge.",
    ),
    Seed(
        "checkpoint",
        "卡口值守",
        "Checkpoint duty",
        # Round the clock, adults only, six-hour seats (1 row 15, 3.4).
        adults_only=True,
        insured=True,
        least_crew=2,
        lead_seats=1,
        outdoor=True,
        critical=True,
        longest_minutes=360,
        bring="反光背心、手电、饮用水、交接记录。",
        bring_en="High-visibility vest, torch, water, hand-over notes.",
    ),
    Seed(
        "streetscape",
        "市容环境",
        "Streetscape",
        least_crew=2,
        outdoor=True,
        longest_minutes=180,
        bring="手套、垃圾夹、饮用水。",
        bring_en="Gloves, litter picker, water.",
    ),
)
BY_NAME = {seed.name: seed for seed in SEEDS}


def seed_duty_kinds(
    organisation: Organisation, *, qualifications: Mapping[str, int], seasoned: bool = False
) -> dict[str, DutyKind]:
    """
    See that an organisation has the seeded kinds of duty.

    Parameters
    ----------
    qualifications
        Code → id, as ``seed_qualifications()`` gives it.
    seasoned
        Whether the organisation already has people with confirmed duties. A new one has
        none, so a crew could never include an experienced person: it starts without that
        rule and sets it on the duty kind's page once its people have served three times.

    Returns
    -------
    dict
        Seed → kind; what is there already, by seed or by name, is left as it is.
    """
    known = db.session.scalars(
        select(DutyKind).where(DutyKind.organisation_id == organisation.id)
    ).all()
    by_seed = {kind.seed: kind for kind in known if kind.seed}
    by_name = {kind.name: kind for kind in known}
    laid = {}
    for seed in SEEDS:
        kind = by_seed.get(seed.seed) or by_name.get(seed.name)
        if kind is None:
            kind = from_seed(organisation, seed, qualifications, seasoned=seasoned)
            db.session.add(kind)
        laid[seed.seed] = kind
    db.session.flush()
    return laid


def from_seed(
    organisation: Organisation,
    seed: Seed,
    qualifications: Mapping[str, int],
    *,
    seasoned: bool = False,
) -> DutyKind:
    """Give a new kind of duty, not yet stored, with a seed's rules."""
    rules = vars(replace(seed, experienced=seed.experienced if seasoned else 0))
    return DutyKind(
        organisation_id=organisation.id,
        **{**rules, "needs": [qualifications[code] for code in seed.needs]},
    )
