"""A minute a week: the question answered, seats accepted, one given back, an open one taken."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from sqlalchemy import select

from tests.rosters.volunteering import Service
from volunteer_app.db import db
from volunteer_app.kit.outbox import Letter
from volunteer_app.rosters.models import Seat

AXE = Axe()


@pytest.fixture
def service(make):
    return Service(make)


@pytest.fixture
def person(service, make):
    person = service.free_person(name="陈志强")
    strict = make.duty_kind(service.organisation, insured=True, bring="水", bring_en="Water")
    make.seat(service.shift(0), person)
    make.seat(service.shift(2), person)
    make.seat(service.shift(2), service.person(), state="accepted")
    make.seat(service.shift(4, cancelled_at=service.at(0), cancel_reason="台风"), person)
    make.seat(service.shift(5), person, state="lapsed")
    make.shift(service.period, kind=strict, site=service.site, starts=service.at(6))
    return person


def states(person):
    db.session.rollback()
    query = select(Seat.state).where(Seat.person_id == person.id).order_by(Seat.id)
    return list(db.session.scalars(query))


def test_a_minute_of_a_volunteer(service, person, make, open_as):
    lead = service.lead()
    asking = make.period(service.team, first_day=service.at(40).date(), answers_due=service.at(0))
    page = open_as(person)
    page.goto("/me/roster")
    page.get_by_role("button", name="My hours are right").tap()
    page.get_by_text("You are planned with the hours you entered.").wait_for()
    page.get_by_text(f"{asking.name}: say when you can").wait_for(state="detached")
    page.get_by_role("button", name="Accept all").tap()
    page.get_by_text("2 seats are yours. Thank you!").wait_for()
    page.get_by_role("link", name="I can't come").first.tap()
    page.get_by_role("heading", name="Give this seat back?").wait_for()
    page.get_by_role("button", name="I can't come").tap()
    page.get_by_text("Your lead has been told").wait_for()
    page.get_by_role("link", name="Open seats").tap()
    page.get_by_role("button", name="Take this seat").first.tap()
    page.get_by_text("The seat is yours. Thank you!").wait_for()
    found = states(person)
    assert found[:2] == ["withdrawn", "accepted"]
    assert found[-1] == "accepted"
    assert [one.person_id for one in db.session.scalars(select(Letter))] == [lead.id]


@pytest.mark.parametrize("locale", ["en", "zh_Hans_CN"])
@pytest.mark.parametrize("phone", [True, False])
def test_nothing_keeps_anybody_out(service, person, make, open_as, locale, phone):
    make.period(service.team, first_day=service.at(40).date(), answers_due=service.at(0))
    page = open_as(person, phone=phone, locale=locale)
    seat = make.seat(service.shift(8), person, state="accepted")
    for address in ("/me/roster", "/me/open", f"/me/seats/{seat.id}/withdraw"):
        page.goto(address)
        found = AXE.run(page).response["violations"]
        assert found == [], [(one["id"], one["nodes"][0]["html"]) for one in found]
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= page.viewport_size["width"], f"{address} is too wide"
