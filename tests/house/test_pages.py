"""Every page a role can walk to: whole, quick, in the reader's words alone, and it writes nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

import flask_babel
import pytest
from babel.support import NullTranslations
from flask import Flask
from sqlalchemy import select
from werkzeug.exceptions import HTTPException

from tests.house.conftest import Watch
from tests.visit import Page, Visit
from volunteer_app.db import db
from volunteer_app.demo.district import District
from volunteer_app.people.models import Person
from volunteer_app.teams.queries import standing_of

#: each in one of the two languages; what a page is made of is the same in both
ROLES = {
    "volunteer": "zh_Hans_CN",
    "lead": "en",
    "scheduler": "zh_Hans_CN",
    "organisation_admin": "en",
    "district_admin": "zh_Hans_CN",
    "auditor": "en",
}
#: pages of one kind looked at for each role, and pages in all
A_KIND, IN_ALL = 1, 120
LINK = re.compile(r'<a\b[^>]*\bhref="(/[^"#]*)')
WHOLE_PAGES = ("text/html",)


class Bracketed(NullTranslations):
    """A test language in which every translated sentence stands in brackets."""

    def ugettext(self, message: str) -> str:
        """Put a sentence in brackets."""
        return f"⟦{message}⟧"

    def ungettext(self, singular: str, plural: str, number: int) -> str:
        """Put a counted sentence in brackets."""
        return f"⟦{singular if number == 1 else plural}⟧"

    gettext, ngettext = ugettext, ungettext


def kind_of(app: Flask, path: str) -> str:
    """Give the endpoint that answers an address; nothing when it is no page of ours."""
    try:
        return str(app.url_map.bind("127.0.0.1").match(urlsplit(path).path)[0])
    except HTTPException:
        return ""


def walk(app: Flask, visit: Visit) -> Iterator[Page]:
    """Follow the links from the first page on, at most so many of a kind."""
    seen, kinds, ahead = {"/"}, Counter[str](), ["/"]
    while ahead and len(seen) <= IN_ALL * 3:
        path = ahead.pop(0)
        answer = visit.send(visit.client.get, path)
        while answer.status_code in (301, 302, 303):
            answer = visit.send(visit.client.get, answer.headers["Location"])
        assert answer.status_code == 200, f"a link leads to {path}: {answer.status_code}"
        if answer.mimetype not in WHOLE_PAGES:
            continue
        page = Page(path, answer)
        yield page
        for link in LINK.findall(page.text):
            link, kind = link.replace("&amp;", "&"), kind_of(app, link)
            if kind and kind != "static" and link not in seen and kinds[kind] < A_KIND:
                seen.add(link)
                kinds[kind] += 1
                ahead.append(link)


def person_of(district: District, role: str) -> Person:
    """Give the demonstration's person of a role."""
    account = next(one.account for one in district.sign_ins if one.role == role)
    person: Person = db.session.scalars(select(Person).where(Person.email == account)).one()
    person.standing = standing_of(person.id)
    return person


@pytest.mark.parametrize(("role", "locale"), ROLES.items())
def test_every_page_a_role_can_walk_to_is_whole_and_reading_writes_nothing(
    town, district_file, role, locale
):
    app, district = town
    with app.test_request_context("/"):
        visit = Visit(app).sign_in(person_of(district, role)).speak(locale)
        watch = Watch(district_file[0])
        pages = list(walk(app, visit))
        assert len(pages) >= 8
        assert not watch.written(), "a page that was only read has written"


def test_the_watch_sees_a_write(town, district_file):
    app, district = town
    with app.test_request_context("/"):
        watch = Watch(district_file[0])
        person_of(district, "volunteer").skills = "驾驶"
        db.session.commit()
        assert watch.written()


@pytest.mark.parametrize("role", ["volunteer", "scheduler", "district_admin"])
def test_no_sentence_is_left_untranslated(town, role, monkeypatch):
    """Walk in a language of brackets: Latin words outside of them were forgotten."""
    app, district = town
    monkeypatch.setattr(
        flask_babel.Domain, "get_translations", lambda _domain: Bracketed(), raising=True
    )
    forgotten: dict[str, list[str]] = {}
    with app.test_request_context("/"):
        visit = Visit(app).sign_in(person_of(district, role)).speak("zh_Hans_CN")
        for page in walk(app, visit):
            words = outside_brackets(page.text)
            if words:
                forgotten[page.address] = words[:8]
    assert forgotten == {}


#: what stands on pages as it is in any language: names, figures' units, files
SAME = re.compile(
    r"[\w.+-]+@[\w.-]+|https?://\S+|\b(Red Vest|English|XLSX|CSV|GB18030|UTF|QR|PIN|ID|Asia|Shanghai)\b"
    r"|\b[A-Z]{1,2}\d+\b|\b[VSAT]\d{6}\b"
)


def outside_brackets(html: str) -> list[str]:
    """Give the Latin words of a page's visible text that stand in no brackets."""
    text = re.sub(r"<(script|style|code|pre|svg|title|textarea)\b.*?</\1>", " ", html, flags=re.S)
    text = re.sub(r"<[^>]*>", " ", text)
    while (shorter := re.sub(r"⟦[^⟦⟧]*⟧", " ", text)) != text:
        text = shorter
    text = SAME.sub(" ", re.sub(r"&\w+;|&#\d+;", " ", text))
    return re.findall(r"[A-Za-z]{3,}(?: [A-Za-z]+)*", text)
