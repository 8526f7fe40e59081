"""A real browser on a real server: the test's application in threads, Chromium in front of it."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from werkzeug.serving import make_server

from tests.visit import Visit
from volunteer_app.db import db
from volunteer_app.people.models import Person

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1320, "height": 900}

#: opens a page as a person: ``open_as(person, phone=True, locale="en")``
OpenAs = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every journey as needing a browser."""
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker("browser")


@pytest.fixture
def live(app: Flask) -> Iterator[str]:
    """Serve the test's application in threads and give its address."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join(timeout=10)
    server.server_close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium once."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_as(live: str, browser: Browser, visit: Visit) -> Iterator[OpenAs]:
    """
    Open a browser as a person, on a phone or at a desk.

    The page complains at the end of the test about errors of scripts and of the content policy.
    """
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def open_as(
        person: Person, *, phone: bool = True, locale: str = "en", javascript: bool = True
    ) -> Page:
        visit.sign_in(person).speak(locale)
        db.session.commit()
        cookie = visit.client.get_cookie("session")
        assert cookie is not None
        context = browser.new_context(
            base_url=live,
            viewport=PHONE if phone else DESK,  # type: ignore[arg-type]
            has_touch=phone,
            is_mobile=phone,
            java_script_enabled=javascript,
        )
        contexts.append(context)
        context.add_cookies([{"name": "session", "value": cookie.value, "url": live}])
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        page.on(
            "console",
            lambda said: faults.append(said.text) if "Content Security" in said.text else None,
        )
        return page

    yield open_as
    for context in contexts:
        context.close()
    assert not faults, faults
