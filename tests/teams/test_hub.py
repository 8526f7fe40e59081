"""The organisation's hub: every page it names is open to whom it is shown, and shown to whom it is open."""

from __future__ import annotations

import re

import pytest

from tests.people.matrix import answers, district
from volunteer_app.features import ORGANISATION_PLACES, PERSON_PLACES


@pytest.mark.parametrize(
    "role", ["lead", "scheduler", "organisation_admin", "district_admin", "auditor"]
)
def test_tiles_and_pages_agree(make, visit, app, role):
    town = district(make)
    person = town.somebody(role)
    page = visit.sign_in(person).get(f"/o/{town.ours.id}")
    tiles = re.search(r'<nav class="tiles".*?</nav>', page.text, re.DOTALL).group()
    shown = set(re.findall(r'href="([^"]+)"', tiles))
    for place in ORGANISATION_PLACES:
        with app.test_request_context("/"):
            address = app.url_for(place.endpoint, organisation_id=town.ours.id, _external=False)
        address = re.sub(r"^https?://[^/]+", "", address)
        assert (answers(visit, person, address) == 200) is (address in shown), address


def test_tiles_of_a_person_lead_to_pages(make, visit, app):
    town = district(make)
    scheduler = town.somebody("scheduler")
    page = visit.sign_in(scheduler).get(f"/o/{town.ours.id}/people/{town.member.id}")
    for place in PERSON_PLACES:
        with app.test_request_context("/"):
            address = app.url_for(
                place.endpoint, organisation_id=town.ours.id, person_id=town.member.id
            )
        page.has(address)
        assert answers(visit, scheduler, address) == 200


def test_the_hub_counts_members_and_applicants_with_few_queries(make, visit):
    town = district(make)
    for _ in range(5):
        make.person(make.team(town.ours))
    visit.sign_in(town.somebody("organisation_admin")).get(f"/o/{town.ours.id}", limit=8)
