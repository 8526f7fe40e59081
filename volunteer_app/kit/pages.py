"""Pages: answering a form, the navigation, icons, and addresses of files that may be cached for ever."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Flask, render_template, request, url_for
from flask_wtf import FlaskForm
from markupsafe import Markup
from werkzeug.routing import BuildError

from volunteer_app.kit.access import me

ROOT = Path(__file__).resolve().parents[2]
STATIC = Path(__file__).resolve().parents[1] / "static"
PARTS = ROOT / "node_modules"
#: Address → folder of the front-end parts; the version in the address lets them be cached for ever.
SERVED = {
    "tabler": PARTS / "@tabler" / "core" / "dist",
    "htmx": PARTS / "htmx.org" / "dist",
    "sortable": PARTS / "sortablejs",
}


@dataclass(frozen=True)
class Place:
    """One entry of the navigation."""

    endpoint: str
    label: Any
    icon: str
    rule: Callable[[Any, Any], bool]
    #: "bar" for the volunteer's bottom bar, "lead" and "coordinator" for the top menu
    section: str = "bar"


def form_page(template: str, form: FlaskForm, **things: Any) -> tuple[str, int]:
    """Draw a page with a form: 422 when the form was refused, else 200."""
    refused = request.method == "POST" and bool(form.errors or form.form_errors)
    return render_template(template, form=form, **things), 422 if refused else 200


def is_htmx() -> bool:
    """Say whether only a part of the page was asked for."""
    return request.headers.get("HX-Request") == "true"


@lru_cache(maxsize=512)
def fingerprint(path: Path) -> str:
    """Give a short hash of a file, so that its address changes when it does."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


def asset(name: str) -> str:
    """Give the address of one of our own static files."""
    return url_for("static", filename=name, v=fingerprint(STATIC / name))


def part(name: str, path: str) -> str:
    """Give the address of a file of a front-end part, by the part's short name."""
    return f"/parts/{name}/{path}?v={fingerprint(SERVED[name] / path)}"


@lru_cache(maxsize=512)
def icon(name: str) -> Markup:
    """Draw an icon of the Tabler set, hidden from screen readers: words stand beside it."""
    source = (PARTS / "@tabler" / "icons" / "icons" / "outline" / f"{name}.svg").read_text()
    drawing = source[source.index("<svg") :].replace(
        "<svg", '<svg aria-hidden="true" focusable="false"', 1
    )
    return Markup(drawing)


def navigation(places: list[Place]) -> Callable[[str], list[Place]]:
    """Give the places of a section that the person at hand may go to."""

    def open_to(section: str) -> list[Place]:
        person = me()
        if not person.is_authenticated:
            return []
        return [place for place in places if place.section == section and place.rule(person, None)]

    return open_to


def here(endpoint: str) -> bool:
    """Say whether the page at hand belongs to a place of the navigation."""
    return request.endpoint == endpoint


def address_of(place: Place) -> str:
    """Give a place's address."""
    try:
        return url_for(place.endpoint)
    except BuildError as wrong:
        raise RuntimeError(f"navigation names no such page: {place.endpoint}") from wrong


def init_app(app: Flask, places: list[Place]) -> None:
    """Give the templates their page tools."""
    app.jinja_env.globals.update(
        asset=asset,
        part=part,
        icon=icon,
        places=navigation(places),
        here=here,
        address_of=address_of,
        me=me,
    )
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
