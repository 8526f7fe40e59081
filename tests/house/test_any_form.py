"""Q40: every form that somebody can walk to takes nonsense by refusing it or showing it inert."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from tests.house.forms import Form, forms_of, walk
from tests.house.world import World, world
from tests.visit import Visit

NONSENSE = {
    "ten kilobytes": "长" * 10_000,
    "NUL": "a\x00b",
    "right to left, and emoji": "‮gnp.exe‬ 🦺👩🏽‍🚒",
    "HTML": '<script>alert(1)</script><img src=x onerror="alert(2)">',
    "formula and SQL": '=HYPERLINK("http://evil","x")\'; DROP TABLE person; --',
    "template": "{{ 7*7 }}${7*7}%(name)s %s {0}",
    "below nothing": "-1",
    "beyond every number": str(2**63),
    "no day": "2026-02-30",
    "full width": "１２３",
    "lone surrogate": "\ud800",
}
#: what a page holds only where it took nonsense for its own
ALIVE = ("<script>alert(1)", 'onerror="alert(2)"', "4949")
#: ends the visit, so that nothing sent later would be asked at all
LEAVING = ("security.logout", "people.sign_out")
#: says beside a field, or above the form, what is wrong
TOLD = ("invalid-feedback", 'role="alert"', "alert-danger")


def starts_of(here: World) -> list[str]:
    """Give the pages to begin at: the places of a person, and a shift and period at each stage."""
    numbers = here.numbers
    shifts = [numbers[name] for name in ("gone_id", "under_way_id", "coming_id", "shift_id")]
    pages = ("day", "seats", "minutes", "edit")
    return [
        *("/", "/me", "/today", "/periods", "/me/roster", "/me/availability"),
        f"/o/{here.organisation.id}",
        *(f"/periods/{numbers[name]}" for name in ("period_id", "published_id")),
        *(f"/shifts/{number}/{page}" for number in shifts for page in pages),
    ]


def forms_for(app: Flask, visit: Visit, here: World, known: set[tuple[str, ...]]) -> list[Form]:
    """Walk as whoever is signed in, and list the forms of a kind not known yet."""
    found = []
    for path, text in walk(app, visit, starts_of(here)):
        for form in forms_of(path, text):
            kind = form.kind(app)
            if form.method == "POST" and kind[0] not in LEAVING and kind not in known:
                known.add(kind)
                found.append(form)
    return found


def filled(form: Form, text: str) -> dict[str, Any]:
    """Write one thing into every field that is written into, and leave the choices."""
    nasty = text.encode("utf-8", "surrogatepass")
    written = {one.name for one in form.fields if one.kind not in ("select", "hidden", "submit")}
    return {**form.filled, **dict.fromkeys(written, nasty)}


def foreign(form: Form, there: World) -> dict[str, Any]:
    """Choose another organisation's things wherever there is a choice."""
    numbers = there.numbers
    chosen = {
        one.name: numbers.get(one.name, numbers["team_id"])
        for one in form.fields
        if one.kind in ("select", "hidden", "checkbox", "radio")
    }
    return {**form.filled, **chosen}


@pytest.mark.parametrize(
    "roles", [("volunteer", "lead"), ("scheduler", "organisation_admin", "district_admin")]
)
def test_nonsense_in_any_form_is_refused_in_words_or_shown_inert(app, make, visit, roles):
    here, there = world(make), world(make)
    known: set[tuple[str, ...]] = set()
    sent, wrong = 0, []
    for role in roles:
        visit.sign_in(here.people[role]).speak("en")
        for form in forms_for(app, visit, here, known):
            visit.sign_in(here.people[role]).speak("en")
            token = visit.token()
            tries = {name: filled(form, text) for name, text in NONSENSE.items()}
            for name, data in {**tries, "elsewhere": foreign(form, there)}.items():
                answer = visit.send(
                    visit.client.post, form.action, data={**data, "csrf_token": token}
                )
                where = f"{role}, {form.action} on {form.page}, {name}"
                if answer.status_code >= 500:
                    wrong.append(f"{where}: {answer.status_code}")
                if answer.status_code == 422 and not any(one in answer.text for one in TOLD):
                    wrong.append(f"{where}: refused without a word")
                wrong += [f"{where}: shows {one}" for one in ALIVE if one in answer.text]
                sent += 1
    assert not wrong, wrong
    # As many as there are pages to fill in, lest the walk lead nowhere one day.
    assert sent > 25 * len(NONSENSE)
