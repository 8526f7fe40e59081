"""Signing in and out: any of three names, generic answers, one session at a time, no way out of the house."""

from __future__ import annotations

import re

import pytest
import time_machine
from flask_security import hash_password

from volunteer_app.db import db
from volunteer_app.people import gate, passwords
from volunteer_app.people.models import EndedSession, Person, SignInTry

SECRET = "seven grey herons 9"


@pytest.fixture
def anna(make):
    team = make.team()
    return make.person(
        team,
        name="安娜",
        email="anna@example.org",
        phone="13900001111",
        number="YT0042",
        password=hash_password(passwords.normal(SECRET)),
    )


def enter(visit, account, password=SECRET, status=302, **more):
    data = {"account": account, "password": password, **more}
    return visit.post("/sign-in", data, status=status)


@pytest.mark.parametrize(
    "account",
    [
        "anna@example.org",
        "Anna@Example.org",
        "13900001111",
        "+86 139 0000 1111",
        "yt0042",
        "１３９００００１１１１",
    ],
)
def test_number_phone_and_mail_all_open_the_account(anna, visit, account):
    assert enter(visit, account).location == "/"
    visit.get("/me").has("安娜")


def test_the_hash_is_argon2id(anna):
    assert anna.password.startswith("$argon2id$")


def test_wrong_account_and_wrong_password_are_answered_alike(anna, visit):
    visit.speak("en")
    known = enter(visit, "anna@example.org", "wrong", status=422).text
    unknown = enter(visit, "nobody@example.org", "wrong", status=422).text
    sentence = "This account and this password do not belong together."
    assert sentence in known
    assert sentence in unknown
    tokens = r'name="csrf_token"[^>]*>'
    assert re.sub(tokens, "", known.replace("anna@", "nobody@")) == re.sub(tokens, "", unknown)


def test_people_without_password_and_inactive_people_do_not_come_in(make, visit):
    make.person(number="YT1", password=None)
    make.person(number="YT2", password=hash_password(SECRET), active=False)
    enter(visit, "YT1", status=422)
    enter(visit, "YT2", status=422)


def test_guessing_closes_the_account_for_a_while_whoever_it_belongs_to(anna, visit):
    visit.speak("en")
    for _ in range(gate.TRIES_PER_ACCOUNT):
        enter(visit, "anna@example.org", "wrong", status=422)
        enter(visit, "nobody@example.org", "wrong", status=422)
    enter(visit, "anna@example.org", status=422).has("Too many tries.")
    enter(visit, "nobody@example.org", status=422).has("Too many tries.")
    with time_machine.travel("2099-01-01"):
        enter(visit, "anna@example.org")


def test_one_address_cannot_try_many_accounts(anna, visit, monkeypatch):
    monkeypatch.setattr(gate, "TRIES_PER_ADDRESS", 5)
    for number in range(5):
        enter(visit, f"YT90{number}", "wrong", status=422)
    visit.speak("en")
    enter(visit, "anna@example.org", status=422).has("Too many tries.")


def test_tries_keep_nothing_of_what_was_typed(anna, visit):
    enter(visit, "anna@example.org", "my bank password", status=422)
    kept = db.session.scalars(db.select(SignInTry)).one()
    assert "anna" not in kept.account
    assert len(kept.account) == len(kept.address) == 64


def test_coming_in_forgets_the_tries(anna, visit):
    enter(visit, "anna@example.org", "wrong", status=422)
    enter(visit, "anna@example.org")
    assert db.session.scalars(db.select(SignInTry)).all() == []


@pytest.mark.parametrize(
    "foreign",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "\\\\evil",
        "/a\nb",
    ],
)
def test_nobody_is_sent_to_another_house(anna, visit, foreign):
    assert enter(visit, "YT0042", next=foreign).location == "/"


def test_what_was_asked_for_comes_after_signing_in(anna, visit):
    asked = visit.get("/me/letters?page=2", status=302).location
    assert asked == "/sign-in?next=/me/letters?page%3D2"
    visit.get(asked).has('value="/me/letters?page=2"')
    assert enter(visit, "YT0042", next="/me/letters?page=2").location == "/me/letters?page=2"


def cookie(visit):
    return visit.client.get_cookie("session").value


def test_a_session_is_new_at_sign_in(anna, visit):
    visit.get("/sign-in")
    before, token = cookie(visit), visit.token()
    enter(visit, "YT0042")
    assert cookie(visit) != before
    answer = visit.send(
        visit.client.post, "/me/placing", data={"by_hand": "yes", "csrf_token": token}
    )
    assert answer.status_code == 400, "the form token of before still works"


def test_a_copied_cookie_is_void_after_signing_out(anna, visit):
    enter(visit, "YT0042")
    copied = cookie(visit)
    visit.post("/sign-out")
    visit.client.set_cookie("session", copied)
    visit.get("/me", status=302)
    assert len(db.session.scalars(db.select(EndedSession)).all()) == 1


def test_a_changed_password_ends_every_session(anna, visit, app):
    enter(visit, "YT0042")
    copied = cookie(visit)
    new = "nine blue kites 11"
    data = {"current": SECRET, "password": new, "repeated": new}
    visit.post("/me/password", data)
    visit.get("/me")
    visit.client.set_cookie("session", copied)
    visit.get("/me", status=302)


def test_leads_are_signed_out_when_idle_volunteers_are_not(make, visit):
    team = make.team()
    lead, member = make.lead(team), make.person(team)
    with time_machine.travel("2026-12-01T08:00:00Z", tick=False) as clock:
        visit.sign_in(lead).speak("en").get("/me")
        clock.shift(29 * 60)
        visit.get("/me")
        clock.shift(29 * 60)
        visit.get("/me")
        clock.shift(31 * 60)
        visit.get("/me", status=302)
        visit.get("/sign-in").has("You were signed out")
        visit.sign_in(member).get("/me")
        clock.shift(11 * 3600)
        visit.get("/me")
        clock.shift(2 * 3600)
        visit.get("/me", status=302)


def test_a_form_without_its_token_is_refused(anna, visit):
    answer = visit.send(
        visit.client.post, "/sign-in", data={"account": "YT0042", "password": SECRET}
    )
    assert answer.status_code == 400


def test_the_start_page_leads_by_role(make, visit):
    team = make.team()
    assert visit.get("/", status=302).location == "/sign-in"
    assert visit.sign_in(make.lead(team)).get("/", status=302).location == "/periods"
    assert visit.sign_in(make.person(team)).get("/", status=302).location in ("/me/roster", "/me")


def test_demonstration_accounts_are_shown_in_the_demonstration_only(app, visit):
    app.extensions["demo_sign_ins"] = [("Lead", "lead@example.org", "a demo password")]
    visit.get("/sign-in").lacks("a demo password")
    from dataclasses import replace

    app.extensions["settings"] = replace(app.extensions["settings"], demo=True)
    visit.get("/sign-in").has("a demo password", "lead@example.org")


def test_signing_in_stands_on_ones_own_trail(anna, visit):
    enter(visit, "YT0042")
    visit.speak("en").get("/me/trail").has("Signed in")
    assert db.session.get(Person, anna.id).password == anna.password
