"""The pages of hours: who confirms, decides and corrects (domain table 6.2), and what they show."""

from __future__ import annotations

import re
from datetime import date

import pytest
import time_machine
from sqlalchemy import select

from tests.attendance.scene import Scene, at, rows, scene
from tests.attendance.test_day_pages import who
from tests.hours.test_confirm import confirm_now, serve_long
from tests.hours.test_ledger_guards import past_the_guard
from volunteer_app.db import db
from volunteer_app.hours.actions.carry import Carried, carry_over
from volunteer_app.hours.actions.confirm import confirm
from volunteer_app.hours.models import LedgerEntry, Question, Waiting

#: who → (sees the shift's minutes, confirms them, sees the ledger, walks the chain,
#: proposes a correction, gives the second word, the third)
TABLE = {
    "lead": (200, 302, 200, 200, 302, 403, 403),
    "lead of another team": (403, 403, 200, 200, 403, 403, 403),
    "scheduler": (200, 302, 200, 200, 302, 403, 403),
    "organisation_admin": (200, 302, 200, 200, 302, 302, 403),
    "district_admin": (200, 302, 200, 200, 302, 302, 302),
    "auditor": (200, 403, 200, 200, 403, 403, 403),
    "privacy_officer": (403, 403, 403, 403, 403, 403, 403),
    "operator": (403, 403, 403, 403, 403, 403, 403),
    "volunteer": (403, 403, 403, 403, 403, 403, 403),
    "scheduler elsewhere": (404, 404, 404, 404, 404, 404, 404),
    "lead elsewhere": (404, 404, 404, 404, 404, 404, 404),
    "stranger": (404, 404, 404, 404, 404, 404, 404),
}


def filled(page) -> dict[str, str]:
    """Give the rows of the confirming form as the page fills them in."""
    told = {}
    for tag in re.findall(r'<input[^>]*name="rows-[^>]*>', page.text):
        name = re.search(r'name="([^"]+)"', tag).group(1)
        value = re.search(r'value="([^"]*)"', tag)
        if 'type="checkbox"' not in tag or "checked" in tag:
            told[name] = value.group(1) if value else ""
    return told


def all_kinds(make) -> tuple[Scene, dict[str, int]]:
    """Give a scene with minutes to confirm, an entry, and something waiting at each level."""
    found = scene(make, people=2)
    numbers, first = {}, found.shift
    for minutes in (60, 500, 800):
        person = make.person(found.team)
        serve_long(found, person, at(-3000), minutes)
        confirm_now(found, by=make.lead(found.team))
    db.session.commit()
    found.shift = first
    found.served()
    numbers["entry"] = db.session.scalars(select(LedgerEntry.id)).one()
    for level, name in ((2, "second"), (3, "third")):
        numbers[name] = db.session.scalars(select(Waiting.id).where(Waiting.level == level)).one()
    return found, numbers


@pytest.mark.parametrize("role", TABLE)
def test_the_table_of_roles_holds(make, visit, role):
    found, numbers = all_kinds(make)
    minutes, confirms, ledger, chain, correction, second, third = TABLE[role]
    home = f"/o/{found.organisation.id}"
    visit.sign_in(who(found, role)).speak("en")
    with time_machine.travel(at(200), tick=False):
        visit.get(f"/shifts/{found.shift.id}/minutes", status=minutes)
        sent = visit.post(f"/shifts/{found.shift.id}/minutes", status=confirms)
        assert sent.answer.status_code == confirms
        for page in ("hours", "hours/waiting", "hours/questions", "levels", "recognition"):
            visit.get(f"{home}/{page}", status=ledger)
        visit.get(f"{home}/hours/chain", status=chain)
        told = {"minutes": "30", "reason": "核对"}
        visit.post(f"/entries/{numbers['entry']}", told, status=correction)
        visit.post(f"/waiting/{numbers['second']}/approve", status=second)
        visit.post(f"/waiting/{numbers['third']}/refuse", {"answer": "不对"}, status=third)


def test_a_lead_confirms_on_the_page_and_faults_stand_at_their_row(make, visit):
    found = scene(make, people=2)
    found.served()
    visit.sign_in(found.lead).speak("en")
    address = f"/shifts/{found.shift.id}/minutes"
    with time_machine.travel(at(200), tick=False):
        told = filled(visit.get(address).has("Suggested: 120 of 120"))
        page = visit.post(address, {**told, "rows-1-minutes": "121"}, status=422)
        page.has("was there for 120 minutes", "Nothing is confirmed yet")
        visit.post(address, {**told, "rows-0-minutes": "abc"}, status=422).has("whole minutes")
        visit.post(address, {**told, "rows-0-reason": "x" * 300}, status=422)
        assert db.session.scalars(select(LedgerEntry)).all() == []
        visit.post(address, told)
        visit.get(address).has("The minutes of 2 people are in the ledger.", "In the ledger")
        visit.post(address, told)
        visit.get(address).has("Nothing new was confirmed.")
    assert len(db.session.scalars(select(LedgerEntry)).all()) == 2


def test_ones_own_row_is_not_offered(make, visit):
    found = scene(make, people=0)
    found.seats.append(make.seat(found.shift, found.lead, state="accepted"))
    found.served()
    visit.sign_in(found.lead).speak("en")
    with time_machine.travel(at(200), tick=False):
        page = visit.get(f"/shifts/{found.shift.id}/minutes")
        page.has("are for another lead or the scheduler").lacks('name="rows-0-minutes"')


