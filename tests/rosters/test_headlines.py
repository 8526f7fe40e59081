"""One sentence says how good a roster provably is, and never claims more than was proven."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from flask_babel import force_locale

from volunteer_app.rosters.telling.headlines import AIMS, GOALS, headline


def run(status, *tiers, roster=True):
    """Make what a headline reads; tiers as (goal, proven)."""
    told = [{"goals": [goal], "value": 7, "bound": 3, "proven": proven} for goal, proven in tiers]
    return SimpleNamespace(status=status, tiers=told, roster=roster)


FULL = [("critical", True), ("minimum", True), ("wanted", True)]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (run("proven", *FULL), "no roster can do better"),
        (run("stopped", roster=False), "stopped before it began"),
        (run("stopped", *FULL), "stopped before the rest"),
        (
            run("out of time", *FULL, ("wishes", False)),
            "Time was up while working on people's wish",
        ),
        (run("stopped", *FULL, ("use", False)), "Stopped while working on a seat for everybody"),
        (run("out of time", *FULL[:2], ("wanted", False)), "no roster can get below 3"),
        (run("out of time", ("minimum", False), ("wishes", False)), "stands at 7"),
    ],
)
def test_the_headline_says_what_is_proven(ctx, given, said):
    with force_locale("en"):
        assert said in headline(given)


def test_only_what_comes_after_the_seats_counts_as_an_aim():
    assert not set(AIMS) & {"least", "critical", "minimum", "wanted", "standby", "price"}
    assert set(AIMS) < set(GOALS)
