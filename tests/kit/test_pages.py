"""Plain pages of the house."""

from volunteer_app.db import db
from volunteer_app.people.models import Person


def test_a_wrong_address_says_so_in_both_languages(visit):
    visit.speak("en").get("/no-such-page", status=404).has("Nothing found here")


def test_a_person_can_be_made(make, visit):
    team = make.team()
    lead = make.lead(team)
    visit.sign_in(lead).speak("en").get("/no-such-page", status=404).has(lead.name)
    assert db.session.get(Person, lead.id).standing.leads_all(frozenset({team.id}))
