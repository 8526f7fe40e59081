"""Days, months and times as people fill them in: what is understood, what is refused, not guessed."""

from datetime import date, datetime, time, timedelta

import pytest

from volunteer_app.imports.cells import dates, hours
from volunteer_app.imports.misread import Misread

TODAY = date(2026, 11, 23)
DEC_1 = date(2026, 12, 1)


@pytest.mark.parametrize(
    "written",
    [
        "2026-12-01",
        "2026-12-1",
        "2026/12/1",
        "2026.12.1",
        "2026年12月1日",
        "2026 年 12 月 1 日",
        "２０２６年１２月１日",
        "26年12月1日",
        "12月1日",
        "12月1号",
        "12.1",
        "12/1",
        "12-01",
        "20261201",
        20261201.0,
        "2026-12-01 00:00:00",
        "2026-12-01T00:00:00",
        "2026年12月1日（周二）",
        "12月1日 星期二",
        "1 Dec 2026",
        "Dec 1, 2026",
        "1st December",
        46357.0,
        46357,
        "46357",
        datetime(2026, 12, 1, 7, 30),
        DEC_1,
    ],
)
def test_a_day_is_read_in_every_usual_style(written):
    assert dates.day(written, 2026) == DEC_1


def test_day_numbers_count_from_1904_where_the_workbook_says_so():
    assert dates.day(46357.0 - 1462, since_1904=True) == DEC_1


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2026-02-30", "not a day of the calendar"),
        ("13月1日", "not a day of the calendar"),
        ("月底", "not understood as a date"),
        ("待定", "not understood as a date"),
        ("2026-12", "not understood as a date"),
        ("", "not understood as a date"),
        ("=1+1", "not understood as a date"),
        ("01/02/2026", "two different dates"),
        (12.1, "two different dates"),
        (12.3, "two different dates"),
        ("2026-12-01、2026-12-03", "several days"),
        ("2026年12月1日（周三）", "weekday"),
        (True, "not understood as a date"),
        (7.5e300, "not understood as a date"),
        ("9" * 5000, "not understood as a date"),
    ],
)
def test_a_doubtful_day_is_refused_with_a_sentence(written, said):
    with pytest.raises(Misread, match=said):
        dates.day(written, 2026)


def test_a_day_without_a_year_needs_one_from_somewhere():
    with pytest.raises(Misread, match="does not say the year"):
        dates.day("12月1日")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("31/12/2026", date(2026, 12, 31)),
        ("12/31/2026", date(2026, 12, 31)),
        (12.15, date(2026, 12, 15)),
        (12.01, date(2026, 12, 1)),
        (12.4, date(2026, 12, 4)),
    ],
)
def test_only_one_reading_is_possible(written, expected):
    assert dates.day(written, 2026) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2026-12-01、2026-12-31", ["12-01", "12-31"]),
        ("2026-12-01;2026-12-03，12月5日", ["12-01", "12-03", "12-05"]),
        ("12月6-9日", ["12-06", "12-07", "12-08", "12-09"]),
        ("12月6日至12月8日", ["12-06", "12-07", "12-08"]),
        ("12.6-12.8", ["12-06", "12-07", "12-08"]),
        ("2026-12-06至2026-12-08", ["12-06", "12-07", "12-08"]),
        ("2026-12-06 - 2026-12-08", ["12-06", "12-07", "12-08"]),
        ("12月6日、9日、12日", ["12-06", "12-09", "12-12"]),
        ("6-8 Dec", ["12-06", "12-07", "12-08"]),
        ("Dec 6 to 8", ["12-06", "12-07", "12-08"]),
        ("12月3日、12月1日、12月3日", ["12-01", "12-03"]),
    ],
)
def test_several_days_in_one_cell(written, expected):
    assert [f"{day:%m-%d}" for day in dates.days(written, 2026)] == expected


def test_a_range_may_run_into_the_next_year():
    assert dates.days("12月30日-1月2日", 2026)[-1] == date(2027, 1, 2)


@pytest.mark.parametrize(
    "written", ["2026-12-09至2026-12-01", "2020-01-01至2026-12-01", "12月1日至"]
)
def test_a_range_that_makes_no_sense_is_refused(written):
    with pytest.raises(Misread):
        dates.days(written, 2026)


@pytest.mark.parametrize(
    "written",
    ["1985-07", "1985/7", "1985.07", 1985.07, "1985年7月", "１９８５年７月", "198507", 198507.0,
     "1985-07-23", "1985年7月23日", datetime(1985, 7, 23), date(1985, 7, 1), 31229.0, "1985.7"],
)  # fmt: skip
def test_a_month_of_birth(written):
    assert dates.month(written, TODAY) == date(1985, 7, 1)


@pytest.mark.parametrize(
    "written", ["1985", "85.7", "07-1985", "1985-13", 2011.1, "2027-01", "1890-01", "七月"]
)
def test_a_doubtful_month_of_birth_is_refused(written):
    with pytest.raises(Misread):
        dates.month(written, TODAY)


def clock(start: str, end: str) -> tuple[int, int]:
    return tuple(int(at[:2]) * 60 + int(at[3:]) for at in (start, end))


