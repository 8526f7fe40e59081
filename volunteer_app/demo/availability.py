"""When the district's people can serve: rotas, offices and free days, caps, wishes and exceptions."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from volunteer_app.demo.kinds import Catalogue
from volunteer_app.demo.people import Volunteer
from volunteer_app.demo.rows import keep, keep_links
from volunteer_app.duties.models import (
    CAN,
    PREFER,
    RATHER_NOT,
    BusyWindow,
    Cap,
    DatedWindow,
    WeeklyWindow,
    WishedDuty,
)

#: a rota of four days on and two off: two early, two late turns, by the day's place in the rota
ROTA = ((450, 930), (450, 930), (930, 1410), (930, 1410), None, None)
#: how likely somebody is to offer a stretch: weekdays, from, to, grade, share of the people
OFFICE = (
    (range(5), 420, 600, CAN, 0.75),
    (range(5), 1020, 1290, PREFER, 0.6),
    (range(5), 1020, 1290, CAN, 0.4),
    (range(5, 7), 480, 750, PREFER, 0.7),
    (range(5, 7), 780, 1290, CAN, 0.6),
)
FREE = (
    (range(7), 420, 720, PREFER, 0.8),
    (range(7), 840, 1260, CAN, 0.8),
)
AWAKE = ((range(7), 420, 1290, CAN, 1.0),)
SCHOOL = ((range(5, 7), 480, 1080, CAN, 0.9), (range(5), 1020, 1140, RATHER_NOT, 0.3))
WEEKLY = {"office": OFFICE, "free": FREE, "rota": AWAKE, "school": SCHOOL}
WISHES = {
    "logistics": ("peak", "layby", "parking", "checkpoint", "street", "courier", "marshal"),
    "river": ("river", "riverday", "street"),
    "desk": ("desk", "courier", "marshal", "heat"),
    "expert": ("law", "counsel", "mediate", "blindspot", "desk"),
    "youth": ("street", "blindspot", "courier", "riverday"),
}


def store_availability(
    catalogue: Catalogue, chance: Random, people: list[Volunteer], first: date, days: int
) -> None:
    """Store what everybody said about the days to come."""
    keep(WeeklyWindow, [row for one in people for row in weekly(chance, one)])
    keep(BusyWindow, [row for one in people for row in busy(chance, one, first, days)])
    keep(DatedWindow, [row for one in people for row in exceptions(chance, one, first, days)])
    keep_links(Cap, [cap(one) for one in people])
    keep_links(WishedDuty, [row for one in people for row in wishes(catalogue, chance, one)])


def weekly(chance: Random, one: Volunteer) -> list[dict[str, Any]]:
    """Draw a person's weekly pattern; stretches of one weekday do not overlap."""
    rows: list[dict[str, Any]] = []
    for weekdays, start, end, grade, share in WEEKLY[one.works]:
        if chance.random() > share:
            continue
        for weekday in weekdays:
            if any(
                r["weekday"] == weekday and r["start_minute"] < end > start < r["end_minute"]
                for r in rows
            ):
                continue
            if chance.random() < 0.93:
                rows.append(
                    {
                        "person_id": one.id,
                        "weekday": weekday,
                        "start_minute": start,
                        "end_minute": end,
                        "grade": grade,
                    }
                )
    return rows


def busy(chance: Random, one: Volunteer, first: date, days: int) -> list[dict[str, Any]]:
    """Give the hours at a person's own job: a rota by dates, an office by weekdays."""
    if one.works == "rota":
        offset = chance.randrange(6)
        turns = [(first + timedelta(days=n), ROTA[(n + offset) % 6]) for n in range(days)]
        return [
            window(one, turn, first_day=day, last_day=day)
            for day, turn in turns
            if turn is not None
        ]
    if one.works == "office":
        return [window(one, (600, 1020), weekday=weekday) for weekday in range(5)]
    return []


def window(
    one: Volunteer,
    turn: tuple[int, int],
    *,
    weekday: int | None = None,
    first_day: date | None = None,
    last_day: date | None = None,
) -> dict[str, Any]:
    """Give the row of one stretch at work."""
    return {
        "person_id": one.id,
        "weekday": weekday,
        "first_day": first_day,
        "last_day": last_day,
        "start_minute": turn[0],
        "end_minute": turn[1],
    }


def exceptions(chance: Random, one: Volunteer, first: date, days: int) -> list[dict[str, Any]]:
    """Draw days away, and days on which only the morning is free."""
    rows = []
    if chance.random() < 0.25:
        begin = first + timedelta(days=chance.randrange(days))
        rows.append(exception(one, "away", begin, chance.randint(1, 4)))
    if chance.random() < 0.1:
        begin = first + timedelta(days=chance.randrange(days))
        rows.append(exception(one, "only", begin, 1, start=480, end=720))
    return rows


def exception(
    one: Volunteer, kind: str, begin: date, days: int, *, start: int = 0, end: int = 1440
) -> dict[str, Any]:
    """Give the row of one exception."""
    return {
        "person_id": one.id,
        "kind": kind,
        "first_day": begin,
        "last_day": begin + timedelta(days=days - 1),
        "start_minute": start,
        "end_minute": end,
        "grade": CAN,
        "note": "",
    }


def cap(one: Volunteer) -> dict[str, Any]:
    """Give a person's own limits, a little above what they would like."""
    return {
        "person_id": one.id,
        "minutes_week": max(180, one.wanted // 2),
        "shifts_month": max(2, round(one.wanted / 105)),
        "minutes_period": None,
    }


def wishes(catalogue: Catalogue, chance: Random, one: Volunteer) -> list[dict[str, Any]]:
    """Draw the kinds of duty a person would like to do."""
    kinds = WISHES[one.group]
    chosen = chance.sample(kinds, min(len(kinds), chance.randint(1, 4)))
    return [{"person_id": one.id, "duty_kind_id": catalogue.kinds[key]} for key in sorted(chosen)]
