"""The pages of levels: my hours, the list and its files, the rules; nothing claims to be official."""

from __future__ import annotations

import csv
import io
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from tests.attendance.scene import at, scene
from tests.attendance.test_day_pages import who
from volunteer_app.db import db
from volunteer_app.hours.actions.carry import Carried, carry_over
from volunteer_app.kit.audit import AuditLine
from volunteer_app.kit.pages import ROOT
from volunteer_app.recognition.models import LevelRule

NOW = datetime(2026, 12, 7, 4, tzinfo=UTC)

#: who → (sees the list, takes it out without a reason, with one, sets a rule)
TABLE = {
    "lead": (200, 403, 403, 403),
    "scheduler": (200, 200, 200, 403),
    "organisation_admin": (200, 302, 200, 302),
    "district_admin": (200, 302, 200, 302),
    "auditor": (200, 302, 200, 403),
    "volunteer": (403, 403, 403, 403),
    "operator": (403, 403, 403, 403),
    "scheduler elsewhere": (404, 404, 404, 404),
    "stranger": (404, 404, 404, 404),
}


def starred(make, hours: int = 120, **facts):
    """Give a scene whose first person has a star."""
    found = scene(make, people=2)
    for name, value in facts.items():
        setattr(found.people[0], name, value)
    lines = [
        Carried(
            found.people[0].id, 300, date(2026, 1, 1) + timedelta(days=day), team_id=found.team.id
        )
        for day in range(hours // 5)
    ]
    carry_over(found.organisation, lines, by=found.scheduler, now=NOW)
    db.session.commit()
    return found


@pytest.mark.parametrize("role", TABLE)
def test_who_sees_takes_out_and_sets(make, visit, role):
    found = starred(make)
    sees, plain, reasoned, sets = TABLE[role]
    home = f"/o/{found.organisation.id}"
    visit.sign_in(who(found, role)).speak("en")
    visit.get(f"{home}/recognition", status=sees)
    visit.post(f"{home}/recognition/file", {"kind": "csv"}, status=plain)
    told = {"kind": "csv", "reason": "年度表彰"}
    visit.post(f"{home}/recognition/file", told, status=reasoned)
    rule = {"level": "6", "name": "六星", "hours": "2000", "valid_from": "2099-01-01"}
    visit.post(f"{home}/levels", rule, status=sets)


def test_the_list_as_a_file_says_where_it_came_from_and_is_written_down(make, visit):
    found = starred(make)
    visit.sign_in(found.scheduler).speak("en")
    address = (
        f"/o/{found.organisation.id}/recognition/file?level=1&since=2026-01-02&team={found.team.id}"
    )
    answer = visit.post(address, {"kind": "xlsx", "reason": "公示"}, status=200).answer
    assert 'filename="recognition-' in answer.headers["Content-Disposition"]
    table = (
        CalamineWorkbook.from_filelike(io.BytesIO(answer.data)).get_sheet_by_index(0).to_python()
    )
    head = " ".join(str(line[0]) for line in table[:7])
    assert "this platform's rules" in head
    assert "2026-01-02" in head
    assert found.team.name in head
    assert table[-1][:2] == [found.people[0].number, found.people[0].name]
    assert table[-1][6] == 120 * 60
    line = db.session.scalars(select(AuditLine).where(AuditLine.verb == "exported")).one()
    assert (line.actor_id, line.change["people"], line.change["reason"]) == (
        found.scheduler.id, 1, "公示",
    )  # fmt: skip


@pytest.mark.parametrize("name", ["=1+1", "+x", "@x", "-x", "＝HYPERLINK(1)"])
def test_names_that_are_formulas_go_out_as_names(make, visit, name):
    found = starred(make, name=name)
    visit.sign_in(found.scheduler).speak("zh_Hans_CN")
    address = f"/o/{found.organisation.id}/recognition"
    visit.get(address).has(name.replace("+", "+"))
    text = visit.post(f"{address}/file", {"kind": "csv"}, status=200).answer.data.decode(
        "utf-8-sig"
    )
    assert list(csv.reader(io.StringIO(text)))[-1][1] == "'" + name
    body = visit.post(f"{address}/file", {"kind": "xlsx"}, status=200).answer.data
    table = CalamineWorkbook.from_filelike(io.BytesIO(body)).get_sheet_by_index(0).to_python()
    assert table[-1][1] == name


def test_the_filter_offers_the_levels_there_are(make, visit):
    found = starred(make)
    visit.sign_in(found.scheduler).speak("en")
    page = visit.get(f"/o/{found.organisation.id}/recognition?level=2")
    offered = re.findall(r'<option value="(\d)"( selected)?>\d ★', page.text)
    assert offered == [(str(n), " selected" if n == 2 else "") for n in range(1, 6)]


def test_my_hours_show_total_level_missing_and_evidence(make, visit):
    found = starred(make, 120)
    visit.sign_in(found.people[0]).speak("en")
    page = visit.get("/me/hours")
    page.has("120 h", "One star", "180 h to “Two stars” (300 h)", "<svg", "Told afterwards")
    visit.sign_in(found.people[1]).speak("en").get("/me/hours").has("No level yet", "Nothing yet.")


def test_my_hours_show_what_is_not_confirmed_yet_and_page_on(make, visit):
    found = starred(make, 400)
    found.served()
    with time_machine.travel(at(200), tick=False):
        visit.sign_in(found.people[0]).speak("en")
        visit.get("/me/hours").has("Your lead confirms it next", "Older")
        visit.get("/me/hours?page=2").has("Newer")
        before = visit.queries
        visit.get("/me/hours?page=999").lacks("Older")
        assert visit.queries <= before


def test_an_admin_sets_a_rule_and_faults_stand_at_their_field(make, visit):
    found = starred(make)
    visit.sign_in(who(found, "organisation_admin")).speak("en")
    address = f"/o/{found.organisation.id}/levels"
    rule = {"level": "1", "name": "一星", "hours": "120", "valid_from": "2099-01-01"}
    visit.post(address, {**rule, "valid_from": "2020-01-01"}, status=422).has("today or later")
    visit.post(address, {**rule, "hours": "400"}, status=422).has("the levels must rise")
    visit.post(address, {**rule, "hours": "０"}, status=422)
    visit.post(address, {**rule, "name": ""}, status=422)
    assert db.session.scalars(select(LevelRule)).all() == []
    visit.post(address, rule)
    visit.get(address).has("From 1 Jan 2099", "100 h", "120 h")


def test_bad_filters_filter_nothing(make, visit):
    found = starred(make)
    visit.sign_in(found.scheduler).speak("en")
    address = f"/o/{found.organisation.id}/recognition"
    visit.get(f"{address}?level=x&team=-1&since=gestern").has(found.people[0].name)
    visit.get(f"{address}?level=9").lacks(found.people[0].name)


def test_a_lead_sees_who_of_their_own_people_reached_what(make, visit):
    found = starred(make)
    visit.sign_in(found.lead).speak("en")
    visit.get(f"/o/{found.organisation.id}/recognition").has(found.people[0].name)
    other = make.lead(make.team(found.organisation))
    visit.sign_in(other).speak("en")
    visit.get(f"/o/{found.organisation.id}/recognition").lacks(found.people[0].name)


def test_nothing_claims_to_be_official():
    pages = [*(ROOT / "templates").rglob("*.html"), *(ROOT / "volunteer_app").rglob("*.py")]
    claims = [path for path in pages if re.search(r"国标|官方|national standard", read(path))]
    assert claims == []


def read(path: Path) -> str:
    return path.read_text("utf-8")
