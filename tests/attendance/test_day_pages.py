"""The pages of the day: who sees and does what (domain table 6.2), and the way of a scan (Q57)."""

from __future__ import annotations

import re
from datetime import date

import pytest
import time_machine

from tests.attendance.scene import Scene, at, scene
from volunteer_app.attendance import codes
from volunteer_app.attendance.actions import points
from volunteer_app.attendance.models import Attendance, CheckPoint
from volunteer_app.attendance.queries.days import attendance_of
from volunteer_app.db import db

READS = ("/shifts/{shift}/day",)
DEEDS = ("/seats/{seat}/in", "/seats/{seat}/excused", "/shifts/{shift}/codes", "/seats/{seat}/undo")

#: who → (reads the day, takes the roll)
TABLE = {
    "lead": (200, 302),
    "lead of another team": (403, 403),
    "scheduler": (200, 302),
    "organisation_admin": (200, 403),
    "district_admin": (200, 403),
    "auditor": (200, 403),
    "privacy_officer": (403, 403),
    "operator": (403, 403),
    "volunteer": (403, 403),
    "scheduler elsewhere": (404, 404),
    "lead elsewhere": (404, 404),
    "stranger": (404, 404),
}


def who(found: Scene, role: str):
    """Give a person of a role."""
    make, home = found.make, found.organisation
    elsewhere = make.organisation()
    if role == "lead":
        return found.lead
    if role == "volunteer":
        return found.people[0]
    if role == "stranger":
        return make.person()
    if role == "lead of another team":
        return make.lead(make.team(home))
    if role == "lead elsewhere":
        return make.lead(make.team(elsewhere))
    if role == "scheduler elsewhere":
        return make.appoint(make.person(), "scheduler", organisation=elsewhere)
    if role in ("scheduler", "organisation_admin"):
        return make.appoint(make.person(), role, organisation=home)
    return make.appoint(make.person(), role)


@pytest.mark.parametrize("role", TABLE)
def test_who_sees_the_day_and_who_takes_the_roll(make, visit, role):
    found = scene(make)
    reads, deeds = TABLE[role]
    address = {"shift": found.shift.id, "seat": found.seats[0].id}
    visit.sign_in(who(found, role)).speak("en")
    with time_machine.travel(at(-5), tick=False):
        visit.get(f"/shifts/{found.shift.id}/day", status=reads)
        for deed in DEEDS:
            visit.post(deed.format(**address), status=deeds)
        visit.post(f"/shifts/{found.shift.id}/close", status=deeds)


def test_strangers_are_sent_to_the_sign_in(make, visit):
    found = scene(make)
    for address in ("/today", f"/shifts/{found.shift.id}/day", f"/in/{found.shift.id}/abc"):
        visit.get(address, status=302)


def test_a_shift_for_several_teams_is_open_to_each_of_their_leads(make, visit):
    found = scene(make, people=0)
    other = make.team(found.organisation)
    joint = make.period(found.team, other, state="published")
    shift = make.shift(joint, kind=found.kind, site=found.site, starts=at(0))
    make.seat(shift, make.person(other), state="accepted")
    for lead in (found.lead, make.lead(other)):
        visit.sign_in(lead).speak("en")
        with time_machine.travel(at(-5), tick=False):
            visit.get("/today").has(f"/shifts/{shift.id}/day")
            visit.get(f"/shifts/{shift.id}/day")


def test_today_lists_what_is_within_reach_and_counts_states(make, visit):
    found = scene(make, people=3)
    found.serve(found.seats[0], 0, 30)
    elsewhere = scene(make)
    visit.sign_in(found.lead).speak("en")
    with time_machine.travel(at(40), tick=False):
        page = visit.get("/today").has("Running", "Late 2", "Gone 1")
        page.lacks(f"/shifts/{elsewhere.shift.id}/day")
    with time_machine.travel(at(60 * 24 * 3), tick=False):
        visit.sign_in(found.lead).speak("en").get("/today").has(
            "Earlier, with something left to do", "Not noted 2", "To be closed"
        )
    with time_machine.travel(at(60 * 24 * 30), tick=False):
        visit.sign_in(found.lead).speak("en").get("/today").has(
            "Nothing is planned for today."
        ).lacks("To be closed")


def test_the_query_count_of_today_does_not_grow(make, visit):
    found = scene(make)
    visit.sign_in(found.lead).speak("en")
    with time_machine.travel(at(0), tick=False):
        visit.get("/today")
        before = visit.queries
        for number in range(8):
            shift = found.another(at(60 * number))
            for _person in range(2):
                make.seat(shift, make.person(found.team), state="accepted")
        visit.get("/today")
        assert visit.queries == before


