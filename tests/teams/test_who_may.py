"""Each role × each page of organisations, teams and people, at home and elsewhere (domain.md 6.2)."""

from __future__ import annotations

import pytest

from tests.people.matrix import ELSEWHERE, ROLES, answers, district
from volunteer_app.people.models import Appointment

#: page → roles that may read it; all others of the organisation get 403, strangers 404
STAFF = {"lead", "scheduler", "organisation_admin", "district_admin", "auditor"}
COORDINATORS = {"scheduler", "organisation_admin", "district_admin"}
ADMINS = {"organisation_admin", "district_admin"}
PAGES = {
    "/o/{ours}": STAFF,
    "/o/{ours}/edit": ADMINS,
    "/o/{ours}/teams/new": ADMINS,
    "/o/{ours}/people": STAFF,
    "/o/{ours}/people/{member}": STAFF,
    "/o/{ours}/people/{member}/phone": ADMINS,
    "/o/{ours}/people/{member}/proofs": STAFF,
    "/o/{ours}/people/{member}/proofs/new": COORDINATORS,
    "/o/{ours}/people/{member}/insurance": COORDINATORS,
    "/o/{ours}/running-out": STAFF,
    "/o/{ours}/roles": ADMINS,
    "/o/{ours}/trail": ADMINS | {"auditor"},
    "/o/{ours}/sites": STAFF,
    "/o/{ours}/sites/new": COORDINATORS,
    "/o/{ours}/duty-kinds": STAFF,
    "/o/{ours}/duty-kinds/new": COORDINATORS,
    "/teams/{team}": STAFF,
    "/teams/{team}/edit": ADMINS,
    "/teams/{team}/invitation": STAFF - {"auditor"},
    "/teams/{team}/members/new": STAFF - {"auditor"},
    "/sites/{site}": COORDINATORS,
    "/duty-kinds/{kind}": COORDINATORS,
}
#: pages that belong to no organisation
DISTRICT = {
    "/organisations": STAFF,
    "/organisations/new": {"district_admin"},
    "/district/roles": {"district_admin"},
    "/qualifications": STAFF,
    "/qualifications/new": {"district_admin"},
}


def filled(page, town, make):
    return page.format(
        ours=town.ours.id,
        member=town.member.id,
        team=town.team.id,
        site=make.site(town.ours).id if "{site}" in page else 0,
        kind=make.duty_kind(town.ours).id if "{kind}" in page else 0,
    )


@pytest.mark.parametrize("page", PAGES)
def test_pages_of_the_organisation(make, visit, page):
    town = district(make)
    address = filled(page, town, make)
    for role in ROLES:
        status = answers(visit, town.somebody(role), address)
        wanted = 302 if role == "nobody" else 200 if role in PAGES[page] else 403
        assert status == wanted, f"{role}: {status}"


@pytest.mark.parametrize("page", PAGES)
def test_for_other_organisations_they_do_not_exist(make, visit, page):
    town = district(make)
    address = filled(page, town, make)
    for role in ELSEWHERE:
        status = answers(visit, town.somebody(role, elsewhere=True), address)
        assert status == 404, f"{role}: {status}"


@pytest.mark.parametrize("page", DISTRICT)
def test_pages_of_the_district(make, visit, page):
    town = district(make)
    for role in ROLES:
        status = answers(visit, town.somebody(role), page)
        wanted = 302 if role == "nobody" else 200 if role in DISTRICT[page] else 403
        assert status == wanted, f"{role}: {status}"


#: deed → roles that may do it
DEEDS = {
    "/memberships/{membership}/step": {"deed": "paused"},
    "/memberships/{membership}/mark": {"may_lead": "yes"},
    "/teams/{team}/invitation/rotate": {},
    "/o/{ours}/people/{member}/invite": {},
    "/o/{ours}/duty-kinds/seeds": {},
    "/appointments/{appointment}/end": {},
}
MAY = {
    "/memberships/{membership}/step": COORDINATORS,
    "/memberships/{membership}/mark": COORDINATORS,
    "/teams/{team}/invitation/rotate": COORDINATORS | {"lead"},
    "/o/{ours}/people/{member}/invite": COORDINATORS | {"lead"},
    "/o/{ours}/duty-kinds/seeds": COORDINATORS,
    "/appointments/{appointment}/end": ADMINS,
}


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("role", ROLES[1:])
def test_deeds(make, visit, deed, role):
    town = district(make)
    scheduler = town.somebody("scheduler")
    held = make.keep(
        Appointment(
            person_id=scheduler.id,
            role="scheduler",
            organisation_id=town.ours.id,
            since=town.team.created_at,
        )
    )
    address = deed.format(
        ours=town.ours.id,
        member=town.member.id,
        team=town.team.id,
        membership=town.membership.id,
        appointment=held.id,
    )
    for elsewhere in (False, True):
        if elsewhere and role not in ELSEWHERE:
            continue
        person = town.somebody(role, elsewhere=elsewhere)
        visit.sign_in(person)
        status = visit.send(
            visit.client.post, address, data={**DEEDS[deed], "csrf_token": visit.token()}
        ).status_code
        wanted = {404} if elsewhere else {200, 302} if role in MAY[deed] else {403}
        assert status in wanted, f"{role} elsewhere={elsewhere}: {status}"
