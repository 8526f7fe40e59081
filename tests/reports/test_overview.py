"""The overview: cover, hours, load, people without duty, proofs running out; quick at full size."""

from __future__ import annotations

import secrets
import time
from datetime import date, timedelta

import pytest
import time_machine
from sqlalchemy import insert

from tests.attendance.scene import Scene, at, scene
from tests.attendance.test_day_pages import who
from tests.factories import LONG_AGO
from volunteer_app.db import db
from volunteer_app.duties.models import Cap
from volunteer_app.hours.actions.carry import Carried, carry_over
from volunteer_app.people.models import Person
from volunteer_app.reports.queries.cover import cover
from volunteer_app.reports.queries.expiring import expiring
from volunteer_app.reports.queries.load import hours_by_month, idle, most_loaded
from volunteer_app.teams.models import Membership

TODAY = date(2026, 12, 7)

TABLE = {
    "lead": 403, "scheduler": 200, "organisation_admin": 200, "district_admin": 200, "auditor": 200,
    "volunteer": 403, "operator": 403, "scheduler elsewhere": 404, "stranger": 404,
}  # fmt: skip


@pytest.mark.parametrize("role", TABLE)
def test_who_sees_the_overview(make, visit, role):
    found = scene(make)
    visit.sign_in(who(found, role)).speak("en")
    visit.get(f"/o/{found.organisation.id}/overview", status=TABLE[role])


def test_cover_counts_seats_by_week_and_kind_and_what_is_short_shift_by_shift(make):
    found = scene(make, people=3)
    found.shift.minimum, found.shift.wanted = 2, 4
    short = found.another(at(24 * 60), minimum=2, wanted=3)
    make.seat(short, make.person(found.team))
    found.another(at(7 * 24 * 60), minimum=1, wanted=2)
    found.another(at(40 * 24 * 60))
    found.another(at(60), cancelled_at=at(-60))
    db.session.commit()
    table = cover(found.organisation, TODAY)
    [(kind, weeks)] = table.rows
    assert kind.id == found.kind.id
    first = weeks[0]
    assert (first.filled, first.accepted, first.minimum, first.wanted, first.short) == (
        4,
        3,
        4,
        7,
        1,
    )
    assert (weeks[1].filled, weeks[1].short, weeks[2].wanted) == (0, 1, 0)
    assert table.short == 2
    assert table.sums[0].filled == 4


def test_the_fullest_week_is_held_against_the_limit_that_binds(make):
    found = scene(make, people=2)
    make.keep(Cap(person_id=found.people[0].id, minutes_week=100))
    loaded = most_loaded(found.organisation, TODAY)
    assert [(one.number, one.minutes, one.most, one.own) for one in loaded] == [
        (found.people[0].number, 120, 100, True),
        (found.people[1].number, 120, 960, False),
    ]
    assert loaded[0].share == 120


def test_who_has_had_nothing_for_sixty_days(make):
    found = scene(make, people=1)
    never, long_ago, lately = (make.person(found.team) for _ in range(3))
    fresh = make.person()
    make.keep(Membership(team_id=found.team.id, person_id=fresh.id, since=at(-60)))
    lines = [
        Carried(long_ago.id, 60, TODAY - timedelta(days=61)),
        Carried(lately.id, 60, TODAY - timedelta(days=60)),
    ]
    carry_over(found.organisation, lines, by=found.scheduler, now=at(0))
    listed = [one.number for one in idle(found.organisation, TODAY)]
    assert set(listed) == {found.lead.number, never.number, long_ago.number}
    assert listed[-1] == long_ago.number


def test_what_runs_out_within_thirty_days_or_has_lately(make):
    found = scene(make, people=0)
    course = make.qualification()
    days = {}
    for number, offset in enumerate((-61, -60, 0, 30, 31)):
        person = make.person(found.team)
        make.insure(person, until=TODAY + timedelta(days=offset))
        make.hold(person, course, until=TODAY + timedelta(days=offset))
        days[person.number] = number
    renewed = make.person(found.team)
    make.insure(renewed, until=TODAY)
    make.insure(renewed, since=TODAY, until=TODAY + timedelta(days=400))
    make.insure(make.person(), until=TODAY)
    found_ones = [(days[one.number], one.what) for one in expiring(found.organisation, TODAY)]
    assert found_ones == [(n, what) for n in (1, 2, 3) for what in (None, course)]


def test_hours_by_month_include_empty_months_and_corrections(make):
    found = scene(make, people=1)
    lines = [
        Carried(found.people[0].id, 90, day) for day in (date(2026, 10, 31), date(2026, 12, 1))
    ]
    carry_over(found.organisation, lines, by=found.scheduler, now=at(0))
    months = hours_by_month(found.organisation, TODAY)
    assert [minutes for _month, minutes in months] == [0, 0, 0, 90, 0, 90]


def district(found: Scene, people: int = 480, entries: int = 41_000) -> None:
    """Fill the organisation to the size of the demonstration."""
    numbers = db.session.scalars(
        insert(Person).returning(Person.id),
        [
            {
                "number": f"D{number:05d}",
                "name": f"志愿者{number}",
                "fs_uniquifier": secrets.token_hex(16),
                "created_at": LONG_AGO,
            }
            for number in range(people)
        ],
    ).all()
    db.session.execute(
        insert(Membership),
        [{"team_id": found.team.id, "person_id": one, "since": LONG_AGO} for one in numbers],
    )
    lines = [
        Carried(numbers[entry % people], 60, TODAY - timedelta(days=entry // people * 8 % 730))
        for entry in range(entries)
    ]
    carry_over(found.organisation, lines, by=found.scheduler, now=at(0))
    db.session.commit()


def test_pages_stay_quick_with_480_people_and_41_000_entries(make, visit):
    found = scene(make)
    visit.sign_in(found.scheduler).speak("en")
    pages = ["overview", "hours", "hours?month=all", "recognition", "hours/waiting"]
    home = f"/o/{found.organisation.id}"
    counts = {}
    with time_machine.travel(at(60), tick=False):
        for page in pages:
            visit.get(f"{home}/{page}")
            counts[page] = visit.queries
        district(found)
        for page in pages:
            begun = time.monotonic()
            visit.get(f"{home}/{page}")
            took = time.monotonic() - begun
            assert visit.queries <= counts[page] + 2, page
            assert took < 8, f"{page}: {took:.1f} s"
