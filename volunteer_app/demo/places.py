"""The district's organisations, teams and sites."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from volunteer_app.demo.rows import keep
from volunteer_app.teams.models import Organisation, Site, Team

MAIN = "港前街道办事处"
UNION = "区志愿者联合会"
#: about where the invented district lies: for sunrise and sunset
LATITUDE, LONGITUDE = 22.57, 114.24
#: name, English name, kind
ORGANISATIONS = (
    (MAIN, "Port Front Subdistrict Office", "office"),
    (UNION, "District Volunteer Union", "association"),
    ("港口集团", "Port Group", "company"),
    ("集装箱码头公司", "Container Terminal Operator", "company"),
    ("第一运输公司", "Haulage Firm One", "company"),
    ("第二运输公司", "Haulage Firm Two", "company"),
    ("第三运输公司", "Haulage Firm Three", "company"),
    ("第四运输公司", "Haulage Firm Four", "company"),
    ("东堆场公司", "East Yard", "company"),
    ("西堆场公司", "West Yard", "company"),
    ("仓储公司", "Warehouse Company", "company"),
    ("货运代理公司", "Freight Forwarder", "company"),
    ("报关公司", "Customs Broker", "company"),
    ("货运行业协会", "Trucking Association", "association"),
)
LOGISTICS, RESERVE, DESK, LECTURERS, YOUTH = (
    "物流志愿服务队", "红马甲机动队", "司机之家服务队", "安全宣讲团", "青年志愿队",
)  # fmt: skip
RIVER = "护河志愿队"
SQUADS = tuple(
    (f"物流{numeral}中队", f"Logistics Squad {number}")
    for number, numeral in enumerate("一二三四五六七八", 1)
)
REACHES = tuple((f"河段{number}组", f"Reach Group {number}") for number in range(1, 5))


#: organisation, name, English name, the team it belongs to
TeamPlan = tuple[int, str, str, int | None]


@dataclass(frozen=True)
class Ground:
    """Ids of organisations, teams and sites by name."""

    organisations: dict[str, int]
    teams: dict[str, int]
    sites: dict[str, int]

    @property
    def main(self) -> int:
        """The organisation whose month is rostered."""
        return self.organisations[MAIN]

    @property
    def union(self) -> int:
        """The organisation that looks after the river."""
        return self.organisations[UNION]


def lay_ground(since: datetime) -> Ground:
    """Store organisations, teams and sites."""
    names = [name for name, _, _ in ORGANISATIONS]
    ids = keep(
        Organisation,
        [
            {"name": name, "name_en": english, "kind": kind, "created_at": since}
            for name, english, kind in ORGANISATIONS
        ],
    )
    organisations = dict(zip(names, ids, strict=True))
    teams = store_teams(organisations, since)
    return Ground(organisations, teams, store_sites(organisations))


def store_teams(organisations: dict[str, int], since: datetime) -> dict[str, int]:
    """Store the two big teams with their squads and groups, and the four small ones."""
    main, union = organisations[MAIN], organisations[UNION]
    heads: list[tuple[int, str, str]] = [
        (main, LOGISTICS, "Logistics Team"),
        (main, RESERVE, "Red-Vest Reserve"),
        (main, DESK, "Drivers' Home Team"),
        (main, LECTURERS, "Safety Lecturers"),
        (main, YOUTH, "Youth Team"),
        (union, RIVER, "River Team"),
    ]
    found = store_some([(*head, None) for head in heads], since)
    below: list[TeamPlan] = [(main, *squad, found[LOGISTICS]) for squad in SQUADS]
    below += [(union, *reach, found[RIVER]) for reach in REACHES]
    return found | store_some(below, since)


def store_some(teams: list[TeamPlan], since: datetime) -> dict[str, int]:
    """Store teams of (organisation, name, English name, team they belong to)."""
    rows: list[dict[str, Any]] = [
        {
            "organisation_id": organisation,
            "parent_id": parent,
            "name": name,
            "name_en": english,
            "join_code": secrets.token_urlsafe(12),
            "created_at": since,
        }
        for organisation, name, english, parent in teams
    ]
    return dict(zip((row["name"] for row in rows), keep(Team, rows), strict=True))


def store_sites(organisations: dict[str, int]) -> dict[str, int]:
    """Store the thirty sites; the river's belong to the union, the others to the office."""
    main, union = organisations[MAIN], organisations[UNION]
    plans = [
        (main, "J", 8, "疏港路口", "Port Road Junction", "人行天桥下", "Under the footbridge"),
        (main, "L", 4, "路边停靠点", "Roadside Layby", "停靠点入口", "At the layby's entrance"),
        (main, "G", 5, "卡口", "Gate", "卡口值班亭", "At the gate's booth"),
        (main, "H", 4, "清凉驿站", "Heat-Relief Station", "驿站帐篷前", "In front of the tent"),
        (union, "R", 4, "河段", "River Reach", "河长公示牌旁", "Beside the river notice board"),
        (main, "S", 2, "小学", "School", "学校正门", "At the school's main gate"),
    ]  # fmt: skip
    rows = [
        site(owner, f"{name}{mark}{number}", f"{english} {mark}{number}", meet, meet_en)
        for owner, mark, times, name, english, meet, meet_en in plans
        for number in range(1, times + 1)
    ]
    rows += [
        site(main, "司机之家", "Drivers' Home", "一楼服务台", "Service desk on the ground floor"),
        site(main, "物资仓库", "Store", "仓库门口", "At the store's door"),
        site(main, "宣讲厅", "Lecture Hall", "大厅入口", "At the hall's entrance"),
    ]
    return dict(zip((row["name"] for row in rows), keep(Site, rows), strict=True))


def site(owner: int, name: str, english: str, meet: str, meet_en: str) -> dict[str, Any]:
    """Give the row of one site."""
    return {
        "organisation_id": owner,
        "name": name,
        "name_en": english,
        "meeting_point": meet,
        "meeting_point_en": meet_en,
        "police_liaison": "",
        "latitude": LATITUDE,
        "longitude": LONGITUDE,
    }
