"""One's own page: what is kept, what one may change, and that it is one's own alone."""

from __future__ import annotations

from datetime import date

from volunteer_app.db import db
from volunteer_app.kit import outbox
from volunteer_app.kit.audit import AuditLine
from volunteer_app.people.models import Consent, Person


def particulars(person, **changes):
    return {
        "name": person.name,
        "phone": person.phone or "",
        "email": person.email or "",
        "born": person.born.strftime("%Y-%m") if person.born else "",
        "languages": "",
        "skills": "",
        "emergency_name": "",
        "emergency_phone": "",
        "locale": "zh_Hans_CN",
        **changes,
    }


def test_ones_own_particulars_are_changed_and_leave_a_line_without_contents(make, visit):
    person = make.person()
    visit.sign_in(person)
    visit.post("/me/particulars", particulars(person, phone="139-0000-7777", skills="急救"))
    stored = db.session.get(Person, person.id)
    assert (stored.phone, stored.skills) == ("13900007777", "急救")
    line = db.session.scalars(db.select(AuditLine)).one()
    assert line.change == {"fields": ["phone", "skills"]}
    visit.get("/me").has("13900007777", "急救")


def test_a_taken_phone_or_mail_is_said_at_its_field(make, visit):
    make.person(phone="13911112222", email="taken@example.org")
    person = make.person()
    visit.sign_in(person).speak("en")
    refused = visit.post("/me/particulars", particulars(person, phone="13911112222"), status=422)
    refused.has("This phone number belongs to another account.", 'id="phone-fault"')
    visit.post("/me/particulars", particulars(person, email="TAKEN@example.org"), status=422).has(
        "This e-mail address belongs to another account."
    )
    visit.post("/me/particulars", particulars(person, email="", phone=""), status=422).has(
        "Leave a phone number or an e-mail address."
    )


def test_a_birth_month_is_entered_once(make, visit):
    person = make.person(born=None)
    visit.sign_in(person).speak("en")
    visit.post("/me/particulars", particulars(person, born="2011-05"))
    assert db.session.get(Person, person.id).born == date(2011, 5, 1)
    visit.post("/me/particulars", particulars(person, born="1990-05"), status=422).has(
        "Age rules rest on the birth month."
    )


def test_another_address_is_told_to_the_old_one(make, visit):
    person = make.person(email="old@example.org")
    visit.sign_in(person).post("/me/particulars", particulars(person, email="new@example.org"))
    letter = db.session.scalars(db.select(outbox.Letter)).one()
    assert (letter.kind, letter.address) == ("address_changed", "old@example.org")


def test_fields_that_are_not_asked_for_stay_as_they_are(make, visit):
    person = make.person()
    visit.sign_in(person).post(
        "/me/particulars",
        particulars(person, number="YT9999", active="", id="1", opted_out="y", employer_id="1"),
    )
    stored = db.session.get(Person, person.id)
    assert (stored.number, stored.active, stored.opted_out) == (person.number, True, False)


def test_consents_are_given_and_withdrawn_and_dated(make, visit):
    person = make.person()
    visit.sign_in(person).speak("en")
    visit.post("/me/consents/photo", {"given": "yes"})
    visit.get("/me").has("Given on")
    visit.post("/me/consents/photo", {"given": "no"})
    visit.post("/me/consents/photo", {"given": "no"})
    visit.get("/me").has("Withdrawn on")
    assert [c.given for c in db.session.scalars(db.select(Consent))] == [True, False]
    visit.post("/me/consents/rules", {"given": "yes"})
    visit.post("/me/consents/rules", {"given": "no"}, status=409).has("leave your teams")
    visit.post("/me/consents/anything", {"given": "yes"}, status=404)


def test_everybody_may_refuse_to_be_placed_by_the_machine(make, visit):
    person = make.person()
    visit.sign_in(person).speak("en").post("/me/placing", {"by_hand": "yes"})
    assert db.session.get(Person, person.id).opted_out
    visit.get("/me").has("The machine never proposes you.")
    visit.post("/me/placing", {"by_hand": "no"})
    assert not db.session.get(Person, person.id).opted_out


def test_letters_are_read_by_their_reader_alone(make, visit):
    team = make.team()
    person, other = make.person(team), make.person(team)
    letter = outbox.write("membership_approved", person, team=team)
    secret = outbox.write("welcome", person, token="token-of-a-link")
    db.session.commit()
    visit.sign_in(person)
    visit.get("/me/letters").has(letter.subject).lacks("token-of-a-link")
    visit.get(f"/me/letters/{letter.id}").has("/me/availability")
    visit.get(f"/me/letters/{secret.id}", status=404)
    visit.sign_in(other).get(f"/me/letters/{letter.id}", status=404)
    visit.sign_in(make.appoint(other, "district_admin")).get(f"/me/letters/{letter.id}", status=404)


def test_ones_own_trail_shows_what_others_did_about_one_and_nobody_elses(make, visit):
    organisation = make.organisation()
    team = make.team(organisation)
    person, other = make.person(team), make.person(team)
    admin = make.appoint(make.person(), "organisation_admin", organisation=organisation)
    visit.sign_in(admin).post(
        f"/o/{team.organisation_id}/people/{person.id}/phone", {"reason": "急事"}, status=200
    )
    visit.sign_in(person).speak("en").get("/me/trail").has("Looked at the phone number", admin.name)
    visit.sign_in(other).speak("en").get("/me/trail").lacks("Looked at the phone number")


def test_endless_pages_and_odd_page_numbers_are_harmless(make, visit):
    visit.sign_in(make.person())
    for odd in ("0", "-5", "abc", "99999999999999999999", "１", "1;drop"):
        visit.get(f"/me/letters?page={odd}")
        visit.get(f"/me/trail?page={odd}")
