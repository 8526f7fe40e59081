"""The board in a browser: the side panel, chips that are dragged, drops that are refused, a phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from sqlalchemy import select

from tests.rosters.volunteering import Service
from volunteer_app.db import db
from volunteer_app.rosters.models import Placement

AXE = Axe()


@pytest.fixture
def service(make):
    return Service(make, state="collecting")


@pytest.fixture
def lead(service):
    return service.lead()


def free_person(service, make, **facts):
    person = service.person(**facts)
    make.free(person)
    return person


def board(service):
    return f"/periods/{service.period.id}/board?week={service.first_day}"


def placed(person):
    db.session.rollback()
    return list(
        db.session.scalars(select(Placement.shift_id).where(Placement.person_id == person.id))
    )


def cell(page, shift):
    return page.locator(f"table.board .cell[data-shift='{shift.id}']")


def drag(page, chip, target):
    """Drag a chip as a hand does: press, move a little, move over, let go."""
    away, here = chip.bounding_box(), target.bounding_box()
    page.mouse.move(away["x"] + 12, away["y"] + 8)
    page.mouse.down()
    page.mouse.move(away["x"] + 22, away["y"] + 12, steps=4)
    page.mouse.move(here["x"] + here["width"] / 2, here["y"] + here["height"] / 2, steps=12)
    page.wait_for_timeout(150)
    page.mouse.up()


def findings(page):
    return [one["id"] for one in AXE.run(page).response["violations"]]


def test_a_chip_is_dragged_to_another_shift(service, lead, make, open_as):
    origin, target = service.shift(minute=480), service.shift(minute=900)
    person = free_person(service, make)
    make.placement(origin, person)
    page = open_as(lead, phone=False)
    page.goto(board(service))
    drag(page, cell(page, origin).locator(".chip"), cell(page, target).locator(".crew"))
    page.get_by_text("Moved.").wait_for()
    cell(page, target).locator(".chip", has_text=person.name).wait_for()
    assert placed(person) == [target.id]


def test_a_refused_drop_goes_back_and_says_why(service, lead, make, open_as):
    origin, target = service.shift(minute=480), service.shift(minute=900, adults_only=True)
    minor = free_person(service, make, born=service.first_day.replace(year=2012))
    make.placement(origin, minor)
    page = open_as(lead, phone=False)
    page.goto(board(service))
    drag(page, cell(page, origin).locator(".chip"), cell(page, target).locator(".crew"))
    page.get_by_role("alert").get_by_text("people of 18 and older").wait_for()
    assert cell(page, origin).locator(".chip").count() == 1
    assert cell(page, target).locator(".chip").count() == 0
    assert placed(minor) == [origin.id]


def test_the_panel_adds_a_person_with_a_reason_and_the_board_follows(service, lead, make, open_as):
    shift, person = service.shift(), service.person(name="Wu Min")
    page = open_as(lead, phone=False)
    page.goto(board(service))
    cell(page, shift).locator("a").press("Enter")
    panel = page.locator("#panel")
    panel.get_by_role("button", name="Add Wu Min").click()
    alert = panel.get_by_role("alert")
    alert.get_by_text("outside the times offered").wait_for()
    assert findings(page) == []
    alert.get_by_label("Reason").fill("Asked on the phone")
    alert.get_by_role("button").click()
    cell(page, shift).locator(".chip", has_text="Wu Min").wait_for()
    assert placed(person) == [shift.id]
    page.keyboard.press("Escape")
    assert panel.is_hidden()
    assert page.evaluate("document.activeElement.getAttribute('href')").endswith("/seats")


@pytest.mark.parametrize("locale", ["en", "zh_Hans_CN"])
@pytest.mark.parametrize("phone", [True, False], ids=["phone", "desk"])
def test_pages_are_whole_and_fit_the_screen(service, lead, make, open_as, phone, locale):
    shift = service.shift(wanted=3)
    for state in ("accepted", "offered"):
        person = free_person(service, make)
        make.placement(shift, person, leads=state == "accepted", pinned=True)
        make.seat(shift, person, state=state)
    page = open_as(lead, phone=phone, locale=locale)
    period = f"/periods/{service.period.id}"
    addresses = (
        board(service),
        f"{period}/board/people?week={service.first_day}",
        f"{period}/publish",
        f"/shifts/{shift.id}/seats",
    )
    for address in addresses:
        page.goto(address)
        assert findings(page) == [], address
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0, address


def test_everything_is_done_without_javascript(service, lead, make, open_as):
    shift, person = service.shift(), free_person(service, make)
    page = open_as(lead, javascript=False)
    page.goto(board(service))
    page.locator(".board-days a[data-panel]").click()
    page.get_by_role("button", name=f"Add {person.name}").click()
    page.get_by_text("Placed.", exact=True).wait_for()
    assert placed(person) == [shift.id]
