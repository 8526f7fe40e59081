"""Q50: for each role, what belongs to another organisation is not there, whatever the route."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pytest
from flask import Flask

from tests.house.world import world
from tests.visit import Visit
from volunteer_app.kit.numbers import LARGEST

ELSEWHERE = ("volunteer", "lead", "scheduler", "organisation_admin")
#: addresses that name nothing of an organisation's: letters and codes, words, the whole district
UNOWNED = {
    "attendance.scanned",
    "attendance.tapped",
    "imports.blank",
    "people.answer_consent",
    "people.welcome",
    "security.reset_password",
    "static",
    "teams.apply",
    "teams.join",
}
#: qualifications are the district's own: others are refused, not kept in the dark
DISTRICTS = {"training.change_qualification"}


def numbered(app: Flask) -> list[tuple[str, str, tuple[str, ...]]]:
    """List endpoint, method and arguments of each route with a number in its address."""
    return [
        (rule.endpoint, method, tuple(rule.arguments))
        for rule in app.url_map.iter_rules()
        for method in sorted((rule.methods or set()) & {"GET", "POST"})
        if rule.arguments and rule.endpoint not in UNOWNED
    ]


def address(app: Flask, endpoint: str, **numbers: Any) -> str:
    """Give the address of a route."""
    return app.url_map.bind("127.0.0.1").build(endpoint, numbers)


def numbers_of(
    numbers: Mapping[str, Any], endpoint: str, arguments: Iterable[str]
) -> dict[str, Any]:
    """Give the numbers of a world's things for a route."""
    own = {"duties.remove_day": "dated_id", "duties.remove_busy": "busy_id"}
    if endpoint in own:
        return {"window_id": numbers[own[endpoint]]}
    return {name: numbers[name] for name in arguments}


def status(visit: Visit, method: str, address: str, token: str) -> int:
    """Ask, with the form's token where there is a form, and say what the answer is."""
    if method == "GET":
        return visit.send(visit.client.get, address).status_code
    return visit.send(visit.client.post, address, data={"csrf_token": token}).status_code


@pytest.mark.parametrize("role", ELSEWHERE)
def test_another_organisations_things_do_not_exist(app, make, visit, role):
    """Every route, with the numbers of another organisation: 404 to read, 404 to change."""
    ours, theirs = world(make), world(make)
    visit.sign_in(ours.people[role])
    token = visit.token()
    wrong = {}
    for endpoint, method, arguments in numbered(app):
        place = address(app, endpoint, **numbers_of(theirs.numbers, endpoint, arguments))
        found = status(visit, method, place, token)
        if found != 404 and not (endpoint in DISTRICTS and found == 403):
            wrong[method, place] = found
    assert not wrong, wrong


@pytest.mark.parametrize("role", ["scheduler", "organisation_admin"])
def test_numbers_of_two_organisations_in_one_address_lead_nowhere(app, make, visit, role):
    """One's own organisation before the stroke, somebody else's thing behind it."""
    ours, theirs = world(make), world(make)
    visit.sign_in(ours.people[role])
    token = visit.token()
    wrong = {}
    for endpoint, method, arguments in numbered(app):
        if len(arguments) < 2 or endpoint == "rosters.publication":
            continue
        mine, other = (numbers_of(one.numbers, endpoint, arguments) for one in (ours, theirs))
        for name in arguments:
            place = address(app, endpoint, **{**mine, name: other[name]})
            found = status(visit, method, place, token)
            if found != 404:
                wrong[method, place] = found
    assert not wrong, wrong


def test_the_same_routes_lead_somewhere_for_whoever_may(app, make, visit):
    """Control: with the numbers of one's own organisation somebody reads each page."""
    ours = world(make)
    left = {(name, arguments) for name, method, arguments in numbered(app) if method == "GET"}
    for role in ("district_admin", "lead", "volunteer"):
        visit.sign_in(ours.people[role])
        for stage in ours.stages:
            for endpoint, arguments in sorted(left):
                place = address(app, endpoint, **numbers_of(stage, endpoint, arguments))
                if visit.send(visit.client.get, place).status_code == 200:
                    left.discard((endpoint, arguments))
    assert not left


def test_numbers_that_no_row_can_have_lead_nowhere(app, make, visit):
    ours = world(make)
    visit.sign_in(ours.people["district_admin"])
    token = visit.token()
    wrong = {}
    for endpoint, method, arguments in numbered(app):
        mine = numbers_of(ours.numbers, endpoint, arguments)
        for name in (name for name in arguments if isinstance(mine.get(name, 1), int)):
            path = address(app, endpoint, **{**mine, name: LARGEST})
            path = path.replace(str(LARGEST), str(2**63))
            found = status(visit, method, path, token)
            if found not in (403, 404, 405):
                wrong[method, path] = found
    assert not wrong, wrong


@pytest.mark.parametrize("sent", [str(2**63), "\x00", "9999-12-31"])
def test_nonsense_after_the_question_mark_harms_no_page(app, make, visit, sent):
    ours = world(make)
    visit.sign_in(ours.people["district_admin"])
    asked = dict.fromkeys(
        (
            "page",
            "year",
            "week",
            "team",
            "kind",
            "month",
            "level",
            "since",
            "person",
            "moving",
            "instead",
            "organisation",
            "thing",
        ),
        sent,
    )
    pages = [
        address(
            app, rule.endpoint, **numbers_of(ours.numbers, rule.endpoint, tuple(rule.arguments))
        )
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or set()) and rule.endpoint not in UNOWNED
    ]
    found = {
        page: visit.send(visit.client.get, page, query_string=asked).status_code for page in pages
    }
    assert not {page: status for page, status in found.items() if status >= 500}
