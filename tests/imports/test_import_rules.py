"""A sheet's shifts are held against the safety rules of their kinds, as the lead's own form holds them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from tests.imports.workbooks import xlsx
from volunteer_app.db import db
from volunteer_app.duties.models import Shift
from volunteer_app.imports.actions.batches import confirm, preview
from volunteer_app.imports.plan.whole import plan_batch
from volunteer_app.people.standing import SCHEDULER
from volunteer_app.teams.models import DutyKind

NOW = datetime(2026, 11, 23, 4, tzinfo=UTC)
HEAD = ["日期", "时间", "地点", "任务", "最少人数", "需要人数", "备注"]


@pytest.fixture
def office(make):
    return make.organisation(name="街道办")


@pytest.fixture
def planner(make, office):
    return make.appoint(make.person(), SCHEDULER, organisation=office)


def told(batch, planner):
    """Take an upload and give what is said of its rows."""
    taken = confirm(batch, planner, NOW, kinds=("shifts",), leave_out=())
    db.session.commit()
    return [(one["row"], one["severity"], one["params"]) for one in taken.problems]


def book(*rows):
    return xlsx({"班": [HEAD, *rows]})


def test_a_duty_by_daylight_is_not_taken_into_the_dark(office, planner, make):
    """December at the river: the sun goes down at 17:37; where no place is known, 18:30 holds."""
    make.site(office, name="河段1", latitude=22.57, longitude=114.24)
    sheet = book(
        ["2026-12-05", "08:00-10:00", "河段1", "河道巡护", 2, 4, ""],
        ["2026-12-05", "16:00-18:00", "河段1", "河道巡护", 2, 4, ""],
        ["2026-12-05", "16:00-18:00", "河段2", "河道巡护", 2, 4, ""],
        ["2026-12-05", "19:00-21:00", "河段2", "河道巡护", 2, 4, ""],
        ["2026-12-05", "19:00-21:00", "路口1", "交通劝导", 2, 4, ""],
    )
    problems = told(preview(office, planner, NOW, file=("十二月.xlsx", sheet)), planner)
    assert [(row, severity) for row, severity, _ in problems] == [(3, "error"), (5, "error")]
    assert [params["last"] for _, _, params in problems] == ["17:37", "18:30"]
    hours = [shift.starts.hour for shift in db.session.scalars(select(Shift).order_by(Shift.id))]
    assert hours == [0, 8, 11]


def test_too_long_and_too_few_are_told_and_taken(office, planner):
    sheet = book(
        ["2026-12-05", "08:30-11:30", "路口1", "交通劝导", 2, 3, ""],
        ["2026-12-06", "07:30-09:30", "路口1", "交通劝导", 1, 1, ""],
        ["2026-12-07", "07:30-19:30", "门口", "擦鞋", 1, 1, ""],
    )
    problems = told(preview(office, planner, NOW, file=("十二月.xlsx", sheet)), planner)
    assert [(row, severity) for row, severity, _ in problems] == [(2, "warning"), (3, "warning")]
    assert problems[0][2]["minutes"] == 180
    assert len(db.session.scalars(select(Shift)).all()) == 3


def test_what_stands_already_is_not_judged_again(office, planner, make):
    """A rule that came later does not turn the second run of a sheet into refusals."""
    sheet = book(["2026-12-05", "19:00-21:00", "岸边", "看水", 2, 4, ""])
    assert told(preview(office, planner, NOW, file=("十二月.xlsx", sheet)), planner) == []
    for kind in office_kinds(office):
        kind.daylight_only = True
    db.session.commit()
    again = plan_batch(preview(office, planner, NOW, file=("十二月.xlsx", sheet)), NOW.date())
    assert again.counts()["shifts"] == {"new": 0, "changed": 0, "same": 1, "refused": 0}


def office_kinds(office):
    return db.session.scalars(select(DutyKind).where(DutyKind.organisation_id == office.id)).all()
