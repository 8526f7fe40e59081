"""The district's 480 volunteers: who they are, where they belong, what they may do."""

from __future__ import annotations

import math
import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from volunteer_app.demo.kinds import Catalogue
from volunteer_app.demo.names import draw_name
from volunteer_app.demo.places import (
    DESK,
    LECTURERS,
    LOGISTICS,
    ORGANISATIONS,
    REACHES,
    RESERVE,
    RIVER,
    SQUADS,
    YOUTH,
    Ground,
)
from volunteer_app.demo.rows import keep
from volunteer_app.people.models import Consent, Person
from volunteer_app.teams.models import Membership
from volunteer_app.training.models import Holding, Insurance

#: how many serve where
LOGISTICS_PEOPLE, RIVER_PEOPLE, DESK_PEOPLE, EXPERTS, YOUNG = 300, 90, 50, 20, 20
#: age in years from … to, and what share of the people is of that age
AGES = ((18, 30, 0.29), (31, 45, 0.46), (46, 60, 0.22), (61, 68, 0.03))
#: how people work: on a rota of four days on and two off, in an office, or as they like
WORKING = (("rota", 0.3), ("office", 0.5), ("free", 0.2))
COMPANIES = [name for name, _english, kind in ORGANISATIONS if kind == "company"]


@dataclass(frozen=True)
class Volunteer:
    """One made-up person, as the rest of the demonstration needs to know them."""

    id: int
    group: str
    team: str
    born: date
    works: str
    #: minutes of service wished for in a month
    wanted: int
    #: verified minutes of the last two years
    served: int
    seasoned: bool
    holds: frozenset[str]

    def is_adult(self, today: date) -> bool:
        """Whether the person is 18 or older."""
        return self.born <= date(today.year - 18, today.month, 1)


def plan_groups() -> list[tuple[str, str]]:
    """Give everybody's group and team, in order of their numbers."""
    squads = [name for name, _ in SQUADS]
    reaches = [name for name, _ in REACHES]
    return [
        *(("logistics", squads[n % len(squads)]) for n in range(LOGISTICS_PEOPLE)),
        *(("river", reaches[n % len(reaches)]) for n in range(RIVER_PEOPLE)),
        *(("desk", DESK) for _ in range(DESK_PEOPLE)),
        *(("expert", LECTURERS if n % 2 else DESK) for n in range(EXPERTS)),
        *(("youth", YOUTH) for _ in range(YOUNG)),
    ]


def draw_born(chance: Random, today: date, *, young: bool) -> date:
    """Draw the first day of a birth month."""
    first, last, _ = (14, 17, 0) if young else chance.choices(AGES, [a[2] for a in AGES])[0]
    return date(today.year - chance.randint(first, last), chance.randint(1, 12), 1)


def draw_served(chance: Random, adult: bool) -> int:
    """Draw two years' minutes: log-normal, median 110 h, mean 190 h."""
    hours = 110 * math.exp(chance.gauss(0, 1.045))
    return round(min(hours, 1900 if adult else 250) * 60)


def draw_wanted(chance: Random) -> int:
    """Draw the minutes a month somebody would like to serve: 2 to 16 h, median 6."""
    return 60 * max(2, min(16, round(6 * math.exp(chance.gauss(0, 0.5)))))


def store_people(
    ground: Ground, catalogue: Catalogue, chance: Random, today: date, since: datetime
) -> list[Volunteer]:
    """Store everybody with memberships, proofs, insurance and consents."""
    taken: set[str] = set()
    plans: list[dict[str, Any]] = []
    for number, (group, team) in enumerate(plan_groups(), 1):
        born = draw_born(chance, today, young=group == "youth")
        adult = born <= date(today.year - 18, today.month, 1)
        works = chance.choices([w for w, _ in WORKING], [share for _, share in WORKING])[0]
        plans.append(
            {
                "row": person_row(ground, chance, number, group, born, since, taken),
                "group": group, "team": team, "born": born,
                "works": "school" if group == "youth" else works,
                "wanted": draw_wanted(chance), "served": draw_served(chance, adult),
                "holds": draw_holds(chance, group, adult),
            }
        )  # fmt: skip
    ids = keep(Person, [plan.pop("row") for plan in plans])
    people = [
        Volunteer(id=number, seasoned=plan["served"] > 6000, **plan)
        for number, plan in zip(ids, plans, strict=True)
    ]
    store_memberships(ground, chance, people, since)
    store_proofs(catalogue, chance, people, today)
    keep(
        Consent,
        [
            {"person_id": one.id, "purpose": purpose, "given": True, "at": since}
            for one in people
            for purpose in ("rules", "contact")
        ],
    )
    return people


