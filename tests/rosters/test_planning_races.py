"""Two leads planning at once: one run, one set of shifts, one letter; and what the lock prevents."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.exc import DBAPIError

from tests.rosters.setting import NOW, Setting
from tests.rosters.test_publishing_races import at_once
from volunteer_app.db import commit, db
from volunteer_app.duties.models import Shift
from volunteer_app.kit.outbox import Letter
from volunteer_app.people.models import Person
from volunteer_app.people.standing import Standing
from volunteer_app.rosters.actions import answers, patterns, solving
from volunteer_app.rosters.models import Period, PeriodAnswer, SolveRun


@pytest.fixture
def two(here: Setting) -> tuple[int, int]:
    """Give a period with a shift, a pattern and somebody silent, and its scheduler, by id."""
    here.shift()
    here.make.pattern(here.kind, here.site, weekdays=[0])
    silent = here.person()
    here.make.keep(PeriodAnswer(period_id=here.period.id, person_id=silent.id))
    here.period.answers_due = NOW + timedelta(days=2)
    by, period_id = here.scheduler().id, here.period.id
    db.session.commit()
    db.session.remove()
    return period_id, by


def deed(two: tuple[int, int], action: Callable[..., Any]) -> Callable[[], Any]:
    """Give one person's doing of an action on the period."""

    def done() -> Any:
        period, by = db.session.get_one(Period, two[0]), db.session.get_one(Person, two[1])
        by.standing = Standing(schedules=frozenset({period.organisation_id}))
        return action(period, by, NOW)

    return done


def lets_go(monkeypatch: pytest.MonkeyPatch, module: Any, name: str) -> None:
    """Switch the lock off: what was locked is let go after this check, until both have checked."""
    honest, both = getattr(module, name), threading.Barrier(2)

    def careless(*given: Any, **more: Any) -> Any:
        found = honest(*given, **more)
        commit()
        both.wait(10)
        return found

    monkeypatch.setattr(module, name, careless)


@pytest.mark.race
def test_ten_presses_at_once_start_one_run(app: Flask, two: tuple[int, int]) -> None:
    came = at_once(app, *[deed(two, lambda *given: solving.press_solve(*given).id)] * 10)
    assert len(set(came)) == 1, came
    assert db.session.query(SolveRun).count() == 1


@pytest.mark.race
def test_without_the_lock_the_second_press_runs_into_the_store(
    app: Flask, two: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    lets_go(monkeypatch, solving, "open_run")
    came = at_once(app, *[deed(two, solving.press_solve)] * 2)
    assert any(isinstance(one, DBAPIError) for one in came), "the control shows what the lock saves"
    assert db.session.query(SolveRun).count() == 1


@pytest.mark.race
def test_laying_out_at_once_adds_nothing_twice(app: Flask, two: tuple[int, int]) -> None:
    came = at_once(app, *[deed(two, patterns.lay_out)] * 4)
    assert sum(isinstance(one, patterns.NothingToLayOut) for one in came) == 3, came
    assert db.session.query(Shift).filter(Shift.pattern_id.is_not(None)).count() == 2


@pytest.mark.race
def test_without_the_lock_laying_out_twice_runs_into_the_store(
    app: Flask, two: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    lets_go(monkeypatch, patterns, "room_for")
    came = at_once(app, *[deed(two, patterns.lay_out)] * 2)
    assert any(isinstance(one, DBAPIError) for one in came), "the control shows what the lock saves"
    assert db.session.query(Shift).filter(Shift.pattern_id.is_not(None)).count() == 2


@pytest.mark.race
def test_two_leads_reminding_at_once_write_one_letter(app: Flask, two: tuple[int, int]) -> None:
    came = at_once(app, *[deed(two, answers.remind)] * 4)
    assert sorted(came) == [0, 0, 0, 1]
    assert db.session.query(Letter).count() == 1


@pytest.mark.race
def test_without_the_lock_two_letters_are_written(
    app: Flask, two: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    lets_go(monkeypatch, answers, "reminded_lately")
    at_once(app, *[deed(two, answers.remind)] * 2)
    assert db.session.query(Letter).count() == 2, "the control shows what the lock prevents"
