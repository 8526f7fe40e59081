"""An organisation's people: search, paging, and a phone number that is open when it should be."""

from __future__ import annotations

from datetime import timedelta

import pytest

from volunteer_app.db import db
from volunteer_app.kit import clock
from volunteer_app.kit.audit import AuditLine
from volunteer_app.people.models import Consent

PHONE = "13987654321"


@pytest.fixture
def town(make):
    organisation = make.organisation()
    team = make.team(organisation)
    member = make.person(team, phone=PHONE, name="郑海")
    kind, site = make.duty_kind(organisation), make.site(organisation)
    return organisation, team, member, kind, site


def sees(visit, viewer, organisation, member):
    page = visit.sign_in(viewer).get(f"/o/{organisation.id}/people/{member.id}")
    return PHONE in page.text


@pytest.mark.parametrize(
    ("hours", "seen"), [(1, True), (23, True), (25, False), (-20, True), (-27, False)]
)
def test_leads_and_schedulers_see_the_phone_around_a_shared_shift(make, visit, town, hours, seen):
    organisation, team, member, kind, site = town
    shift = make.shift(
        make.period(team), kind=kind, site=site, starts=clock.now() + timedelta(hours=hours)
    )
    make.seat(shift, member)
    lead = make.lead(team)
    scheduler = make.appoint(make.person(), "scheduler", organisation=organisation)
    other_lead = make.lead(make.team(organisation))
    admin = make.appoint(make.person(), "organisation_admin", organisation=organisation)
    assert sees(visit, lead, organisation, member) is seen
    assert sees(visit, scheduler, organisation, member) is seen
    assert not sees(visit, admin, organisation, member)
    visit.sign_in(other_lead).get(f"/o/{organisation.id}/people/{member.id}", status=403)


@pytest.mark.parametrize("state", ["declined", "withdrawn"])
def test_a_seat_that_was_given_back_opens_nothing(make, visit, town, state):
    organisation, team, member, kind, site = town
    shift = make.shift(make.period(team), kind=kind, site=site, starts=clock.now())
    make.seat(shift, member, state=state, held=False)
    assert not sees(visit, make.lead(team), organisation, member)


def test_a_consent_opens_it_to_those_who_work_with_one(make, visit, town):
    organisation, team, member, *_ = town
    make.keep(Consent(person_id=member.id, purpose="contact", given=True, at=clock.now()))
    assert sees(visit, make.lead(team), organisation, member)
    make.keep(
        Consent(
            person_id=member.id,
            purpose="contact",
            given=False,
            at=clock.now() + timedelta(seconds=1),
        )
    )
    assert not sees(visit, make.lead(team), organisation, member)


def test_admins_write_a_reason_which_the_person_reads(make, visit, town):
    organisation, _, member, *_ = town
    admin = make.appoint(make.person(), "organisation_admin", organisation=organisation)
    address = f"/o/{organisation.id}/people/{member.id}/phone"
    visit.sign_in(admin)
    visit.get(address).lacks(PHONE)
    visit.post(address, {"reason": " "}, status=422).lacks(PHONE)
    visit.post(address, {"reason": "家属来电"}, status=200).has(PHONE)
    line = db.session.scalars(db.select(AuditLine)).one()
    assert (line.verb, line.subject_id, line.change) == (
        "saw_phone",
        member.id,
        {"reason": "家属来电"},
    )


def test_no_page_of_a_lead_shows_phone_mail_or_birth_month(make, visit, town):
    organisation, team, member, *_ = town
    member.email, member.emergency_phone = "secret@example.org", "13911110000"
    db.session.commit()
    visit.sign_in(make.lead(team))
    for address in (
        f"/o/{organisation.id}",
        f"/o/{organisation.id}/people",
        f"/o/{organisation.id}/people/{member.id}",
        f"/o/{organisation.id}/people/{member.id}/proofs",
        f"/teams/{team.id}",
        f"/o/{organisation.id}/running-out",
    ):
        visit.get(address).lacks(
            PHONE, "secret@example.org", "13911110000", "1990年5月", "May 1990"
        )


def test_people_are_found_by_name_and_number_within_reach_alone(make, visit, town):
    organisation, team, member, *_ = town
    make.person(make.team(organisation), name="郑山")
    make.person(make.team(), name="郑远")
    scheduler = make.appoint(make.person(), "scheduler", organisation=organisation)
    address = f"/o/{organisation.id}/people"
    visit.sign_in(scheduler)
    visit.get(address, query_string={"q": "郑"}).has("郑海", "郑山").lacks("郑远")
    visit.get(address, query_string={"q": member.number.lower()}).has("郑海").lacks("郑山")
    visit.sign_in(make.lead(team))
    visit.get(address, query_string={"q": "郑"}).has("郑海").lacks("郑山", "郑远")


def test_long_lists_come_in_pages_with_few_queries(make, visit, town):
    organisation, team, *_ = town
    for _ in range(60):
        make.person(team)
    lead = make.lead(team)
    visit.sign_in(lead).speak("en")
    visit.get(f"/o/{organisation.id}/people", limit=8).has("Page 1", "page=2")
    visit.get(f"/o/{organisation.id}/people?page=2", limit=8).has("Page 2")
    visit.get(f"/teams/{team.id}", limit=10).has("62 members", "page=2")


def test_the_trail_of_an_organisation_shows_its_own_lines_and_no_others(make, visit, town):
    organisation, *_ = town
    admin = make.appoint(make.person(), "organisation_admin", organisation=organisation)
    other = make.organisation()
    elsewhere = make.appoint(make.person(), "organisation_admin", organisation=other)
    answers = {"name": "新名", "kind": "company", "parent_id": "", "zone": "Asia/Shanghai"}
    visit.sign_in(admin).post(
        f"/o/{organisation.id}/edit", {**answers, "name": "<b>一</b>\u202e"}, status=422
    )
    visit.post(f"/o/{organisation.id}/edit", {**answers, "name": "<b>一</b>"})
    visit.sign_in(elsewhere).post(f"/o/{other.id}/edit", {**answers, "name": "别处"})
    page = visit.sign_in(admin).speak("en").get(f"/o/{organisation.id}/trail")
    page.has("Changed", admin.name, "&lt;b&gt;一&lt;/b&gt;").lacks("别处", "<b>一</b>")
    visit.get(f"/o/{organisation.id}/trail?thing=site").has("Nothing yet.")
    visit.get(f"/o/{organisation.id}/trail?thing='--").has("Changed")


@pytest.mark.parametrize("verb", ["UPDATE audit_line SET verb = 'x'", "DELETE FROM audit_line"])
def test_the_trail_cannot_be_changed(make, visit, town, verb):
    organisation, *_ = town
    admin = make.appoint(make.person(), "organisation_admin", organisation=organisation)
    visit.sign_in(admin).post(
        f"/o/{organisation.id}/edit",
        {"name": "新名", "kind": "company", "parent_id": "", "zone": "Asia/Shanghai"},
    )
    with pytest.raises(Exception, match="append-only"):
        db.session.execute(db.text(verb))
    db.session.rollback()