def person_row(
    ground: Ground,
    chance: Random,
    number: int,
    group: str,
    born: date,
    since: datetime,
    taken: set[str],
) -> dict[str, Any]:
    """Give the row of one person."""
    company = COMPANIES[number % len(COMPANIES)] if group == "logistics" else None
    skilled = chance.random()
    return {
        "number": f"V{number:06d}",
        "name": draw_name(chance, man=chance.random() < 0.62, taken=taken),
        "email": f"v{number:06d}@volunteer.example",
        "phone": f"1990077{number:04d}",
        "password": None,
        "active": True,
        "fs_uniquifier": secrets.token_hex(16),
        "locale": "zh_Hans_CN",
        "born": born,
        "languages": "普通话、粤语" if chance.random() < 0.4 else "普通话",
        "skills": "驾驶" if skilled < 0.3 else "摄影" if skilled < 0.36 else "",
        "emergency_name": "家人",
        "emergency_phone": f"1990078{number:04d}",
        "employer_id": ground.organisations[company] if company else None,
        "opted_out": False,
        "confirmed_at": since,
        "created_at": since,
    }


def draw_holds(chance: Random, group: str, adult: bool) -> frozenset[str]:
    """Draw the qualifications a person has or had."""
    road = {"logistics": 0.85, "river": 0.25, "desk": 0.4, "expert": 0.4}.get(group, 0)
    chances = {
        "road": road if adult else 0,
        "river": 0.9 if group == "river" else 0.03,
        "first_aid": 0.15,
        "psychological_first_aid": 0.06,
        "hazard": 0.2,
    }
    held = {code for code, share in chances.items() if chance.random() < share}
    if group == "expert":
        held.add(chance.choice(("law", "mediation", "counselling")))
    return frozenset(held)


def store_memberships(
    ground: Ground, chance: Random, people: list[Volunteer], since: datetime
) -> None:
    """Store who belongs where; about one in six may lead, a tenth is in the reserve as well."""
    rows = []
    for one in people:
        may_lead = one.seasoned and one.group != "youth" and chance.random() < 0.35
        rows.append(membership(ground, one, one.team, since, may_lead))
        above = {"logistics": LOGISTICS, "river": RIVER}.get(one.group)
        if one.group != "youth" and one.group != "river" and chance.random() < 0.12:
            rows.append(membership(ground, one, RESERVE, since, may_lead))
        if above and may_lead and chance.random() < 0.2:
            rows.append(membership(ground, one, above, since, may_lead))
    keep(Membership, rows)


def membership(
    ground: Ground, one: Volunteer, team: str, since: datetime, may_lead: bool
) -> dict[str, Any]:
    """Give the row of one membership."""
    return {
        "team_id": ground.teams[team],
        "person_id": one.id,
        "state": "active",
        "may_lead": may_lead,
        "since": since,
    }


def store_proofs(
    catalogue: Catalogue, chance: Random, people: list[Volunteer], today: date
) -> None:
    """Store qualifications and insurance; some have run out, some will within the month."""
    holdings, insurances = [], []
    for one in people:
        for code in sorted(one.holds):
            lasting = code in ("law", "mediation", "counselling")
            until = None if lasting else today + timedelta(days=draw_days_left(chance))
            holdings.append(
                {
                    "person_id": one.id,
                    "qualification_id": catalogue.qualifications[code],
                    "since": today - timedelta(days=500),
                    "until": until,
                }
            )
        days_left = draw_insured_days(chance)
        insurances.append(
            {
                "person_id": one.id,
                "policy": f"A{one.id:07d}",
                "since": today + timedelta(days=days_left - 730),
                "until": today + timedelta(days=days_left),
            }
        )
    keep(Holding, holdings)
    keep(Insurance, insurances)


def draw_days_left(chance: Random) -> int:
    """Draw how long a proof still holds: one in six ran out, a few do so within the month."""
    roll = chance.random()
    if roll < 0.17:
        return -chance.randint(5, 90)
    return chance.randint(5, 27) if roll < 0.22 else chance.randint(60, 330)


def draw_insured_days(chance: Random) -> int:
    """Draw how long somebody is still insured: 3 in 100 no longer, 4 in 100 only for days."""
    roll = chance.random()
    if roll < 0.03:
        return -chance.randint(1, 60)
    return chance.randint(4, 25) if roll < 0.07 else chance.randint(60, 360)
