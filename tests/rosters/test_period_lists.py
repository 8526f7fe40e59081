"""The list of periods: the proof beside each, and whose periods there are to choose from."""

from __future__ import annotations

from tests.rosters.setting import NOW, Setting
from tests.visit import Visit
from volunteer_app.db import db
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


def test_a_firm_without_teams_has_no_rosters_to_choose(here: Setting, visit: Visit) -> None:
    firm = here.make.organisation(kind="company", name="顺风拖车")
    visit.sign_in(here.make.appoint(here.make.person(), "district_admin")).speak("zh_Hans_CN")
    visit.get("/periods").lacks(firm.name)
    for address in ("/imports", "/hours", "/overview", "/recognition"):
        led = visit.get(address, status=302).location
        assert f"/o/{here.organisation.id}/" in led
    visit.get("/organisations").has(firm.name)
