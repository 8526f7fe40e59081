"""The district's periods: the month to be published, the next one collecting, and the river's."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from volunteer_app.db import db
from volunteer_app.demo.kinds import Catalogue
from volunteer_app.demo.people import Volunteer
from volunteer_app.demo.places import DESK, LECTURERS, LOGISTICS, RESERVE, RIVER, YOUTH, Ground
from volunteer_app.demo.rows import keep, keep_links
from volunteer_app.duties.models import Shift
from volunteer_app.kit import clock
from volunteer_app.people.models import Person
from volunteer_app.rosters.actions.patterns import lay_out
from volunteer_app.rosters.models import Period, PeriodAnswer, PeriodTeam

WEEKS = 4
DAYS = 7 * WEEKS
ZONE = "Asia/Shanghai"
SATURDAY, SUNDAY = 5, 6
OFFICE = (LOGISTICS, RESERVE, DESK, LECTURERS, YOUTH)
#: what happens now and then: kind, site, weekday, weeks of the month, from, to, times, minimum, wanted
EVENTS = (
    ("party", "物资仓库", SATURDAY, (1,), 510, 690, 4, 8, 12),
    ("hazard", "疏港路口J1", SUNDAY, (0, 2), 570, 690, 6, 2, 2),
    ("street", "疏港路口J4", SUNDAY, (1, 3), 510, 630, 1, 8, 15),
    ("blindspot", "小学S1", 3, (1,), 900, 990, 1, 3, 6),
    ("blindspot", "小学S2", 3, (3,), 900, 990, 1, 3, 6),
    ("courier", "司机之家", 2, (2,), 660, 780, 1, 4, 6),
)


def store_periods(
    ground: Ground,
    catalogue: Catalogue,
    chance: Random,
    people: list[Volunteer],
    asked: int,
    now: datetime,
) -> tuple[int, int]:
    """
    Store the periods with their shifts; give the ids of the office's two.

    The person with the id ``asked`` has not answered for the next one: that is left to whoever
    tries the demonstration.
    """
    today = now.astimezone(ZoneInfo(ZONE)).date()
    first = period_row(ground.main, today, -1, now)
    second = period_row(ground.main, today + timedelta(days=DAYS), -4, now)
    river = period_row(ground.union, today + timedelta(days=DAYS), -4, now)
    ids = keep(Period, [first, second, river])
    store_links(ground, ids[:2])
    keep_links(PeriodTeam, [{"period_id": ids[2], "team_id": ground.teams[RIVER]}])
    store_answers(chance, people, ids, asked, now)
    return ids[0], ids[1]


def store_links(ground: Ground, period_ids: Iterable[int]) -> None:
    """Let all teams of the office serve in some periods."""
    keep_links(
        PeriodTeam,
        [
            {"period_id": number, "team_id": ground.teams[name]}
            for number in period_ids
            for name in OFFICE
        ],
    )


def period_row(owner: int, first: date, due_on: int, now: datetime) -> dict[str, Any]:
    """Give the row of one period of four weeks, to be answered so many days after its first."""
    last = first + timedelta(days=DAYS - 1)
    return {
        "organisation_id": owner,
        "name": f"{first:%Y}年{first.month}月{first.day}日起四周",
        "first_day": first,
        "last_day": last,
        "zone": ZONE,
        "answers_due": clock.at(first + timedelta(days=due_on), 18 * 60, ZONE),
        "accept_days": 3,
        "state": "collecting",
        "created_at": now - timedelta(days=14),
    }


def store_answers(
    chance: Random, people: list[Volunteer], ids: list[int], asked: int, now: datetime
) -> None:
    """Store who has said that their availability is as entered."""
    rows = []
    for one in people:
        mine = [ids[2]] if one.group == "river" else ids[:2]
        for number in mine:
            share = 0.94 if number == ids[0] else 0.4
            if chance.random() < share and (one.id, number) != (asked, ids[1]):
                rows.append(
                    {
                        "period_id": number,
                        "person_id": one.id,
                        "answered_at": now - timedelta(hours=chance.randint(3, 200)),
                        "sitting_out": chance.random() < 0.03,
                        "note": "",
                    }
                )
    keep_links(PeriodAnswer, rows)


def fill_period(
    period_id: int, ground: Ground, catalogue: Catalogue, by: Person, now: datetime
) -> int:
    """Lay the weekly patterns out through the house's own action, and add what happens now and then."""
    period = db.session.get_one(Period, period_id)
    lay_out(period, by, now)
    shifts = [row for event in EVENTS for row in event_shifts(event, period, ground, catalogue)]
    return len(keep(Shift, [row for row in shifts if row["starts"] > now]))


def event_shifts(
    event: tuple[Any, ...], period: Period, ground: Ground, catalogue: Catalogue
) -> list[dict[str, Any]]:
    """Give the shifts of one event in a period."""
    key, place, weekday, weeks, start, end, times, minimum, wanted = event
    offset = (weekday - period.first_day.weekday()) % 7
    return [
        {
            "organisation_id": period.organisation_id,
            "period_id": period.id,
            "site_id": ground.sites[place],
            "duty_kind_id": catalogue.kinds[key],
            "starts": clock.at(day, start, period.zone),
            "ends": clock.at(day, end, period.zone),
            "minimum": minimum,
            "wanted": wanted,
            "needs": [],
        }
        for week in weeks
        for day in [period.first_day + timedelta(days=offset + 7 * week)]
        for _ in range(times)
    ]
