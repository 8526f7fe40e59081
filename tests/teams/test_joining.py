"""Joining a team: the same words for the known and the unknown, minors, rules, and the lead's answer."""

from __future__ import annotations

import pytest

from volunteer_app.db import db
from volunteer_app.kit.clock import now
from volunteer_app.kit.jobs import Job, Turn
from volunteer_app.kit.outbox import Letter
from volunteer_app.people.models import Consent, Person
from volunteer_app.teams.jobs import write_join_letters
from volunteer_app.teams.models import Membership

SECRET = "seven grey herons 9"
NEWCOMER = {
    "name": "林小溪",
    "phone": "139 0000 5555",
    "email": "Lin@Example.org",
    "born": "1995-03",
    "password": SECRET,
    "repeated": SECRET,
    "locale": "zh_Hans_CN",
    "rules": "y",
}


def post(visit, team, status=302, **changes):
    return visit.post(f"/join/{team.join_code}", {**NEWCOMER, **changes}, status=status)


def applicant():
    return db.session.scalar(db.select(Person).where(Person.name == "林小溪"))


def do_letters():
    job = db.session.scalars(db.select(Job).where(Job.kind == "write_join_letters")).one()
    write_join_letters(Turn(job.id, 1), **job.args)
    db.session.commit()


def test_a_newcomer_applies_and_signs_in(make, visit):
    team = make.team()
    lead = make.lead(team)
    assert post(visit, team, photo="y").location == "/sign-in"
    person = applicant()
    assert (person.phone, person.email) == ("13900005555", "lin@example.org")
    held = db.session.scalars(db.select(Membership).filter_by(person_id=person.id)).one()
    assert held.state == "applied"
    given = {c.purpose: c.given for c in db.session.scalars(db.select(Consent))}
    assert given == {"rules": True, "photo": True}
    do_letters()
    to = {letter.person_id: letter.kind for letter in db.session.scalars(db.select(Letter))}
    assert to == {person.id: "joined", lead.id: "applicant"}
    visit.post("/sign-in", {"account": "13900005555", "password": SECRET})
    visit.speak("en").get("/me/teams").has("Applied")


def test_a_known_phone_makes_no_second_account_and_tells_nobody(make, visit):
    team = make.team()
    make.lead(team)
    known = make.person(phone="13900005555", name="旧友")
    visit.speak("en")
    strange = post(visit, team, phone="", email="new@example.org")
    first = visit.get("/sign-in").has("Thank you. Sign in now").text
    people = len(db.session.scalars(db.select(Person)).all())
    db.session.execute(db.delete(Job))
    again = post(visit, team)
    assert again.location == strange.location
    second = visit.get("/sign-in").has("Thank you. Sign in now").text
    assert len(first) == len(second)
    assert len(db.session.scalars(db.select(Person)).all()) == people
    assert db.session.get(Person, known.id).name == "旧友"
    do_letters()
    letter = db.session.scalars(db.select(Letter)).one()
    assert (letter.person_id, letter.kind) == (known.id, "known_already")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"rules": ""}, "Without the service rules nobody can be given a seat."),
        ({"phone": "", "email": ""}, "Give a phone number or an e-mail address."),
        ({"born": "2015-01"}, "Under 14, a parent or guardian comes along"),
        ({"born": "2011-01"}, "Under 18, a parent or guardian must agree."),
        ({"born": "2090-01"}, "This month has not come yet."),
        ({"password": "short", "repeated": "short"}, "Use at least 10 characters"),
        ({"password": "password123", "repeated": "password123"}, "a stranger would try"),
        ({"password": "aaaaaaaaaaaa", "repeated": "aaaaaaaaaaaa"}, "a stranger would try"),
        ({"password": "13900005555", "repeated": "13900005555"}, "your own name, number"),
        ({"repeated": "something else"}, "Both times the same password"),
        ({"email": "no mail"}, "This is no e-mail address."),
        ({"phone": "call me"}, "Write the number in digits."),
        ({"name": "\u200b\u2060 "}, "Please fill this in."),
        ({"name": "a\u202eb"}, "Use plain text on one line."),
    ],
)
def test_each_refusal_says_what_is_wrong(make, visit, changes, sentence):
    team = make.team()
    visit.speak("en")
    post(visit, team, status=422, **changes).has(
        sentence, "1995-03" if "born" not in changes else ""
    )
    assert db.session.scalars(db.select(Person)).all() == []


def test_minors_join_with_their_guardian(make, visit):
    team = make.team()
    post(visit, team, born="2011-01", guardian="y")
    given = {c.purpose for c in db.session.scalars(db.select(Consent))}
    assert given == {"rules", "guardian"}


def test_what_the_form_does_not_ask_for_is_ignored(make, visit):
    team = make.team()
    post(visit, team, active="", number="YT0001", state="active", role="district_admin", id="1")
    person = applicant()
    assert person.number.startswith("V")
    assert person.active
    assert db.session.scalars(db.select(Membership)).one().state == "applied"


def test_an_old_link_and_a_closed_team_open_nothing(make, visit):
    team, closed = make.team(), make.team(joinable=False)
    old = team.join_code
    visit.sign_in(make.lead(team)).post(f"/teams/{team.id}/invitation/rotate")
    visit.get(f"/join/{old}", status=404)
    visit.get(f"/join/{closed.join_code}", status=404)


def test_a_member_of_another_team_applies_with_a_button(make, visit):
    team, other = make.team(), make.team()
    person = make.person(other)
    visit.speak("en").sign_in(person).speak("en")
    visit.get(f"/join/{team.join_code}").has("You are signed in as")
    visit.post(f"/join/{team.join_code}/apply")
    visit.post(f"/join/{team.join_code}/apply", status=409).has("You belong to this team already")
    lead = make.lead(team)
    held = db.session.scalars(
        db.select(Membership).filter_by(team_id=team.id, person_id=person.id)
    ).one()
    visit.sign_in(lead).post(f"/memberships/{held.id}/step", {"deed": "approved"})
    assert db.session.get(Membership, held.id).state == "active"
    visit.post(f"/memberships/{held.id}/step", {"deed": "approved"}, status=409)
    kinds = [letter.kind for letter in db.session.scalars(db.select(Letter))]
    assert kinds == ["membership_approved"]


def test_the_sheet_shows_the_code_and_the_link(make, visit):
    team = make.team()
    page = visit.sign_in(make.lead(team)).get(f"/teams/{team.id}/invitation")
    page.has(f"/join/{team.join_code}", "<svg", 'class="qr"')


def test_nobody_approves_their_own_application(make, visit):
    team = make.team()
    lead = make.appoint(make.person(), "lead", team=team)
    held = make.keep(Membership(team_id=team.id, person_id=lead.id, state="applied", since=now()))
    visit.sign_in(lead).post(f"/memberships/{held.id}/step", {"deed": "approved"}, status=403)


def test_leaving_is_ones_own(make, visit):
    team = make.team()
    person, other = make.person(team), make.person(team)
    held, theirs = (
        db.session.scalars(db.select(Membership).filter_by(person_id=p.id)).one()
        for p in (person, other)
    )
    visit.sign_in(person).post(f"/me/teams/{theirs.id}/leave", status=404)
    visit.post(f"/me/teams/{held.id}/leave")
    assert db.session.get(Membership, held.id).state == "left"
    assert db.session.get(Membership, theirs.id).state == "active"
