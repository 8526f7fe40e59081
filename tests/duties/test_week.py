"""The painted week: merging, presets, letters there and back."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from volunteer_app.duties import week as weeks
from volunteer_app.duties.windows import Weekly

windows = st.builds(
    lambda day, start, length, grade: Weekly(day, start, min(1440, start + length), grade),
    st.integers(0, 6),
    st.integers(0, 1439),
    st.integers(1, 600),
    st.sampled_from((-1, 0, 1)),
)


def minute_by_minute(week):
    """Say what holds in each minute; the later word wins."""
    return {
        (one.weekday, minute): one.grade for one in week for minute in range(one.start, one.end)
    }


@given(st.lists(windows, max_size=8))
def test_merging_keeps_what_holds_in_every_minute_and_leaves_nothing_to_join(week):
    merged = weeks.merged(week)
    assert minute_by_minute(merged) == minute_by_minute(week)
    for one, other in itertools.pairwise(merged):
        if one.weekday == other.weekday:
            assert one.end <= other.start
            assert one.end < other.start or one.grade != other.grade


@given(st.lists(windows, max_size=8))
def test_an_unpainted_week_keeps_its_exact_minutes(week):
    merged = weeks.merged(week)
    assert weeks.from_cells(weeks.cells(merged), merged) == merged


@given(st.lists(st.text(".pcr", min_size=48, max_size=48), min_size=7, max_size=7))
def test_letters_come_back_as_they_were_painted(days):
    assert weeks.cells(weeks.from_cells(days, [])) == days


def test_painting_one_day_does_not_round_another():
    friday = Weekly(4, 7 * 60 + 10, 9 * 60 + 50, 0)
    days = weeks.cells([friday])
    days[0] = "p" * 48
    assert weeks.from_cells(days, [friday]) == [Weekly(0, 0, 1440, 1), friday]


def test_a_preset_paints_over_and_same_copies_monday():
    week = weeks.with_preset([Weekly(0, 1000, 1100, -1)], "evenings")
    assert Weekly(0, 1000, 1080, -1) in week
    assert Weekly(4, 1080, 1260, 0) in week
    same = weeks.with_preset(
        [Weekly(0, 60, 120, 1), Weekly(2, 0, 30, 0), Weekly(6, 0, 30, 0)], "same"
    )
    assert same == [*(Weekly(day, 60, 120, 1) for day in range(5)), Weekly(6, 0, 30, 0)]
    assert weeks.with_preset(same, "clear") == []