def test_rows_that_nobody_offered_change_nothing(make, visit):
    """Forged numbers of another shift's attendance are refused (Q51)."""
    found, other = scene(make, people=1), scene(make, people=1)
    found.served()
    there = other.served()
    visit.sign_in(found.lead).speak("en")
    told = {
        "rows-0-attendance_id": str(there.lines[0].attendance.id),
        "rows-0-take": "y",
        "rows-0-minutes": "120",
        "rows-0-organisation_id": str(other.organisation.id),
    }
    with time_machine.travel(at(200), tick=False):
        visit.post(f"/shifts/{found.shift.id}/minutes", told, status=422)
    assert db.session.scalars(select(LedgerEntry)).all() == []


def ledger(make) -> Scene:
    """Give an organisation with two teams and some months of entries."""
    found = scene(make, people=2)
    other = make.team(found.organisation)
    by = make.person()
    lines = [
        Carried(person.id, 60, date(2026, month, 3), team_id=team.id)
        for month in (10, 11, 12)
        for person, team in ((found.people[0], found.team), (found.people[1], other))
    ]
    carry_over(found.organisation, lines, by=by, now=at(0))
    db.session.commit()
    return found


def test_the_ledger_is_filtered_by_month_team_and_person(make, visit):
    found = ledger(make)
    first, second = found.people
    address = f"/o/{found.organisation.id}/hours"
    visit.sign_in(found.scheduler).speak("en")
    with time_machine.travel(at(200), tick=False):
        visit.get(address).has("December 2026", "2 h", first.name, second.name)
        visit.get(f"{address}?month=all").has("6 h")
        visit.get(f"{address}?month=2026-10&team={found.team.id}").has("1 h").lacks(second.name)
        visit.get(f"{address}?month=all&person={second.number}").has("3 h").lacks(first.name)
        visit.get(f"{address}?month=all&person=%25").has("Nothing is entered here yet.")
        visit.get(f"{address}?month=nonsense&team=x&page=0").has("December 2026")


def test_a_lead_sees_their_own_teams_hours_only(make, visit):
    found = ledger(make)
    first, second = found.people
    visit.sign_in(found.lead).speak("en")
    with time_machine.travel(at(200), tick=False):
        page = visit.get(f"/o/{found.organisation.id}/hours?month=all")
        page.has(first.name, "3 h").lacks(second.name)
    entries = db.session.scalars(select(LedgerEntry).order_by(LedgerEntry.id)).all()
    visit.sign_in(found.lead).speak("en")
    visit.get(f"/entries/{entries[0].id}")
    visit.get(f"/entries/{entries[1].id}", status=403)


def test_the_ledgers_query_count_does_not_grow(make, visit):
    found = ledger(make)
    visit.sign_in(found.scheduler).speak("en")
    address = f"/o/{found.organisation.id}/hours?month=all"
    visit.get(address)
    before = visit.queries
    lines = [Carried(make.person().id, 5, date(2026, 12, 4)) for _ in range(20)]
    carry_over(found.organisation, lines, by=found.lead, now=at(0))
    visit.get(address)
    assert visit.queries == before


def test_the_chain_page_names_the_first_bad_entry(make, visit):
    found = ledger(make)
    visit.sign_in(found.scheduler).speak("en")
    address = f"/o/{found.organisation.id}/hours/chain"
    visit.get(address).has("Every entry is as it was written", "6 entries checked.")
    past_the_guard("UPDATE ledger_entry SET minutes = 6000 WHERE number = 4")
    visit.get(address).has("was changed after it was written", "number 4")


def test_a_person_asks_and_the_lead_answers(make, visit):
    found = scene(make, people=1)
    there = found.served()
    confirm(there, found.lead, at(130), rows=rows(there))
    entry = db.session.scalars(select(LedgerEntry)).one()
    visit.sign_in(make.person(found.team)).get(f"/me/hours/{entry.id}/question", status=404)
    visit.sign_in(found.people[0]).speak("en")
    visit.post(f"/me/hours/{entry.id}/question", {"note": ""}, status=422).has("Say what is wrong.")
    visit.post(f"/me/hours/{entry.id}/question", {"note": "<b>少了</b>"})
    visit.get("/me/hours").has("Question open")
    visit.sign_in(found.lead).speak("en")
    page = visit.get(f"/o/{found.organisation.id}/hours/questions")
    page.has("&lt;b&gt;少了&lt;/b&gt;")
    question = db.session.scalars(select(Question.id)).one()
    visit.post(f"/questions/{question}/answer", {"words": "已更正"})
    visit.sign_in(found.people[0]).speak("en").get("/me/hours").has("已更正")


def test_a_person_does_not_answer_or_correct_their_own(make, visit):
    found = scene(make, people=0)
    found.seats.append(make.seat(found.shift, found.lead, state="accepted"))
    there = found.served()
    confirm(there, found.scheduler, at(130), rows=rows(there))
    entry = db.session.scalars(select(LedgerEntry)).one()
    visit.sign_in(found.lead).speak("en")
    visit.post(f"/me/hours/{entry.id}/question", {"note": "少了"})
    question = db.session.scalars(select(Question.id)).one()
    visit.post(f"/questions/{question}/answer", {"words": "是的"}, status=403)
    visit.post(f"/entries/{entry.id}", {"minutes": "200", "reason": "是的"}, status=403)