def test_the_query_count_of_a_day_does_not_grow_with_people(make, visit):
    found = scene(make)
    visit.sign_in(found.lead).speak("en")
    found.shift.wanted = 40
    db.session.commit()
    with time_machine.travel(at(-30), tick=False):
        visit.get(f"/shifts/{found.shift.id}/day")
        before = visit.queries
        for _number in range(12):
            make.seat(found.shift, make.person(found.team), state="accepted")
        visit.get(f"/shifts/{found.shift.id}/day")
        assert visit.queries == before


def test_the_lead_is_warned_of_who_must_not_serve_and_cannot_check_them_in(make, visit):
    found = scene(make, insured=True)
    make.insure(found.people[0], until=date(2026, 12, 6))
    make.insure(found.people[1])
    visit.sign_in(found.lead).speak("en")
    with time_machine.travel(at(-5), tick=False):
        page = visit.get(f"/shifts/{found.shift.id}/day")
        page.has("The accident insurance lasts until", f"/seats/{found.seats[1].id}/in")
        page.lacks(f"/seats/{found.seats[0].id}/in")
        visit.post(f"/seats/{found.seats[0].id}/in")
        visit.get(f"/shifts/{found.shift.id}/day").has("Not possible today")
    assert attendance_of(found.seats[0].id) is None


def test_phones_are_shown_to_whoever_takes_the_roll_a_day_around(make, visit):
    found = scene(make, people=1)
    found.people[0].phone = "13800001111"
    db.session.commit()
    admin = make.appoint(make.person(), "organisation_admin", organisation=found.organisation)
    address = f"/shifts/{found.shift.id}/day"
    with time_machine.travel(at(-60), tick=False):
        visit.sign_in(found.lead).speak("en").get(address).has("13800001111")
        visit.sign_in(admin).speak("en").get(address).lacks("13800001111")
    with time_machine.travel(at(-60 * 25), tick=False):
        visit.sign_in(found.lead).speak("en").get(address).lacks("13800001111")


def test_the_lead_runs_a_day_by_buttons(make, visit):
    found = scene(make, people=3)
    visit.sign_in(found.lead).speak("en")
    day = f"/shifts/{found.shift.id}/day"
    with time_machine.travel(at(-5), tick=False):
        answer = visit.post(f"/seats/{found.seats[0].id}/in")
        assert answer.location.endswith(f"{day}#seat-{found.seats[0].id}")
        visit.get(day).has("Here 1", "Due 2", "roll-call")
        part = visit.get(day, headers={"HX-Request": "true"})
        assert "<html" not in part.text
    with time_machine.travel(at(121), tick=False):
        visit.sign_in(found.lead).speak("en")
        visit.post(f"/seats/{found.seats[1].id}/absent", {"absence": "没有联系上"})
        visit.post(f"/shifts/{found.shift.id}/close")
        visit.get(day).has("Say first whether they came", found.people[2].name)
        times = f"/seats/{found.seats[2].id}/times"
        visit.post(times, {"arrived": "", "left": "09:30"}, status=422).has("07:30.")
        visit.post(times, {"arrived": "07:30", "left": "09:32"}, status=422).has("already passed")
        visit.post(times, {"arrived": "07:30", "left": "09:30"})
        visit.post(f"/shifts/{found.shift.id}/close", {"note": "一切正常"})
        visit.get(day).has("Closed", "一切正常", "Confirm minutes", "Gone 2", "Absent 1")
        visit.post(f"/shifts/{found.shift.id}/reopen")
        visit.get(day).lacks("Confirm minutes")


def scanned(found: Scene, when: int, seconds: int = 0) -> str:
    """Give the address in the code as the lead's phone shows it at a moment."""
    point = db.session.get(CheckPoint, found.shift.id) or points.set_up(
        found.shift, found.lead, at(-60)
    )
    db.session.commit()
    code = codes.rotating(point.secret, found.shift.id, at(when))
    return f"/in/{found.shift.id}/{code}"


def proof_on(page) -> str:
    """Take the proof of the scan off the page."""
    match = re.search(r'name="proof"[^>]*value="([^"]+)"', page.text)
    assert match
    return match.group(1)


