"""The main job from end to end in a real browser, with a real worker: availability in, a star out."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from flask_security import hash_password
from playwright.sync_api import Page, expect
from sqlalchemy import select

from tests.conftest import SECRET
from tests.factories import Make
from tests.journeys.conftest import DESK, PHONE, OpenAs
from volunteer_app.attendance import codes
from volunteer_app.attendance.models import CheckPoint
from volunteer_app.db import db
from volunteer_app.hours.actions.carry import Carried, carry_over
from volunteer_app.kit import clock
from volunteer_app.kit.pages import ROOT
from volunteer_app.rosters.models import Seat, SolveRun
from volunteer_app.teams.models import Organisation

PASSWORD = "seven-red-vests-dry"


@pytest.fixture
def worker(app: Flask) -> Iterator[None]:
    """Run the worker as a process of its own."""
    environ = {
        **os.environ,
        "SECRET_KEY": SECRET,
        "DATABASE_URL": app.config["SQLALCHEMY_DATABASE_URI"],
        "QUEUE_URL": app.extensions["settings"].queue_url,
        "DATA": str(app.extensions["settings"].data_folder),
    }
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "worker"]
    running = subprocess.Popen(command, cwd=ROOT, env=environ, stdin=subprocess.DEVNULL)
    yield
    running.terminate()
    running.wait(30)


class Month:
    """A team with a roster ahead: a lead, a scheduler, four people, one of them near a star."""

    def __init__(self, make: Make) -> None:
        now = clock.now()
        self.team = make.team()
        organisation = db.session.get_one(Organisation, self.team.organisation_id)
        self.lead = make.lead(self.team)
        self.scheduler = make.appoint(make.person(), "scheduler", organisation=organisation)
        self.people = [make.person(self.team) for _ in range(4)]
        self.nearly = self.people[0]
        self.nearly.password = hash_password(PASSWORD)
        kind, site = make.duty_kind(organisation, least_crew=2), make.site(organisation)
        today = clock.today("Asia/Shanghai")
        due = now + timedelta(minutes=5)
        self.period = make.period(self.team, first_day=today, days=7, answers_due=due)
        begins = now.replace(second=0, microsecond=0) + timedelta(minutes=30)
        self.soon = make.shift(
            self.period, kind=kind, site=site, starts=begins, wanted=2, minimum=2
        )
        for days in (2, 4):
            make.shift(self.period, kind=kind, site=site, starts=begins + timedelta(days=days))
        for person in self.people:
            make.free(person, grade=1 if person is self.nearly else 0)
        self.carry(organisation, now.date())
        # plain values: reading a row again would open a transaction and keep others from writing
        self.period_id, self.soon_id, self.ends = self.period.id, self.soon.id, self.soon.ends
        self.nearly_id, self.account = self.nearly.id, self.nearly.email
        db.session.commit()

    def carry(self, organisation: Organisation, today: date) -> None:
        """Give the first volunteer 99 hours and 50 minutes, and the team its levels."""
        from volunteer_app.recognition.actions.levels import seed_levels

        seed_levels(organisation)
        lines = [
            Carried(person_id=self.nearly.id, minutes=minutes, served_on=today - timedelta(days=n))
            for n, minutes in enumerate([479] * 12 + [242], 30)
        ]
        carry_over(organisation, lines, by=self.scheduler, now=clock.now())
        db.session.commit()


def stored(query: Any) -> Any:
    """Read one value as it is stored now, and hold nothing: others are writing."""
    value = db.session.scalar(query)
    db.session.rollback()
    return value


def judge(page: Page) -> None:
    """See that axe finds nothing and nothing sticks out sideways, on a phone and at a desk."""
    was = page.viewport_size
    for size in (PHONE, DESK):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        found = Axe().run(page).response["violations"]
        told = [(one["id"], one["nodes"][0]["html"][:200]) for one in found]
        assert told == [], f"{page.url} at {size['width']}"
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= size["width"], f"{page.url} is {wide} wide at {size['width']}"
    page.set_viewport_size(was)  # type: ignore[arg-type]


def press(page: Page, action: str) -> None:
    """Press the button of the form that leads to an address."""
    page.locator(f'form[action$="{action}"] button[type=submit]').first.click()
    page.wait_for_load_state()


def sign_in(page: Page, account: Any) -> None:
    """Sign in by the form, as everybody does."""
    page.goto("/sign-in")
    judge(page)
    page.locator("input[name=account]").fill(account)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url(lambda address: "sign-in" not in address)


def answer_for_the_period(page: Page, month: Month) -> None:
    """Say in one tap that the hours are right."""
    page.goto("/me/roster")
    judge(page)
    press(page, f"/me/periods/{month.period_id}/answer")
    page.goto("/me/availability")
    judge(page)


def solve_and_publish(page: Page, month: Month) -> None:
    """Press Solve, wait for the worker, look at the board, publish."""
    address = f"/periods/{month.period_id}"
    page.goto(f"{address}/answers")
    judge(page)
    page.goto(f"{address}/solve")
    judge(page)
    page.locator("input[name=seconds]").first.check()
    page.locator("form:has([name=seconds]) button[type=submit]").click()
    page.wait_for_load_state()
    for _ in range(120):
        state = stored(select(SolveRun.state).where(SolveRun.period_id == month.period_id))
        if state in ("done", "failed"):
            break
        page.wait_for_timeout(500)
    assert state == "done"
    page.reload()
    judge(page)
    for path in ("/board", "/board/people", "/publish"):
        page.goto(address + path)
        judge(page)
    press(page, f"{address}/publish")
    assert stored(select(db.func.count(Seat.id))) == 6


def accept(page: Page, month: Month) -> None:
    """Accept what was offered for soon."""
    page.goto("/me/roster")
    judge(page)
    mine = Seat.person_id == month.nearly_id, Seat.shift_id == month.soon_id
    seat_id = stored(select(Seat.id).where(*mine))
    press(page, f"/me/seats/{seat_id}/accept")
    assert stored(select(Seat.state).where(*mine)) == "accepted"


def scan(page: Page, month: Month) -> None:
    """Scan the code on the lead's phone, which leads to an address, and tap once."""
    secret = stored(select(CheckPoint.secret).where(CheckPoint.shift_id == month.soon_id))
    code = codes.rotating(secret, month.soon_id, clock.now())
    page.goto(f"/in/{month.soon_id}/{code}")
    judge(page)
    page.locator("form button.tap").click()
    page.wait_for_load_state()
    judge(page)


