"""People whom the roster must refuse: willing, free, and each short of exactly one thing."""

from __future__ import annotations

from datetime import date, timedelta

from volunteer_app.db import db
from volunteer_app.demo.kinds import Catalogue
from volunteer_app.demo.people import Volunteer
from volunteer_app.demo.rows import keep, keep_links
from volunteer_app.duties.models import CAN, DatedWindow, WeeklyWindow, WishedDuty
from volunteer_app.training.models import Holding, Insurance

MINORS, EXPIRED, LAPSED = 6, 12, 5
#: on weekdays, so that both peaks and an evening are open to them
HOURS = ((420, 600), (1020, 1320))


def store_traps(catalogue: Catalogue, people: list[Volunteer], today: date) -> None:
    """Make minors wish for road and night duty, let courses and insurances run out."""
    minors = [one for one in people if one.group == "youth" and not one.is_adult(today)][:MINORS]
    plain = [one for one in reversed(people) if one.group == "logistics" and not one.seasoned]
    expired, lapsed = plain[:EXPIRED], plain[EXPIRED : EXPIRED + LAPSED]
    everybody = [*minors, *expired, *lapsed]
    ids = [one.id for one in everybody]
    road = catalogue.qualifications["road"]
    for table, extra in (
        (WeeklyWindow, []),
        (DatedWindow, []),
        (WishedDuty, []),
        (Insurance, []),
        (Holding, [Holding.qualification_id == road]),
    ):
        db.session.execute(db.delete(table).where(table.person_id.in_(ids), *extra))
    keep(
        WeeklyWindow,
        [
            {"person_id": one, "weekday": day, "start_minute": a, "end_minute": b, "grade": CAN}
            for one in ids
            for day in range(5)
            for a, b in HOURS
        ],
    )
    keep_links(
        WishedDuty,
        [
            {"person_id": one, "duty_kind_id": catalogue.kinds[key]}
            for one in ids
            for key in ("peak", "checkpoint")
        ],
    )
    store_proofs(road, everybody, expired, lapsed, today)


def store_proofs(
    road: int,
    everybody: list[Volunteer],
    expired: list[Volunteer],
    lapsed: list[Volunteer],
    today: date,
) -> None:
    """Give everybody the course and the cover, but to those whose course or cover ran out."""
    since, later = today - timedelta(days=500), today + timedelta(days=200)
    short = {one.id: today - timedelta(days=10) for one in expired}
    keep(
        Holding,
        [
            {
                "person_id": one.id,
                "qualification_id": road,
                "since": since,
                "until": short.get(one.id, later),
            }
            for one in everybody
        ],
    )
    over = {one.id: today - timedelta(days=5) for one in lapsed}
    keep(
        Insurance,
        [
            {
                "person_id": one.id,
                "policy": f"A{one.id:07d}",
                "since": since,
                "until": over.get(one.id, later),
            }
            for one in everybody
        ],
    )