def test_a_volunteer_comes_and_goes_by_code_with_one_tap_each(make, visit):
    found = scene(make)
    visit.sign_in(found.people[0]).speak("en")
    come, go = scanned(found, -5), scanned(found, 119)
    own = f"/me/check-in/{found.seats[0].id}"
    with time_machine.travel(at(-5), tick=False):
        visit.get(own).has("Scan the code")
        tap = {"step": "in", "proof": proof_on(visit.get(come).has("Check in"))}
        assert visit.post(come, tap).location == own
        visit.post(come, tap)  # the same tap again
        visit.get(own).has("Here", "Both phones")
    with time_machine.travel(at(119), tick=False):
        page = visit.get(go).has("Check out", "07:25")
        visit.post(go, {"step": "out", "proof": proof_on(page), "paid": "y"})
        visit.get(own).has("Gone", "paid working time")
        assert visit.get(go, status=302).location == own
    noted = db.session.query(Attendance).one()
    assert (noted.arrived, noted.left) == (at(-5), at(119))
    assert (noted.arrived_evidence, noted.left_evidence) == ("two_sided", "two_sided")
    assert noted.paid_time


def test_old_codes_other_posts_and_other_events_are_refused_with_a_sentence(make, visit):
    found, other = scene(make), scene(make)
    second = found.another(at(0))
    points.set_up(second, found.lead, at(-60))
    address = scanned(found, -5)
    code = address.rsplit("/", 1)[1]
    visit.sign_in(found.people[0]).speak("en")
    with time_machine.travel(at(-3), tick=False):
        visit.get(address, status=409).has("older than a minute")
        visit.get(f"/in/{second.id}/{code}", status=409).has("does not belong to this shift")
        visit.get(scanned(other, -3), status=409).has("You have no seat on this shift", "07:30")
        visit.get(f"/in/{other.shift.id}/{code}", status=409).has("does not belong")
        visit.get("/in/99999/abc", status=409).has("does not belong")
    assert db.session.query(Attendance).count() == 0


def test_a_proof_of_a_scan_is_nobody_elses_and_does_not_keep(make, visit):
    found = scene(make)
    with time_machine.travel(at(-5), tick=False):
        address = scanned(found, -5)
        proof = proof_on(visit.sign_in(found.people[0]).speak("en").get(address))
        visit.sign_in(found.people[1]).speak("en")
        visit.post(address, {"step": "in", "proof": proof})
        visit.get(f"/me/check-in/{found.seats[1].id}").has("That scan was too long ago")
        visit.post(address, {"step": "in", "proof": "made up"})
    with time_machine.travel(at(0), tick=False):
        visit.sign_in(found.people[0]).speak("en").post(address, {"step": "in", "proof": proof})
    assert db.session.query(Attendance).count() == 0


def test_the_poster_is_weaker_evidence_and_new_codes_make_it_void(make, visit):
    found = scene(make)
    visit.sign_in(found.lead).speak("en")
    with time_machine.travel(at(-5), tick=False):
        visit.get(f"/shifts/{found.shift.id}/code", status=404)
        visit.post(f"/shifts/{found.shift.id}/codes")
        visit.get(f"/shifts/{found.shift.id}/code").has("<svg", "0 / 2")
        visit.get(f"/shifts/{found.shift.id}/code/fresh").has("<svg")
        visit.get(f"/shifts/{found.shift.id}/poster").has("<svg")
        point = db.session.get(CheckPoint, found.shift.id)
        assert point is not None
        address = f"/in/{found.shift.id}/{codes.posted(point.secret, found.shift.id)}"
        page = visit.sign_in(found.people[0]).speak("en").get(address)
        visit.post(address, {"step": "in", "proof": proof_on(page)})
        visit.sign_in(found.lead).post(f"/shifts/{found.shift.id}/codes/renew")
        visit.sign_in(found.people[1]).speak("en").get(address, status=409)
    assert db.session.query(Attendance).one().arrived_evidence == "post_code"


def test_my_check_in_is_mine_alone_and_tells_what_is_next(make, visit):
    found = scene(make, people=1)
    address = f"/me/check-in/{found.seats[0].id}"
    visit.sign_in(make.person(found.team)).get(address, status=404)
    visit.sign_in(found.people[0]).speak("en")
    with time_machine.travel(at(-300), tick=False):
        visit.get(address).has("Check-in opens on")
    with time_machine.travel(at(130), tick=False):
        visit.get(address).has("This shift is over")
    found.served()
    with time_machine.travel(at(130), tick=False):
        visit.get(address).has("Your lead confirms the minutes next.")
