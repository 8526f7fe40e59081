"""The judging browser: a test client that looks at every page as a careful reader would."""

from __future__ import annotations

import contextvars
import re
from collections import Counter
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import html5lib
from flask import Flask
from flask_sqlalchemy.record_queries import get_recorded_queries
from werkzeug.test import TestResponse

from volunteer_app.db import db
from volunteer_app.people.models import Person

HTML = "{http://www.w3.org/1999/xhtml}"
QUERY_LIMIT = 30


class Visit:
    """Visit pages as a person; every page that comes back is judged."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.client = app.test_client()
        self.queries = 0
        app.after_request_funcs.setdefault(None, []).insert(0, self.count)

    def count(self, response: Any) -> Any:
        """Note how many queries the request at hand made."""
        self.queries = len(get_recorded_queries())
        return response

    def sign_in(self, person: Person) -> Visit:
        """Go on as this person."""
        with self.client.session_transaction() as session:
            session.clear()
            session["_user_id"] = person.fs_uniquifier
            session["_fresh"] = True
        return self

    def speak(self, locale: str) -> Visit:
        """Go on in this language."""
        with self.client.session_transaction() as session:
            session["locale"] = locale
        return self

    def send(self, call: Callable[..., TestResponse], *args: Any, **more: Any) -> TestResponse:
        """Make a request with a context of its own, as a real one has."""
        db.session.commit()
        answer = contextvars.Context().run(call, *args, **more)
        db.session.expire_all()
        return answer

    def get(
        self, address: str, *, status: int = 200, limit: int = QUERY_LIMIT, **more: Any
    ) -> Page:
        """Read a page and judge it."""
        answer = self.send(self.client.get, address, **more)
        assert answer.status_code == status, (
            f"{address}: {answer.status_code}, not {status}\n{answer.text[:2000]}"
        )
        assert self.queries <= limit, f"{address}: {self.queries} queries, at most {limit}"
        return Page(address, answer)

    def post(
        self, address: str, data: dict[str, Any] | None = None, *, status: int = 302, **more: Any
    ) -> Page:
        """Send a form, with the token a page would carry, and judge what comes back."""
        token = self.token()
        answer = self.send(
            self.client.post, address, data={**(data or {}), "csrf_token": token}, **more
        )
        assert answer.status_code == status, (
            f"{address}: {answer.status_code}, not {status}\n{answer.text[:2000]}"
        )
        return Page(address, answer)

    def token(self) -> str:
        """Take the form token from a page everybody may read."""
        page = self.send(self.client.get, "/sign-in")
        if page.status_code != 200:
            page = self.send(self.client.get, "/no-such-page")
        found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page.text)
        assert found, "no form token on the page"
        return found.group(1)


class Page:
    """One answer; HTML is judged as soon as it arrives."""

    def __init__(self, address: str, answer: TestResponse) -> None:
        self.address = address
        self.answer = answer
        self.text = answer.text if answer.mimetype.startswith("text/") else ""
        if answer.mimetype == "text/html" and answer.status_code not in (301, 302, 303):
            self.judge(whole="<html" in self.text)

    @property
    def location(self) -> str:
        """Where a redirect leads."""
        return str(self.answer.headers["Location"])

    def judge(self, *, whole: bool) -> None:
        """Find what a careful reader would: broken HTML, no title, doubled ids, nameless inputs."""
        parser = html5lib.HTMLParser(strict=True)
        tree: ElementTree.Element = (
            parser.parse(self.text) if whole else html5lib.parseFragment(self.text)
        )
        if whole:
            title = tree.findtext(f".//{HTML}title") or ""
            assert title.strip(" ·"), f"{self.address}: no title"
            headings = tree.findall(f".//{HTML}h1")
            assert len(headings) == 1, f"{self.address}: {len(headings)} h1"
        ids = Counter(e.get("id") for e in tree.iter() if e.get("id"))
        doubled = [name for name, times in ids.items() if times > 1]
        assert not doubled, f"{self.address}: doubled ids {doubled}"
        assert "style=" not in re.sub(r"<style.*?</style>", "", self.text), (
            f"{self.address}: style attribute, the content policy forbids it"
        )
        assert not re.search(r"\son[a-z]+=", self.text), f"{self.address}: inline script"
        nameless = [e.get("name") for e in self.inputs(tree) if not self.is_named(tree, e)]
        assert not nameless, f"{self.address}: inputs without a label: {nameless}"

    def inputs(self, tree: ElementTree.Element) -> list[ElementTree.Element]:
        """List the inputs a person fills in."""
        return [
            e
            for tag in ("input", "select", "textarea")
            for e in tree.iter(f"{HTML}{tag}")
            if e.get("type") not in ("hidden", "submit", "button")
        ]

    def is_named(self, tree: ElementTree.Element, entry: ElementTree.Element) -> bool:
        """Say whether an input has a label a screen reader would speak."""
        if entry.get("aria-label") or entry.get("aria-labelledby"):
            return True
        labels = list(tree.iter(f"{HTML}label"))
        return any(
            (entry.get("id") and label.get("for") == entry.get("id")) or entry in label.iter()
            for label in labels
        )

    def has(self, *sentences: str) -> Page:
        """Assert that the page says all of this."""
        for sentence in sentences:
            assert sentence in self.text, f"{self.address}: does not say {sentence!r}\n{self.text}"
        return self

    def lacks(self, *sentences: str) -> Page:
        """Assert that the page says none of this."""
        for sentence in sentences:
            assert sentence not in self.text, f"{self.address}: says {sentence!r}"
        return self
