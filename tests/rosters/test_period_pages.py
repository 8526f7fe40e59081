"""Periods, answers, shifts, patterns and limits as pages: who may, what is refused, what is stored."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.rosters.setting import NOW, Setting
from tests.visit import Visit
from volunteer_app.db import db
from volunteer_app.duties.models import HolidayMark, Pattern, Shift
from volunteer_app.kit import clock
from volunteer_app.kit.outbox import Letter
from volunteer_app.rosters.models import Period, PeriodAnswer, Policy, Seat


@pytest.fixture(autouse=True)
def before_the_period(monkeypatch: pytest.MonkeyPatch) -> None:
    """Work a week before the period."""
    began = datetime.now(UTC)
    monkeypatch.setattr(clock, "now", lambda: NOW + (datetime.now(UTC) - began))
    monkeypatch.setattr(clock, "today", lambda zone: NOW.date())


def asking(here: Setting) -> None:
    here.period.answers_due = NOW + timedelta(days=3)
    db.session.commit()


# --- periods


def test_a_lead_sees_the_periods_of_own_teams_only(here: Setting, visit: Visit) -> None:
    other = here.make.period(here.make.team(here.organisation), name="别队十二月")
    foreign = here.make.period(here.make.team(), name="外单位")
    page = visit.sign_in(here.lead()).speak("en").get("/periods")
    page.has("十二月").lacks("别队十二月", "外单位")
    visit.get(f"/periods/{here.period.id}").has("next step")
    visit.get(f"/periods/{other.id}", status=403)
    visit.get(f"/periods/{foreign.id}", status=404)


def test_volunteers_have_no_business_here(here: Setting, visit: Visit) -> None:
    visit.sign_in(here.person())
    visit.get("/periods", status=403)
    for page in ("", "/answers", "/shifts", "/solve", "/layout"):
        visit.get(f"/periods/{here.period.id}{page}", status=403)


def test_an_auditor_reads_and_changes_nothing(here: Setting, visit: Visit) -> None:
    visit.sign_in(here.make.appoint(here.make.person(), "auditor"))
    for page in ("", "/answers", "/shifts", "/solve"):
        visit.get(f"/periods/{here.period.id}{page}")
    visit.post(f"/periods/{here.period.id}/solve", {"seconds": "20"}, status=403)
    visit.post(f"/periods/{here.period.id}/answers/remind", status=403)
    visit.get(f"/periods/{here.period.id}/shifts/new", status=403)


def test_a_period_is_opened(here: Setting, visit: Visit) -> None:
    address = f"/o/{here.organisation.id}/periods/new"
    visit.sign_in(here.scheduler()).speak("en").get(address)
    page = visit.post(
        address,
        {
            "name": "2027年1月",
            "first_day": "2027-01-01",
            "last_day": "2027-01-31",
            "team_ids": str(here.team.id),
            "answers_due": "2026-12-20",
            "accept_days": "3",
        },
    )
    visit.get(page.location).has("2027年1月", "0 of 0 have answered")
    opened = db.session.query(Period).filter_by(name="2027年1月").one()
    assert opened.answers_due == datetime(2026, 12, 20, 16, tzinfo=UTC)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"last_day": "2026-12-31"}, "The last day must not be before the first day."),
        ({"last_day": "2027-12-31"}, "At most 92 days are rostered at once."),
        ({"team_ids": None}, "Choose at least one team."),
        ({"team_ids": "999"}, "999"),
        ({"answers_due": "2026-11-01"}, "The deadline for answers must lie ahead."),
        ({"answers_due": "2027-01-05"}, "People must answer before the first day of the period."),
        ({"first_day": "2026-02-30"}, "Choose a day such as"),
        ({"accept_days": "-1"}, "accept_days"),
        ({"name": "\u202eevil"}, "Use plain text on one line."),
        ({"name": "x" * 10_000}, "80"),
    ],
)
def test_impossible_periods_are_refused(
    here: Setting, visit: Visit, change: dict[str, str | None], sentence: str
) -> None:
    facts: dict[str, str | None] = {
        "name": "一月",
        "first_day": "2027-01-01",
        "last_day": "2027-01-31",
        "team_ids": str(here.team.id),
        "answers_due": "2026-12-20",
        "accept_days": "3",
    }
    visit.sign_in(here.scheduler()).speak("en")
    address = f"/o/{here.organisation.id}/periods/new"
    given = {name: value for name, value in {**facts, **change}.items() if value is not None}
    visit.post(address, given, status=422).has(sentence)
    assert db.session.query(Period).count() == 1


def test_a_lead_opens_periods_of_own_teams_only(here: Setting, visit: Visit) -> None:
    other = here.make.team(here.organisation)
    visit.sign_in(here.lead()).speak("en")
    facts = {
        "name": "一月",
        "first_day": "2027-01-01",
        "last_day": "2027-01-31",
        "team_ids": str(other.id),
        "answers_due": "2026-12-20",
        "accept_days": "3",
    }
    visit.post(f"/o/{here.organisation.id}/periods/new", facts, status=422)
    visit.post(f"/o/{here.organisation.id}/periods/new", {**facts, "team_ids": str(here.team.id)})
    foreign = here.make.organisation()
    visit.get(f"/o/{foreign.id}/periods/new", status=404)


def test_a_period_is_changed_and_closed_only_when_over(here: Setting, visit: Visit) -> None:
    asking(here)
    visit.sign_in(here.scheduler()).speak("en")
    address = f"/periods/{here.period.id}"
    visit.get(f"{address}/edit").has("十二月")
    facts = {"name": "腊月", "answers_due": "2026-12-05", "accept_days": "5"}
    for given, kept in (({"only_wished": "y"}, True), ({}, False)):
        visit.post(f"{address}/edit", {**facts, **given})
        db.session.refresh(here.period)
        assert here.period.only_wished is kept
    visit.get(address).has("腊月")
    visit.post(f"{address}/close", status=409).has("A period is closed after its last day.")
    here.period.first_day, here.period.last_day = date(2026, 11, 1), date(2026, 11, 20)
    db.session.commit()
    visit.post(f"{address}/close")
    visit.get(address).has("Closed")
    visit.post(f"{address}/solve", {"seconds": "20"}, status=422).has("closed")


# --- answers


def test_who_has_not_answered_is_reminded_once_a_day(here: Setting, visit: Visit) -> None:
    asking(here)
    silent, told = here.person(name="沉默"), here.person(name="答过")
    here.make.keep(PeriodAnswer(period_id=here.period.id, person_id=told.id, answered_at=NOW))
    visit.sign_in(here.scheduler()).speak("en")
    address = f"/periods/{here.period.id}/answers"
    visit.get(address).has("No answer yet (1)", "沉默", "Answered (1)")
    visit.post(f"{address}/remind")
    visit.post(f"{address}/remind")
    visit.post(f"{address}/remind", {"person_id": str(silent.id)})
    visit.get(address).has("was reminded within the last 24 hours")
    [letter] = db.session.query(Letter).filter_by(kind="answer_reminder")
    assert letter.person_id == silent.id
    assert "/me/availability" in letter.body
    answer = db.session.query(PeriodAnswer).filter_by(person_id=silent.id).one()
    answer.reminded_at = NOW - timedelta(hours=25)
    db.session.commit()
    visit.post(f"{address}/remind")
    assert db.session.query(Letter).filter_by(kind="answer_reminder").count() == 2


def test_nobody_is_reminded_after_the_deadline(here: Setting, visit: Visit) -> None:
    here.period.answers_due = NOW - timedelta(hours=1)
    here.person()
    visit.sign_in(here.scheduler()).speak("en")
    address = f"/periods/{here.period.id}/answers"
    visit.post(f"{address}/remind", status=422).has("The time for answers is over")
    assert db.session.query(Letter).count() == 0


# --- shifts


def facts_of(here: Setting, **change: str) -> dict[str, str]:
    return {
        "duty_kind_id": str(here.kind.id),
        "site_id": str(here.site.id),
        "team_id": "0",
        "day": "2026-12-08",
        "start": "07:30",
        "end": "09:30",
        "minimum": "1",
        "wanted": "2",
        "lead_seats": "0",
        **change,
    }


def test_a_shift_is_added_changed_and_cancelled(here: Setting, visit: Visit) -> None:
    visit.sign_in(here.lead()).speak("en")
    visit.get(f"/periods/{here.period.id}/shifts").has("There is no shift yet")
    visit.post(f"/periods/{here.period.id}/shifts/new", facts_of(here))
    [shift] = db.session.query(Shift)
    assert shift.starts == datetime(2026, 12, 7, 23, 30, tzinfo=UTC)
    visit.get(f"/shifts/{shift.id}/edit").has("07:30", "2026-12-08")
    visit.post(f"/shifts/{shift.id}/edit", facts_of(here, revision="1", end="10:00"))
    page = visit.post(
        f"/shifts/{shift.id}/edit", facts_of(here, revision="1", end="11:00"), status=422
    )
    page.has("Somebody else changed this shift meanwhile")
    holder = here.free_person()
    here.make.seat(shift, holder, state="accepted")
    visit.post(
        f"/shifts/{shift.id}/cancel", {"cancel-reason": "", "cancel-revision": "2"}, status=422
    )
    visit.post(f"/shifts/{shift.id}/cancel", {"cancel-reason": "台风", "cancel-revision": "2"})
    [seat] = db.session.query(Seat)
    assert (seat.state, seat.held) == ("released", False)
    [letter] = db.session.query(Letter).filter_by(kind="shift_cancelled")
    assert letter.person_id == holder.id
    assert "台风" in letter.body
    visit.get(f"/periods/{here.period.id}/shifts").has("Cancelled")
    visit.get(f"/shifts/{shift.id}/edit").has("台风")


def test_duty_over_midnight_and_until_midnight(here: Setting, visit: Visit) -> None:
    visit.sign_in(here.lead())
    address = f"/periods/{here.period.id}/shifts/new"
    visit.post(address, facts_of(here, start="22:00", end="01:00", next_day="y"))
    visit.post(address, facts_of(here, start="21:00", end="00:00"))
    lengths = [shift.minutes for shift in db.session.query(Shift).order_by(Shift.id)]
    assert lengths == [180, 180]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"start": "09:30", "end": "07:30"}, "The end must be later than the start."),
        ({"start": "07:30", "end": "12:30"}, "lasts at most 4 h at a stretch."),
        ({"day": "2026-12-31"}, "This day lies outside the period."),
        ({"day": "2026-11-30"}, "This day lies outside the period."),
        ({"minimum": "3", "wanted": "2"}, "The number wanted must not be below the minimum."),
        ({"wanted": "-5"}, "wanted"),
        ({"wanted": "501"}, "wanted"),
        ({"minimum": "x"}, "minimum"),
        ({"lead_seats": "3"}, "There cannot be more lead seats than seats."),
        ({"duty_kind_id": "99999"}, "duty_kind_id"),
        ({"site_id": "99999"}, "site_id"),
        ({"team_id": "99999"}, "team_id"),
        ({"start": "25:00"}, "Write a time such as 18:30."),
    ],
)
def test_impossible_shifts_are_refused(
    here: Setting, visit: Visit, change: dict[str, str], sentence: str
) -> None:
    """Q44, at the field it concerns, and nothing is stored."""
    visit.sign_in(here.scheduler()).speak("en")
    page = visit.post(f"/periods/{here.period.id}/shifts/new", facts_of(here, **change), status=422)
    page.has(sentence)
    assert db.session.query(Shift).count() == 0


def test_the_kinds_safety_rules_bind_its_shifts(here: Setting, visit: Visit) -> None:
    here.kind.least_crew, here.kind.daylight_only = 3, True
    db.session.commit()
    visit.sign_in(here.scheduler()).speak("en")
    address = f"/periods/{here.period.id}/shifts/new"
    visit.post(address, facts_of(here), status=422).has("at least 3 people together")
    dark = facts_of(here, wanted="3", start="19:00", end="20:00")
    visit.post(address, dark, status=422).has("by daylight only, between 06:00 and 18:30")
    visit.post(address, facts_of(here, wanted="3"))


def test_fewer_seats_than_people_hold_are_refused(here: Setting, visit: Visit) -> None:
    shift = here.shift(day=1, wanted=3)
    for _ in range(3):
        here.make.seat(shift, here.free_person())
    visit.sign_in(here.scheduler()).speak("en")
    page = visit.post(f"/shifts/{shift.id}/edit", facts_of(here, revision="1"), status=422)
    page.has("3 people hold seats here")


def test_a_shift_of_another_organisation_is_not_there(here: Setting, visit: Visit) -> None:
    foreign = Setting(here.make)
    shift = foreign.shift()
    visit.sign_in(here.scheduler())
    visit.get(f"/shifts/{shift.id}/edit", status=404)
    visit.post(f"/shifts/{shift.id}/cancel", {"cancel-reason": "x"}, status=404)
    visit.post(f"/periods/{here.period.id}/shifts/new",
               facts_of(here, site_id=str(foreign.site.id)), status=422)  # fmt: skip


# --- patterns


def pattern_facts(here: Setting, **change: str) -> dict[str, object]:
    facts: dict[str, object] = {**facts_of(here), "weekdays": ["0", "1"], "on_makeup_days": "y"}
    facts.pop("day")
    return {**facts, **change}


def test_patterns_are_added_changed_retired_and_laid_out(here: Setting, visit: Visit) -> None:
    visit.sign_in(here.scheduler()).speak("en")
    house, period = f"/o/{here.organisation.id}/patterns", f"/periods/{here.period.id}"
    visit.get(house).has("There is no weekly pattern yet.")
    visit.get(f"{house}/new")
    visit.post(f"{house}/new", pattern_facts(here))
    [pattern] = db.session.query(Pattern)
    visit.get(f"/patterns/{pattern.id}/edit").has("07:30")
    visit.post(f"/patterns/{pattern.id}/edit", pattern_facts(here, wanted="4"))
    visit.get(f"{period}/layout").has("4 shifts with 16 wanted seats would be added.")
    visit.post(f"{period}/layout")
    visit.post(f"{period}/layout", status=409).has("There is no shift left to add.")
    visit.get(f"{period}/layout").has("Every shift of the weekly patterns is there already.")
    assert db.session.query(Shift).count() == 4
    visit.post(f"/patterns/{pattern.id}/retire")
    visit.get(house).has("Retired patterns (1)")


def test_a_cancelled_shift_is_not_laid_out_again(here: Setting, visit: Visit) -> None:
    here.make.pattern(here.kind, here.site, weekdays=[0])
    visit.sign_in(here.scheduler())
    visit.post(f"/periods/{here.period.id}/layout")
    first = db.session.query(Shift).order_by(Shift.starts).first()
    assert first is not None
    visit.post(f"/shifts/{first.id}/cancel", {"cancel-reason": "下雨", "cancel-revision": "1"})
    visit.post(f"/periods/{here.period.id}/layout", status=409)
    assert db.session.query(Shift).count() == 2


def test_a_lead_plans_for_own_teams_only(here: Setting, visit: Visit) -> None:
    visit.sign_in(here.lead()).speak("en")
    house = f"/o/{here.organisation.id}/patterns"
    visit.post(f"{house}/new", pattern_facts(here), status=422)
    visit.post(f"{house}/new", pattern_facts(here, team_id=str(here.team.id)))
    general = here.make.pattern(here.kind, here.site)
    visit.get(f"/patterns/{general.id}/edit", status=403)
    visit.post(f"/patterns/{general.id}/retire", status=403)
    visit.get(house)


def test_a_pattern_without_days_is_refused(here: Setting, visit: Visit) -> None:
    visit.sign_in(here.scheduler()).speak("en")
    facts = pattern_facts(here)
    del facts["weekdays"]
    visit.post(f"/o/{here.organisation.id}/patterns/new", facts, status=422)
    assert db.session.query(Pattern).count() == 0


# --- calendar and limits


def test_days_are_marked_and_unmarked(here: Setting, visit: Visit) -> None:
    visit.sign_in(here.scheduler()).speak("en")
    address = f"/o/{here.organisation.id}/calendar"
    visit.get(f"{address}?year=2026").has("National Day", "worked weekend day")
    visit.post(address, {"day": "2026-12-07", "kind": "holiday", "name": "港口日"})
    visit.post(address, {"day": "2026-12-07", "kind": "holiday", "name": "港口节"})
    visit.get(f"{address}?year=2026").has("港口节").lacks("港口日")
    here.make.pattern(here.kind, here.site, weekdays=[0])
    visit.get(f"/periods/{here.period.id}/layout").has("港口节", "1 shifts with 3 wanted")
    [mark] = db.session.query(HolidayMark)
    visit.post(f"{address}/{mark.id}/remove")
    assert db.session.query(HolidayMark).count() == 0
    visit.sign_in(here.lead()).get(address)
    visit.post(address, {"day": "2026-12-07", "kind": "holiday"}, status=403)


def test_limits_are_set_by_admins_and_not_blindly(here: Setting, visit: Visit) -> None:
    address = f"/o/{here.organisation.id}/policy"
    visit.sign_in(here.scheduler()).get(address, status=403)
    admin = here.make.appoint(
        here.make.person(), "organisation_admin", organisation=here.organisation
    )
    visit.sign_in(admin).speak("en").get(address).has('value="16.0"', 'value="11.0"')
    facts = {
        "minutes_day": "6", "minutes_week": "", "rest_minutes": "12", "break_minutes": "15",
        "days_of_seven": "4", "nights_in_row": "1", "nights_rest_minutes": "24",
        "experienced_times": "5", "experienced_months": "12", "daylight_from": "06:30",
        "daylight_to": "18:00", "revision": "1",
    }  # fmt: skip
    visit.post(address, {**facts, "daylight_to": "05:00"}, status=422)
    visit.post(address, {**facts, "rest_minutes": "-1"}, status=422)
    visit.post(address, facts)
    policy = db.session.get_one(Policy, here.organisation.id)
    assert (policy.minutes_day, policy.minutes_week, policy.rest_minutes) == (360, None, 720)
    visit.post(address, facts, status=422).has("Somebody else changed these limits meanwhile")
    lifted = dict.fromkeys(list(facts)[:7], "")
    visit.post(address, {**facts, **lifted, "revision": "2"})
    db.session.refresh(policy)
    assert (policy.minutes_day, policy.rest_minutes, policy.break_minutes) == (None, 0, 0)
    assert (policy.nights_in_row, policy.nights_rest_minutes) == (None, 0)
