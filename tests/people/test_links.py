"""Links that set a password: once, for a while, for one person; the answer tells nobody who is known."""

from __future__ import annotations

import pytest
import time_machine
from flask_security import hash_password, verify_password

from volunteer_app.db import db
from volunteer_app.kit import clock
from volunteer_app.kit.errors import Refused
from volunteer_app.kit.jobs import Job, Turn
from volunteer_app.kit.outbox import Letter
from volunteer_app.people import gate, links
from volunteer_app.people.actions import accounts, invitations
from volunteer_app.people.jobs import forget_old_tries, write_reset_letter
from volunteer_app.people.models import EndedSession, Person, SignInTry

NEW = "nine blue kites 11"


def ask(visit, account):
    answer = visit.post("/reset", {"account": account})
    job = db.session.scalars(db.select(Job).where(Job.kind == "write_reset_letter")).one()
    write_reset_letter(Turn(job.id, 1), **job.args)
    db.session.execute(db.delete(Job).where(Job.id == job.id))
    db.session.commit()
    return answer.location


def letters(kind):
    return list(db.session.scalars(db.select(Letter).where(Letter.kind == kind)))


def test_a_forgotten_password_is_set_by_a_letter_once(make, visit):
    person = make.person(password=hash_password("old password 123"))
    ask(visit, person.email)
    [letter] = letters("reset")
    link = next(word for word in letter.body.split() if "/reset/" in word)
    assert link.startswith("http://127.0.0.1:8000/reset/")
    path = link.removeprefix("http://127.0.0.1:8000")
    visit.get(path)
    visit.post(path, {"password": NEW, "repeated": NEW})
    assert verify_password(NEW, db.session.get(Person, person.id).password)
    visit.get(path, status=302)
    visit.post("/sign-in", {"account": person.number, "password": NEW})
    visit.get("/me/letters").lacks("/reset/" + path.rpartition("/")[2])
    assert len(letters("password_changed")) == 1


def test_the_answer_is_the_same_for_everybody(make, visit):
    known, silent = make.person(), make.person(email=None, phone="13900000001")
    assert {ask(visit, a) for a in (known.email, silent.phone, "nobody@x.org", "🙂")} == {
        "/sign-in"
    }
    assert [letter.person_id for letter in letters("reset")] == [known.id]


def test_asking_again_and_again_writes_one_letter(make, visit):
    person = make.person()
    for _ in range(3):
        ask(visit, person.email)
    assert len(letters("reset")) == 1
    with time_machine.travel("2099-01-01"):
        assert accounts.write_reset_letter(person, clock.now())


def test_a_reset_opens_an_account_that_guessing_has_closed(make, visit):
    person = make.person(password=hash_password("old password 123"))
    for _ in range(gate.TRIES_PER_ACCOUNT + 1):
        visit.post("/sign-in", {"account": person.email, "password": "x"}, status=422)
    path = f"/reset/{links.make(person, links.RESET)}"
    visit.post(path, {"password": NEW, "repeated": NEW})
    visit.post("/sign-in", {"account": person.email, "password": NEW})


@pytest.mark.parametrize("purpose", [links.RESET, links.WELCOME])
def test_links_end_by_time_by_use_and_by_forgery(make, visit, purpose):
    person, other = make.person(), make.person(active=False)
    other_purpose = links.RESET if purpose == links.WELCOME else links.WELCOME
    with time_machine.travel("2026-12-01T00:00:00Z") as moment:
        token = links.make(person, purpose)
        visit.get(f"/{purpose}/{token}")
        visit.get(f"/{other_purpose}/{token}", status=302)
        visit.get(f"/{purpose}/{token}x", status=302)
        visit.get(f"/{purpose}/{token[:-4]}", status=302)
        visit.get(f"/{purpose}/{links.make(other, purpose)}", status=302)
        moment.shift(links.LIVES[purpose].total_seconds() + 2)
        visit.get(f"/{purpose}/{token}", status=302)


def test_an_imported_person_comes_in_by_letter(make, visit):
    team = make.team()
    person = make.person(team)
    visit.sign_in(make.lead(team)).post(f"/o/{team.organisation_id}/people/{person.id}/invite")
    [letter] = letters("welcome")
    path = next(w for w in letter.body.split() if "/welcome/" in w).removeprefix(
        "http://127.0.0.1:8000"
    )
    visit.post("/sign-out")
    answers = {"password": NEW, "repeated": NEW, "locale": "en"}
    visit.speak("en").get(path).has(person.number)
    visit.post(path, answers, status=422).has("Without the service rules")
    visit.post(path, {**answers, "rules": "y", "ranking": "y"})
    visit.get("/me").has("Given on")
    visit.get(path, status=302)
    assert db.session.get(Person, person.id).locale == "en"
    assert letters("password_changed") == []


def test_without_an_address_the_lead_hands_a_link_over(make, visit):
    team = make.team()
    person = make.person(team, email=None)
    visit.sign_in(make.lead(team)).speak("en")
    address = f"/o/{team.organisation_id}/people/{person.id}"
    shown = visit.post(f"{address}/invite", status=200).has("/welcome/").text
    first = shown.partition("/welcome/")[2].partition("<")[0]
    visit.get(address).lacks("/welcome/")
    visit.post(f"{address}/invite", status=200)
    visit.get(f"/welcome/{first}", status=302)
    assert letters("welcome") == []


def test_people_with_an_account_are_not_invited(make):
    person = make.person(password=hash_password(NEW))
    with pytest.raises(Refused):
        invitations.invite(person, by=None)


def test_helping_back_is_for_volunteers_without_an_address_only(make, visit):
    organisation = make.organisation()
    team = make.team(organisation)
    admin = make.appoint(make.person(), "organisation_admin", organisation=organisation)
    boss = make.appoint(
        make.person(team, email=None, password=hash_password(NEW)), "district_admin"
    )
    plain = make.person(team, email=None, password=hash_password(NEW))
    reached = make.person(team, password=hash_password(NEW))
    visit.sign_in(admin).speak("en")
    base = f"/o/{team.organisation_id}/people"
    visit.post(f"{base}/{plain.id}/new-password", status=200).has("/reset/")
    for other in (boss, reached):
        visit.post(f"{base}/{other.id}/new-password", status=409).has("by letter")
    visit.sign_in(make.lead(team)).post(f"{base}/{plain.id}/new-password", status=403)


def test_old_tries_and_ended_sessions_are_forgotten(make):
    long_ago = clock.now().replace(year=2020)
    make.keep(SignInTry(account="a", address="b", at=long_ago))
    make.keep(SignInTry(account="a", address="b", at=clock.now()))
    make.keep(EndedSession(id="x", until=long_ago))
    assert forget_old_tries(Turn(1, 1)) == {"tries": 1, "sessions": 1}
