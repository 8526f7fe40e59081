"""Proofs and insurance: entered, renewed, ended, and listed before they run out."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from volunteer_app.db import db
from volunteer_app.kit import clock
from volunteer_app.teams.models import DutyKind
from volunteer_app.training.actions.proofs import last_day
from volunteer_app.training.models import Holding, Insurance, Qualification


@pytest.fixture
def town(make):
    organisation = make.organisation()
    team = make.team(organisation)
    scheduler = make.appoint(make.person(team), "scheduler", organisation=organisation)
    return organisation, team, scheduler, make.person(team)


@pytest.mark.parametrize(
    ("months", "since", "until"),
    [
        (12, date(2026, 12, 1), date(2027, 11, 30)),
        (12, date(2024, 2, 29), date(2025, 2, 27)),
        (1, date(2026, 1, 31), date(2026, 2, 27)),
        (0, date(2026, 12, 1), None),
    ],
)
def test_a_fresh_proof_lasts_as_its_qualification_says(months, since, until):
    assert last_day(Qualification(months=months), since) == until


def test_entering_renewing_and_ending_a_proof(make, visit, town):
    organisation, _, scheduler, member = town
    road = make.qualification(months=12)
    base = f"/o/{organisation.id}/people/{member.id}"
    visit.sign_in(scheduler)
    data = {"qualification_id": str(road.id), "since": "2026-12-01", "until": ""}
    visit.post(f"{base}/proofs/new", data)
    visit.post(f"{base}/proofs/new", {**data, "since": "2027-06-01"})
    holding = db.session.scalars(db.select(Holding)).one()
    assert holding.until == date(2028, 5, 31)
    visit.post(f"{base}/proofs/{holding.id}/end")
    yesterday = clock.today("Asia/Shanghai") - timedelta(days=1)
    assert db.session.get(Holding, holding.id).until == yesterday


def test_days_in_the_wrong_order_are_refused_at_their_field(make, visit, town):
    organisation, _, scheduler, member = town
    make.qualification()
    base = f"/o/{organisation.id}/people/{member.id}"
    visit.sign_in(scheduler).speak("en")
    for since, until, sentence in (
        ("2026-12-01", "2026-11-01", "The last day lies before the first."),
        ("2026-12-01", "2099-11-01", "This is more than twenty years."),
        ("2026-02-31", "2026-12-01", "Not a valid date value."),
    ):
        visit.post(f"{base}/insurance", {"since": since, "until": until}, status=422).has(sentence)
    assert db.session.scalars(db.select(Insurance)).all() == []


def test_insurance_ends_today_and_future_cover_is_taken_out(make, visit, town):
    organisation, _, scheduler, member = town
    today = clock.today("Asia/Shanghai")
    running = make.insure(member, today - timedelta(days=30), today + timedelta(days=30))
    coming = make.insure(member, today + timedelta(days=31), today + timedelta(days=60))
    base = f"/o/{organisation.id}/people/{member.id}/insurance"
    visit.sign_in(scheduler)
    visit.post(f"{base}/{running.id}/end")
    visit.post(f"{base}/{coming.id}/end")
    left = db.session.scalars(db.select(Insurance)).one()
    assert left.until == today - timedelta(days=1)


def test_nobody_enters_their_own_proofs(make, visit, town):
    organisation, _, scheduler, _ = town
    base = f"/o/{organisation.id}/people/{scheduler.id}"
    visit.sign_in(scheduler).get(f"{base}/proofs")
    visit.get(f"{base}/proofs/new", status=403)
    visit.get(f"{base}/insurance", status=403)


def test_anothers_proof_is_not_found_under_the_wrong_person(make, visit, town):
    organisation, _, scheduler, member = town
    holding = make.hold(make.person(make.team()), make.qualification())
    visit.sign_in(scheduler).post(
        f"/o/{organisation.id}/people/{member.id}/proofs/{holding.id}/end", status=404
    )


def test_what_runs_out_soon_is_listed_once_for_each_person(make, visit, town):
    organisation, team, scheduler, member = town
    today = clock.today("Asia/Shanghai")
    road = make.qualification(name="道路课")
    make.hold(member, road, today + timedelta(days=10))
    make.insure(member, today - timedelta(days=300), today - timedelta(days=5))
    covered = make.person(team, name="续保的人")
    make.insure(covered, today - timedelta(days=300), today + timedelta(days=5))
    make.insure(covered, today + timedelta(days=6), today + timedelta(days=370))
    make.hold(make.person(make.team(), name="别家的人"), road, today)
    page = visit.sign_in(scheduler).get(f"/o/{organisation.id}/running-out", limit=10)
    page.has(member.name, "道路课").lacks("续保的人", "别家的人")


def test_ones_own_training_is_seen_by_oneself(make, visit, town):
    member = town[3]
    make.hold(member, make.qualification(name="急救课"))
    visit.sign_in(member).get("/me/training").has("急救课")


def rules(**changes):
    return {
        "name": "交通劝导",
        "least_crew": "2",
        "experienced": "0",
        "lead_seats": "1",
        "lead_policy": "adult",
        "longest_minutes": "150",
        "active": "y",
        **changes,
    }


def test_the_safety_rules_of_a_kind_of_duty_are_all_kept(make, visit, town):
    organisation, _, scheduler, _ = town
    road = make.qualification()
    visit.sign_in(scheduler)
    given = rules(
        needs=[str(road.id)], adults_only="y", insured="y", outdoor="y", daylight_only="y"
    )
    visit.post(f"/o/{organisation.id}/duty-kinds/new", given)
    kind = db.session.scalars(db.select(DutyKind)).one()
    assert (kind.needs, kind.adults_only, kind.insured, kind.least_crew) == (
        [road.id],
        True,
        True,
        2,
    )
    visit.post(f"/duty-kinds/{kind.id}", rules(least_crew="3", lead_policy="marked"))
    kind = db.session.get(DutyKind, kind.id)
    assert (kind.needs, kind.adults_only, kind.least_crew) == ([], False, 3)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"experienced": "3"}, "More experienced people are asked"),
        ({"lead_seats": "3"}, "More leads are asked"),
        ({"least_crew": "-1"}, "Number must be between"),
        ({"longest_minutes": "9999999"}, "Number must be between"),
        ({"longest_minutes": "two hours"}, "Not a valid integer value."),
        ({"lead_policy": "anybody"}, "Not a valid choice"),
        ({"needs": ["424242"]}, "424242"),
    ],
)
def test_impossible_rules_are_refused(make, visit, town, changes, sentence):
    organisation, _, scheduler, _ = town
    visit.sign_in(scheduler).speak("en")
    make.qualification()
    visit.post(f"/o/{organisation.id}/duty-kinds/new", rules(**changes), status=422).has(sentence)


def test_two_kinds_of_one_name_are_refused(make, visit, town):
    organisation, _, scheduler, _ = town
    visit.sign_in(scheduler).speak("en").post(f"/o/{organisation.id}/duty-kinds/new", rules())
    visit.post(f"/o/{organisation.id}/duty-kinds/new", rules(), status=422).has(
        "There is one of this name already."
    )


def test_the_usual_kinds_are_laid_down_once(make, visit, town):
    organisation, _, scheduler, _ = town
    visit.sign_in(scheduler)
    for _ in range(2):
        visit.post(f"/o/{organisation.id}/duty-kinds/seeds")
    visit.get(f"/o/{organisation.id}/duty-kinds").has("交通劝导", "卡口值守")
    assert len(db.session.scalars(db.select(DutyKind)).all()) == 7
