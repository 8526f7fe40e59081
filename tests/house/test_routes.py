"""Every route says who may use it."""

from __future__ import annotations

from volunteer_app.kit.pages import navigation

#: routes of libraries: the static files of the house
LIBRARY = {"static"}


def test_every_endpoint_has_a_rule_or_is_public_on_purpose(app):
    unguarded = {
        endpoint
        for endpoint, view in app.view_functions.items()
        if endpoint not in LIBRARY and not hasattr(view, "rule")
    }
    assert unguarded == set()


def test_no_address_both_reads_and_writes_without_a_form(app):
    """What changes something is asked for by POST alone; GET and POST together show a form."""
    odd = {
        rule.rule
        for rule in app.url_map.iter_rules()
        if (rule.methods or set()) & {"PUT", "PATCH", "DELETE"}
    }
    assert odd == set()


def test_every_place_of_the_navigation_is_a_page(app):
    from volunteer_app.features import PLACES

    pages = {rule.endpoint for rule in app.url_map.iter_rules() if not rule.arguments}
    assert {place.endpoint for place in PLACES} <= pages
    bar = [place for place in PLACES if place.section == "bar"]
    assert len(bar) <= 5
    assert callable(navigation(PLACES))
