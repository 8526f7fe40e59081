"""Painting the week with a finger, a mouse and keys; the same without JavaScript."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from sqlalchemy import select

from volunteer_app.db import db
from volunteer_app.duties.models import WeeklyWindow

AXE = Axe()


@pytest.fixture
def person(make):
    return make.person(make.team())


def week(person):
    db.session.rollback()
    rows = db.session.scalars(
        select(WeeklyWindow)
        .where(WeeklyWindow.person_id == person.id)
        .order_by(WeeklyWindow.weekday, WeeklyWindow.start_minute)
    )
    return [(one.weekday, one.start_minute, one.end_minute, one.grade) for one in rows]


def cell(page, day, slot):
    return page.locator(f"td.cell[data-day='{day}'][data-slot='{slot}']")


def middle(page, day, slot):
    box = cell(page, day, slot).bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def center(page, day, slot):
    cell(page, day, slot).evaluate(
        "cell => cell.scrollIntoView({block: 'center', behavior: 'instant'})"
    )


def store(page):
    with page.expect_navigation():
        page.get_by_role("button", name="Store my week").click()
    page.get_by_text("Stored. From now on").wait_for()


def test_a_week_is_painted_with_the_keyboard_alone(person, open_as):
    page = open_as(person, phone=False)
    page.goto("/me/availability")
    page.locator("td.cell[tabindex='0']").focus()
    keys = page.keyboard
    keys.press("1")
    for _ in range(3):
        keys.press("Shift+ArrowDown")
    keys.press("ArrowRight")
    keys.press("2")
    keys.press("Space")
    keys.press("ArrowRight")
    keys.press("Space")
    keys.press("Space")
    focused = page.locator("td.cell:focus")
    assert focused.get_attribute("aria-label") == "Wed 19:30–20:00: I cannot (wipe)"
    page.get_by_role("button", name="Store my week").focus()
    with page.expect_navigation():
        keys.press("Enter")
    assert week(person) == [(0, 1080, 1200, 1), (1, 1170, 1200, 0)]


def test_a_finger_scrolls_until_a_brush_is_taken_up_then_it_paints(person, open_as):
    page = open_as(person)
    page.goto("/me/availability")
    grid = page.locator("table.week-grid")
    assert "armed" not in grid.get_attribute("class")
    center(page, 2, 36)
    page.touchscreen.tap(*middle(page, 2, 36))
    page.locator("table.week-grid.armed").wait_for()  # the first tap takes up the plain brush
    assert cell(page, 2, 36).get_attribute("class") == "cell cell-c"
    page.get_by_role("radio", name="Love to").tap()
    drag(page, (3, 38), (4, 41))
    store(page)
    assert week(person) == [(2, 1080, 1110, 0), (3, 1140, 1260, 1), (4, 1140, 1260, 1)]


def drag(page, first, last):
    """Draw a finger over the grid, as the browser's own touch events."""
    center(page, *last)
    client = page.context.new_cdp_session(page)
    (x1, y1), (x2, y2) = middle(page, *first), middle(page, *last)
    for kind, x, y in (
        ("touchStart", x1, y1),
        ("touchMove", (x1 + x2) / 2, (y1 + y2) / 2),
        ("touchMove", x2, y2),
        ("touchEnd", 0, 0),
    ):
        points = [] if kind == "touchEnd" else [{"x": x, "y": y}]
        client.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


def test_the_mouse_paints_presets_fill_undo_takes_back(person, open_as):
    page = open_as(person, phone=False)
    page.goto("/me/availability")
    page.mouse.move(*middle(page, 0, 16))
    page.mouse.down()
    page.mouse.move(*middle(page, 1, 17), steps=4)
    page.mouse.up()
    page.get_by_role("button", name="Weekends").click()
    page.get_by_role("button", name="Weekday evenings").click()
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("button", name="All weekdays like Monday").click()
    store(page)
    assert week(person) == [
        *((day, 480, 540, 0) for day in range(5)),
        (5, 480, 1080, 0),
        (6, 480, 1080, 0),
    ]


def test_without_javascript_the_form_and_the_presets_do_the_same(person, open_as):
    page = open_as(person, javascript=False)
    page.goto("/me/availability")
    page.get_by_role("button", name="Weekday evenings").click()
    page.get_by_text("Enter hours in a form instead").click()
    page.get_by_label("Sat").check()
    page.get_by_label("From what time").select_option("08:00")
    page.get_by_label("Until what time").select_option("12:00")
    page.get_by_label("I would like to").check()
    page.get_by_role("button", name="Enter these hours").click()
    assert week(person) == [*((day, 1080, 1260, 0) for day in range(5)), (5, 480, 720, 1)]


@pytest.mark.parametrize("locale", ["en", "zh_Hans_CN"])
@pytest.mark.parametrize("phone", [True, False])
def test_nothing_keeps_anybody_out(person, make, open_as, locale, phone):
    make.free(person, start=1080, end=1260)
    page = open_as(person, phone=phone, locale=locale)
    for address in ("", "/days", "/job", "/wishes"):
        page.goto(f"/me/availability{address}")
        found = AXE.run(page).response["violations"]
        assert found == [], [(one["id"], one["nodes"][0]["html"]) for one in found]
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= page.viewport_size["width"], f"{address} is too wide"
