"""Codes of a post: good for a minute, for one shift, and not to be made up (Q57)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from volunteer_app.attendance.codes import (
    CodeForeign,
    CodeStale,
    evidence_of,
    fresh_secret,
    posted,
    rotating,
)

#: a moment at which a code begins
BEGIN = datetime(2026, 12, 7, 0, 0, tzinfo=UTC)
SECRET = "s" * 64


def judge(code, later=0, *, shift_id=7, secret=SECRET):
    return evidence_of(code, secret=secret, shift_id=shift_id, at=BEGIN + timedelta(seconds=later))


@pytest.mark.parametrize("age", [0, 1, 29, 30, 59, 60])
def test_a_code_is_good_for_a_minute(age):
    assert judge(rotating(SECRET, 7, BEGIN), age) == "two_sided"


@pytest.mark.parametrize("age", [61, 90, 600, 86_400])
def test_a_screenshot_is_too_old(age):
    with pytest.raises(CodeStale):
        judge(rotating(SECRET, 7, BEGIN), age)


def test_a_clock_that_runs_a_little_ahead_does_no_harm_and_a_wrong_one_fails_safe():
    assert judge(rotating(SECRET, 7, BEGIN), -20) == "two_sided"
    with pytest.raises(CodeStale):
        judge(rotating(SECRET, 7, BEGIN), -600)


def test_codes_change_every_half_minute():
    drawn = {rotating(SECRET, 7, BEGIN + timedelta(seconds=second)) for second in range(120)}
    assert len(drawn) == 4


def test_another_posts_code_is_refused():
    with pytest.raises(CodeForeign):
        judge(rotating(SECRET, 8, BEGIN))
    with pytest.raises(CodeForeign):
        judge(posted(SECRET, 8))


def test_another_events_code_is_refused():
    with pytest.raises(CodeForeign):
        judge(rotating(fresh_secret(), 7, BEGIN))


def test_before_there_are_codes_none_is_good():
    with pytest.raises(CodeForeign):
        judge(rotating(SECRET, 7, BEGIN), secret=None)


def test_the_posters_code_lasts_and_is_weaker():
    assert judge(posted(SECRET, 7), 7200) == "post_code"


def forgeries():
    step, signed = rotating(SECRET, 7, BEGIN).split("-")
    later = f"{int(step, 16) + 5:x}"
    return [
        "",
        "-",
        "post-",
        step,
        f"{later}-{signed}",
        f"post-{signed}",
        f"zz-{signed}",
        "é-é",
        "-" * 500,
    ]


@pytest.mark.parametrize("code", forgeries())
def test_made_up_codes_are_refused(code):
    with pytest.raises(CodeForeign):
        judge(code, 150)
