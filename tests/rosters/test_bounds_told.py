"""What bounds, successions and days off say to people: a whole sentence for every kind of breach."""

from __future__ import annotations

import pytest
from flask_babel import force_locale

from solver.verify import Breach
from tests.rosters.setting import Setting
from volunteer_app.kit import words
from volunteer_app.rosters.telling.sentences import sentence
from volunteer_app.rosters.telling.steps import Names, step_told

TOTAL = {"most": 2, "is": 3, "day": 0, "days": 7, "per": "week"}


@pytest.mark.parametrize(
    ("rule", "facts", "said"),
    [
        ("days_off", {"day": 0}, "is to stay free"),
        ("succession", {"before": "KIND", "after": "KIND", "day": 1}, "does not follow"),
        (
            "succession",
            {"before": "KIND", "after": "KIND", "day": 1, "missing": 60, "limit": 720},
            "at least 12 h",
        ),
        ("totals", {**TOTAL, "count": "shifts"}, "3 shifts of duty in the week from"),
        ("totals", {**TOTAL, "count": "minutes", "per": "horizon"}, "of duty in this roster"),
        ("totals", {**TOTAL, "count": "days", "per": 7}, "3 days of duty within 7 days"),
        ("totals", {**TOTAL, "count": "shifts", "days": 1, "per": 1}, "3 shifts of duty on"),
        ("totals", {**TOTAL, "count": "weekends"}, "3 weekends with duty; at most 2"),
        ("totals", {**TOTAL, "count": "half_weekends"}, "on one day only"),
        ("runs", {"count": "duty_run", "most": 2, "is": 3, "day": 0}, "3 days of duty in a row"),
        ("runs", {"count": "duty_run", "least": 2, "is": 1, "day": 0}, "at least 2"),
        ("runs", {"count": "free_run", "least": 2, "is": 1, "day": 0}, "free of duty"),
        ("runs", {"count": "weekend_run", "most": 1, "is": 2, "day": 0}, "2 weekends with duty"),
    ],
)
def test_every_kind_of_breach_is_a_sentence(here: Setting, rule, facts, said) -> None:
    named = {name: str(here.kind.id) if one == "KIND" else one for name, one in facts.items()}
    with force_locale("en"):
        assert said in sentence(Breach(rule, "1", None, named), here.period)


def test_the_kinds_a_bound_counts_are_named(here: Setting) -> None:
    facts = {**TOTAL, "count": "shifts", "duties": str(here.kind.id)}
    with force_locale("en"):
        told = sentence(Breach("totals", "1", None, facts), here.period)
        assert f"3 shifts of {words.named(here.kind)} in the week" in told


@pytest.mark.parametrize(
    ("count", "by", "said"),
    [
        ("minutes", 90, "for 1 h 30 min more of duty"),
        ("shifts", 1, "for 1 more shift of duty"),
        ("days", 2, "for 2 more days of duty"),
        ("weekends", 1, "for 1 more weekend with duty"),
        ("half_weekends", 2, "for 2 more weekends with duty"),
    ],
)
def test_what_to_ask_for_beyond_a_bound_is_a_sentence(here: Setting, count, by, said) -> None:
    step = {"kind": "bound", "person": 1, "shift": 1, "facts": {"count": count, "by": by}}
    with force_locale("en"):
        assert said in step_told(step, Names.of(here.period, {}))