@pytest.mark.parametrize(
    ("written", "start", "end"),
    [
        ("7:30-9:30", "07:30", "09:30"),
        ("07:30～09:30", "07:30", "09:30"),
        ("07:30〜09:30", "07:30", "09:30"),
        ("7：30至9：30", "07:30", "09:30"),
        ("７：３０－９：３０", "07:30", "09:30"),
        ("07:30—09:30", "07:30", "09:30"),
        ("07:30--09:30", "07:30", "09:30"),
        ("7:30 到 9:30", "07:30", "09:30"),
        ("07:30:00-09:30:00", "07:30", "09:30"),
        ("730-930", "07:30", "09:30"),
        ("0730-0930", "07:30", "09:30"),
        ("7.30-9.30", "07:30", "09:30"),
        ("7点半-9点半", "07:30", "09:30"),
        ("7点30分至9点30分", "07:30", "09:30"),
        ("7时30-9时30", "07:30", "09:30"),
        ("上午7:30-9:30", "07:30", "09:30"),
        ("7:30am-9:30am", "07:30", "09:30"),
        ("7-9", "07:00", "09:00"),
        ("7点-9点", "07:00", "09:00"),
        ("下午2点-5点", "14:00", "17:00"),
        ("下午2:00-下午5:00", "14:00", "17:00"),
        ("上午9点-下午5点", "09:00", "17:00"),
        ("上午9点-1点", "09:00", "13:00"),
        ("晚上7点半-9点", "19:30", "21:00"),
        ("2-5pm", "14:00", "17:00"),
        ("10-2pm", "10:00", "14:00"),
        ("9am to 12pm", "09:00", "12:00"),
        ("18:00-24:00", "18:00", "24:00"),
        ("00:00-06:00", "00:00", "06:00"),
        ("全天", "00:00", "24:00"),
        ("all day", "00:00", "24:00"),
        ("22:00-06:00", "22:00", "30:00"),
        ("22:00-次日06:00", "22:00", "30:00"),
        ("晚上10点-6点", "22:00", "30:00"),
        ("晚上10点-早上6点", "22:00", "30:00"),
        ("18:00-0:00", "18:00", "24:00"),
        ("晚上8点-12点", "20:00", "24:00"),
        ("中午12点-1点", "12:00", "13:00"),
    ],
)  # fmt: skip
def test_a_stretch_of_time(written, start, end):
    assert hours.span(written)[:2] == clock(start, end)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("9:30-7:30", "ends before it begins"),
        ("17:00-16:00", "ends before it begins"),
        ("7:30-7:30", "begins and ends at the same time"),
        ("25:00-26:00", "not a time of day"),
        ("7:75-9:30", "not a time of day"),
        ("24:30-25:00", "not a time of day"),
        ("7:30", "not understood as a time"),
        ("730-930?", "not understood as a time"),
        ("大概早上", "not understood as a time"),
        ("7:30-9:30、", None),
        ("", "not understood as a time"),
        ("-2:00-3:00", "not understood as a time"),
        ("看情况", "not understood as a time"),
    ],
)
def test_a_doubtful_stretch_is_refused_with_a_sentence(written, said):
    if said is None:
        assert hours.span(written)[:2] == (450, 570)
        return
    with pytest.raises(Misread, match=said):
        hours.span(written)


@pytest.mark.parametrize(
    "written",
    ["07:00-09:30、17:00-21:00", "7:00-9:30；17:00-21:00", "7:00-9:30/17:00-21:00",
     "7:00-9:30,17:00-21:00", "7:00-9:30 17:00-21:00", "7:00-9:30\n17:00-21:00",
     "17:00-21:00和7:00-9:30", "上午7:00-9:30，下午5点-9点"],
)  # fmt: skip
def test_several_stretches_in_one_cell(written):
    assert [span[:2] for span in hours.spans(written)] == [(420, 570), (1020, 1260)]


def test_a_bare_word_for_part_of_the_day_is_marked_as_a_guess():
    morning, evening = hours.spans("上午、晚上")
    assert (morning, evening) == (hours.Span(480, 720, True), hours.Span(1080, 1320, True))
    assert not hours.span("全天").guessed


@pytest.mark.parametrize(
    ("written", "minute"),
    [("7:30", 450), ("24:00", 1440), ("下午2点", 840), ("12am", 0), ("12pm", 720), (0.3125, 450),
     (time(7, 30), 450), (datetime(2026, 12, 1, 7, 30), 450), (timedelta(hours=24), 1440)],
)  # fmt: skip
def test_a_time_of_day(written, minute):
    assert hours.clock(written) == minute


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2024-05-31 14:00", (date(2024, 5, 31), 840)),
        ("2024-05-31T14:00", (date(2024, 5, 31), 840)),
        ("2026年12月1日 上午7点半", (DEC_1, 450)),
        ("12月1日 7:30", (DEC_1, 450)),
        (46357.3125, (DEC_1, 450)),
        (datetime(2026, 12, 1, 7, 30), (DEC_1, 450)),
        ("7:30", (None, 450)),
        (time(7, 30), (None, 450)),
    ],
)
def test_a_moment_with_and_without_its_day(written, expected):
    assert hours.moment(written, 2026) == expected
