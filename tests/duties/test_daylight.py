"""Duties by daylight keep to the sun where their site lies, else to the organisation's own hours."""

from __future__ import annotations

from datetime import date

import pytest

from tests.factories import Make
from tests.rosters.setting import NOW, Setting
from volunteer_app.duties.daylight import sun_up
from volunteer_app.rosters.actions.patterns import lay_out
from volunteer_app.rosters.actions.shifts import add_shift
from volunteer_app.rosters.plans import Impossible, Plan
from volunteer_app.rosters.queries.patterns import preview
from volunteer_app.teams.models import Site

WINTER, SUMMER = date(2026, 12, 21), date(2026, 6, 21)


def site(latitude: float | None, longitude: float | None, zone: str = "Asia/Shanghai") -> Site:
    return Site(name="河段", zone=zone, latitude=latitude, longitude=longitude)


@pytest.mark.parametrize(
    ("place", "day", "rise", "down"),
    [
        (site(22.57, 114.24), WINTER, "06:58", "17:43"),
        (site(22.57, 114.24), SUMMER, "05:39", "19:10"),
        (site(43.8, 87.6), WINTER, "09:41", "18:29"),
        (site(-33.87, 151.2, "Australia/Sydney"), WINTER, "05:41", "20:05"),
    ],
    ids=["Shenzhen in winter", "Shenzhen in summer", "Urumqi by Beijing time", "Sydney in summer"],
)
def test_sunrise_and_sunset_by_the_almanac(place, day, rise, down):
    """Within five minutes of what almanacs print."""
    found = sun_up(place, day)
    assert found is not None
    for minute, printed in zip(found, (rise, down), strict=True):
        hours, minutes = map(int, printed.split(":"))
        assert abs(minute - hours * 60 - minutes) <= 5


def test_nobody_knows_the_sun_without_a_place_or_where_it_does_not_rise():
    assert sun_up(site(None, None), WINTER) is None
    assert sun_up(site(78.2, 15.6, "Arctic/Longyearbyen"), WINTER) is None


@pytest.fixture
def river(make: Make) -> Setting:
    """A duty by daylight at a site whose place is known; December."""
    here = Setting(make)
    here.kind.daylight_only = True
    here.site.latitude, here.site.longitude = 22.57, 114.24
    return here


def plan(here: Setting, start: int, end: int) -> Plan:
    return Plan(here.kind, here.site, start, end, minimum=1, wanted=2, team_id=here.team.id)


def test_a_shift_in_the_dark_is_refused_by_the_sun_of_that_day(river):
    by, day = river.scheduler(), date(2026, 12, 12)
    with pytest.raises(Impossible, match="17:3") as refused:
        add_shift(river.period, by, NOW, day=day, plan=plan(river, 16 * 60, 18 * 60))
    assert refused.value.field == "start"
    assert add_shift(river.period, by, NOW, day=day, plan=plan(river, 8 * 60, 10 * 60))


def test_without_a_place_the_organisations_hours_hold(river):
    river.site.latitude = None
    by, day = river.scheduler(), date(2026, 12, 12)
    assert add_shift(river.period, by, NOW, day=day, plan=plan(river, 16 * 60, 18 * 60))
    with pytest.raises(Impossible, match="18:30"):
        add_shift(river.period, by, NOW, day=day, plan=plan(river, 17 * 60, 19 * 60))


def test_a_pattern_leaves_out_the_days_on_which_it_is_dark(make):
    """06:45 to 08:00 is light in October and dark in December."""
    here = Setting(make, first_day=date(2026, 10, 26), days=70)
    here.kind.daylight_only = True
    here.site.latitude, here.site.longitude = 22.57, 114.24
    make.pattern(here.kind, here.site, weekdays=[0], start_minute=405, end_minute=480)
    found = preview(here.period)
    dark = [one.day for one in found.skipped if one.skipped == "dark"]
    assert [(one.day, one.why) for one in found.left_out()] == [(day, "dark") for day in dark]
    assert found.fresh[0].day == date(2026, 10, 26)
    assert dark[-1] == date(2026, 12, 28)
    assert max(one.day for one in found.fresh) < min(dark)
    assert len(lay_out(here.period, here.scheduler(), NOW.replace(month=10, day=1))) == len(
        found.fresh
    )
