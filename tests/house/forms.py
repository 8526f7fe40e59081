"""What a browser would send for the forms of a page, and walking from page to page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit
from xml.etree import ElementTree

import html5lib
from flask import Flask
from werkzeug.exceptions import HTTPException

from tests.visit import HTML, Visit

LINK = re.compile(r'<a\b[^>]*\bhref="(/[^"#]*)')
#: sends what is not a person's to change
OWN = ("csrf_token",)


def kind_of(app: Flask, path: str, method: str = "GET") -> str:
    """Give the endpoint that answers an address; nothing when it is no page of ours."""
    try:
        found = app.url_map.bind("127.0.0.1").match(urlsplit(path).path, method=method)
        return str(found[0])
    except HTTPException:
        return ""


@dataclass(frozen=True)
class Field:
    """An input: its name, what kind of input it is, and what it would send if left alone."""

    name: str
    kind: str
    value: str | None
    #: what a choice offers
    offered: tuple[str, ...] = ()


@dataclass(frozen=True)
class Form:
    """A form of a page."""

    page: str
    action: str
    method: str
    fields: tuple[Field, ...]

    @property
    def filled(self) -> dict[str, str]:
        """What is sent when nothing is touched."""
        return {one.name: one.value for one in self.fields if one.value is not None}

    def kind(self, app: Flask) -> tuple[str, ...]:
        """Tell forms apart by where they lead and what they ask."""
        names = sorted({one.name for one in self.fields})
        return (kind_of(app, self.action, self.method), *names)


def forms_of(page: str, text: str) -> list[Form]:
    """Read the forms of a page."""
    tree: ElementTree.Element = (
        html5lib.parse(text) if "<html" in text else html5lib.parseFragment(text)
    )
    return [
        Form(
            page,
            form.get("action") or page,
            (form.get("method") or "get").upper(),
            tuple(fields_of(form)),
        )
        for form in tree.iter(f"{HTML}form")
    ]


def fields_of(form: ElementTree.Element) -> Iterator[Field]:
    """Read what a form would send."""
    for tag in form.iter():
        name, kind = tag.get("name"), tag.get("type") or "text"
        if not name or name in OWN:
            continue
        if tag.tag == f"{HTML}select":
            yield chosen(name, tag)
        elif tag.tag == f"{HTML}textarea":
            yield Field(name, "textarea", tag.text or "")
        elif tag.tag in (f"{HTML}input", f"{HTML}button"):
            ticked = kind not in ("checkbox", "radio") or tag.get("checked") is not None
            yield Field(name, kind, tag.get("value") or "" if ticked else None)


def chosen(name: str, tag: ElementTree.Element) -> Field:
    """Read a choice: what is chosen, else the first on offer."""
    options = list(tag.iter(f"{HTML}option"))
    values = tuple(one.get("value") or "" for one in options)
    marked = [one.get("value") or "" for one in options if one.get("selected") is not None]
    value = (marked or [next((one for one in values if one), "")])[0] if values else None
    return Field(name, "select", value, values)


def walk(app: Flask, visit: Visit, starts: list[str]) -> Iterator[tuple[str, str]]:
    """Follow links from some pages on, one page of each kind, and give address and text."""
    seen, kinds, ahead = set(starts), Counter[str](), list(starts)
    while ahead:
        path = ahead.pop(0)
        answer = visit.send(visit.client.get, path)
        while answer.status_code in (301, 302, 303):
            answer = visit.send(visit.client.get, answer.headers["Location"])
        assert answer.status_code < 500, f"{path}: {answer.status_code}"
        if answer.status_code != 200 or answer.mimetype != "text/html":
            continue
        yield path, answer.text
        for link in LINK.findall(answer.text):
            link = link.replace("&amp;", "&")
            kind = kind_of(app, link)
            if kind and kind != "static" and link not in seen and not kinds[kind]:
                seen.add(link)
                kinds[kind] += 1
                ahead.append(link)