def close_and_confirm(page: Page, month: Month) -> None:
    """Close the shift and confirm its minutes, as the lead."""
    day = f"/shifts/{month.soon_id}"
    page.goto(f"{day}/day")
    judge(page)
    while page.locator('form[action$="/absent"] button').count():
        page.locator('form[action$="/absent"] button').first.click()
        page.wait_for_load_state()
    press(page, f"{day}/close")
    page.goto(f"{day}/minutes")
    judge(page)
    page.locator("form:has(.minutes-row) button[type=submit]").last.click()
    page.wait_for_load_state()


@pytest.mark.parametrize(("phone", "locale"), [(True, "zh_Hans_CN"), (False, "en")])
def test_from_availability_to_the_star(make, app, worker, open_as: OpenAs, phone, locale):
    month = Month(make)
    mine = open_as(make.person(), phone=phone, locale=locale)
    mine.context.clear_cookies()
    sign_in(mine, month.account)
    answer_for_the_period(mine, month)
    solve_and_publish(open_as(month.scheduler, phone=phone, locale=locale), month)
    accept(mine, month)
    leads = open_as(month.lead, phone=phone, locale=locale)
    leads.goto("/today")
    judge(leads)
    leads.goto(f"/shifts/{month.soon_id}/day")
    press(leads, f"/shifts/{month.soon_id}/codes")
    leads.goto(f"/shifts/{month.soon_id}/code")
    judge(leads)
    scan(mine, month)
    with time_machine.travel(month.ends - timedelta(minutes=1), tick=True):
        scan(mine, month)
    with time_machine.travel(month.ends + timedelta(minutes=1), tick=True):
        close_and_confirm(open_as(month.lead, phone=phone, locale=locale), month)
        mine.goto("/me/hours")
        judge(mine)
        expect(mine.locator("main")).to_contain_text("★")
