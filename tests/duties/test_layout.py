"""Weekly patterns laid out: holidays, worked weekend days, midnight, both clock changes, twice."""

from __future__ import annotations

from datetime import UTC, date, datetime

from volunteer_app.duties.calendar import Calendar
from volunteer_app.duties.layout import WeeklyDuty, lay_out


def duty(**facts: object) -> WeeklyDuty:
    plain: dict[str, object] = {
        "key": 1,
        "zone": "Asia/Shanghai",
        "weekdays": frozenset(range(5)),
        "start": 450,
        "end": 570,
        "on_holidays": False,
        "on_makeup_days": True,
    }
    return WeeklyDuty(**{**plain, **facts})  # type: ignore[arg-type]


def days(found: list) -> list[date]:  # type: ignore[type-arg]
    return [one.day for one in found if not one.skipped]


def laid(one: WeeklyDuty, first: date, last: date, *, marks=None, there=()):  # type: ignore[no-untyped-def]
    return lay_out(
        [one],
        first,
        last,
        kind_of=lambda zone, day: Calendar(zone, marks or {}).kind_of(day),
        there=there,
    )


def test_weekdays_become_moments_in_the_sites_zone() -> None:
    found = laid(duty(), date(2026, 12, 7), date(2026, 12, 13))
    assert days(found) == [date(2026, 12, number) for number in range(7, 12)]
    assert found[0].starts == datetime(2026, 12, 6, 23, 30, tzinfo=UTC)
    assert found[0].ends == datetime(2026, 12, 7, 1, 30, tzinfo=UTC)


def test_public_holidays_are_left_out_and_named() -> None:
    found = laid(duty(), date(2026, 12, 28), date(2027, 1, 3))
    skipped = [one for one in found if one.skipped]
    assert [(one.day, one.skipped) for one in skipped] == [(date(2027, 1, 1), "holiday")]
    assert skipped[0].holiday
    assert date(2027, 1, 1) in days(
        laid(duty(on_holidays=True), date(2026, 12, 28), date(2027, 1, 3))
    )


def test_a_worked_weekend_day_is_a_workday_for_workday_duties() -> None:
    """Saturday 10 October 2026 is worked in exchange for a day of the National Day week."""
    saturday = date(2026, 10, 10)
    assert days(laid(duty(), saturday, saturday)) == [saturday]
    assert days(laid(duty(on_makeup_days=False), saturday, saturday)) == []
    assert days(laid(duty(weekdays=frozenset({1})), saturday, saturday)) == []
    weekend = duty(weekdays=frozenset({5, 6}), on_makeup_days=False)
    assert [one.skipped for one in laid(weekend, saturday, saturday)] == ["makeup"]


def test_an_organisations_mark_overrules_the_calendar() -> None:
    monday, holiday, saturday = date(2026, 12, 7), date(2027, 1, 1), date(2026, 12, 12)
    marks = {
        monday: ("holiday", "厂休"),
        holiday: ("ordinary", ""),
        saturday: ("makeup", ""),
    }
    assert days(laid(duty(), monday, monday, marks=marks)) == []
    assert days(laid(duty(), holiday, holiday, marks=marks)) == [holiday]
    assert days(laid(duty(), saturday, saturday, marks=marks)) == [saturday]


def test_duty_over_midnight_ends_on_the_next_day() -> None:
    [found] = laid(duty(start=1320, end=1800), date(2026, 12, 7), date(2026, 12, 7))
    assert found.starts == datetime(2026, 12, 7, 14, tzinfo=UTC)
    assert found.ends == datetime(2026, 12, 7, 22, tzinfo=UTC)


def test_both_clock_changes_keep_the_wall_time() -> None:
    """In Paris the clock goes back on 25 October 2026 and forward on 28 March 2027."""
    paris = duty(zone="Europe/Paris", weekdays=frozenset(range(7)), start=480, end=600)
    back = laid(paris, date(2026, 10, 24), date(2026, 10, 25))
    assert [one.starts.hour for one in back] == [6, 7]
    ahead = laid(paris, date(2027, 3, 27), date(2027, 3, 28))
    assert [one.starts.hour for one in ahead] == [7, 6]
    night = duty(zone="Europe/Paris", weekdays=frozenset({5}), start=1320, end=1740)
    lengths = [
        int((one.ends - one.starts).total_seconds() // 60)
        for first in (date(2026, 10, 24), date(2027, 3, 27), date(2026, 12, 5))
        for one in laid(night, first, first)
    ]
    assert lengths == [480, 360, 420]


def test_a_skipped_hour_keeps_the_duty() -> None:
    early = duty(zone="Europe/Paris", weekdays=frozenset({6}), start=130, end=170)
    [found] = laid(early, date(2027, 3, 28), date(2027, 3, 28))
    assert found.starts < found.ends


def test_laying_out_again_adds_nothing_twice() -> None:
    first = laid(duty(), date(2026, 12, 7), date(2026, 12, 13))
    again = laid(
        duty(start=480),
        date(2026, 12, 7),
        date(2026, 12, 14),
        there={one.reference for one in first},
    )
    assert days(again) == [date(2026, 12, 14)]
    assert {one.skipped for one in again} == {"there", ""}


def test_places_without_a_known_calendar_have_marked_holidays_only() -> None:
    christmas = date(2026, 12, 25)
    assert days(laid(duty(zone="Europe/Paris"), christmas, christmas)) == [christmas]
