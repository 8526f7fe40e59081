"""The list of periods: the proof beside each, and whose periods there are to choose from."""

from __future__ import annotations

import re
from datetime import date

import pytest

from tests.factories import Make
from tests.rosters.setting import NOW, Setting
from tests.visit import Page, Visit
from volunteer_app.db import db
from volunteer_app.kit import clock
from volunteer_app.rosters.models import SolveRun


def test_the_proof_stands_beside_the_roster(here: Setting, visit: Visit) -> None:
    """On the list and on the period's page: of the latest run that gave a roster."""
    tier = {"goals": ["minimum"], "value": 14, "bound": 11, "proven": False}
    for status, roster in (("proven", None), ("out of time", b"{}")):
        here.make.keep(
            SolveRun(
                organisation_id=here.organisation.id, period_id=here.period.id, asked_at=NOW,
                from_version=1, state="done", status=status, tiers=[tier], roster=roster,
            )
        )  # fmt: skip
    visit.sign_in(here.lead()).speak("en")
    for address in ("/periods", f"/periods/{here.period.id}"):
        visit.get(address).has("stands at 14", "no roster can get below 11").lacks(
            "Proven:", "When it was last solved"
        )
    here.period.version = 3  # taking the run over made it 2; somebody has changed the draft since
    db.session.commit()
    for address in ("/periods", f"/periods/{here.period.id}"):
        visit.get(address).has("When it was last solved: Time was up")


def suggested(page: Page) -> list[str]:
    """Give what the form for a new period is filled with: name, days, deadline."""
    fields = ("name", "first_day", "last_day", "answers_due")
    tags = [re.search(rf'<input[^>]*name="{one}"[^>]*>', page.text) for one in fields]
    return [re.search('value="([^"]*)"', tag.group()).group(1) for tag in tags if tag]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("today", "told"),
    [
        ("2026-09-02", ["October 2026", "2026-10-01", "2026-10-31", "2026-09-17"]),
        ("2026-09-25", ["October 2026", "2026-10-01", "2026-10-31", "2026-09-28"]),
        ("2026-09-30", ["October 2026", "2026-10-01", "2026-10-31", "2026-09-30"]),
        ("2026-11-25", ["December 2026", "2026-12-01", "2026-12-31", "2026-11-28"]),
    ],
)
def test_the_month_to_come_is_suggested_with_a_deadline_ahead(
    make: Make, visit: Visit, monkeypatch: pytest.MonkeyPatch, today: str, told: list[str]
) -> None:
    monkeypatch.setattr(clock, "today", lambda _zone: date.fromisoformat(today))
    organisation = make.organisation()
    team = make.team(organisation)
    scheduler = make.appoint(make.person(), "scheduler", organisation=organisation)
    page = visit.sign_in(scheduler).speak("en").get(f"/o/{organisation.id}/periods/new")
    assert suggested(page) == told
    assert re.search(rf'<input checked [^>]*name="team_ids"[^>]*value="{team.id}"', page.text)


def test_what_follows_the_last_period_is_suggested(
    here: Setting, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "today", lambda _zone: date(2026, 11, 25))
    page = visit.sign_in(here.scheduler()).speak("en").get(f"/o/{here.organisation.id}/periods/new")
    assert suggested(page) == ["", "2026-12-21", "2027-01-17", "2026-12-07"]


def test_a_firm_without_teams_has_no_rosters_to_choose(here: Setting, visit: Visit) -> None:
    firm = here.make.organisation(kind="company", name="顺风拖车")
    visit.sign_in(here.make.appoint(here.make.person(), "district_admin")).speak("zh_Hans_CN")
    visit.get("/periods").lacks(firm.name)
    for address in ("/imports", "/hours", "/overview", "/recognition"):
        led = visit.get(address, status=302).location
        assert f"/o/{here.organisation.id}/" in led
    visit.get("/organisations").has(firm.name)
