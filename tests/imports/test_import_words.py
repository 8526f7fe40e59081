"""Weekdays, numbers, lists, words and names as people fill them in; junk is never a fault."""

from contextlib import suppress
from datetime import date, time, timedelta

import pytest

from volunteer_app.imports.cells import dates, grades, hours, numbers, text, weekdays
from volunteer_app.imports.misread import Misread

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("周一", [0]),
        ("星期一", [0]),
        ("礼拜天", [6]),
        ("周日", [6]),
        ("星期天", [6]),
        ("每周三", [2]),
        ("逢周三", [2]),
        ("三", [2]),
        ("周1", [0]),
        (7.0, [6]),
        ("周一至周五", [0, 1, 2, 3, 4]),
        ("周一～周五", [0, 1, 2, 3, 4]),
        ("周一到五", [0, 1, 2, 3, 4]),
        ("星期一－星期三", [0, 1, 2]),
        ("周一、三、五", [0, 2, 4]),
        ("周一三五", [0, 2, 4]),
        ("周一，周三；周五", [0, 2, 4]),
        ("1、3、5", [0, 2, 4]),
        ("周六日", [5, 6]),
        ("周五至周一", [0, 4, 5, 6]),
        ("工作日", [0, 1, 2, 3, 4]),
        ("周末", [5, 6]),
        ("双休日", [5, 6]),
        ("工作日和周六", [0, 1, 2, 3, 4, 5]),
        ("每天", [0, 1, 2, 3, 4, 5, 6]),
        ("周一至周三、周六", [0, 1, 2, 5]),
        ("Mon-Fri", [0, 1, 2, 3, 4]),
        ("Monday, Wednesday and Friday", [0, 2, 4]),
        ("tues thurs", [1, 3]),
        ("Sat/Sun", [5, 6]),
        ("Weekends", [5, 6]),
        ("every day", [0, 1, 2, 3, 4, 5, 6]),
    ],
)
def test_weekdays(written, expected):
    assert list(weekdays.weekdays(written)) == expected


@pytest.mark.parametrize(
    "written",
    ["", "周八", "8", "0", "单周周一", "除周三外", "周一至", "至周五", "Monaco", True, "周一?"],
)
def test_doubtful_weekdays_are_refused(written):
    with pytest.raises(Misread, match="not understood as weekdays"):
        weekdays.weekdays(written)


@pytest.mark.parametrize(
    ("written", "expected"),
    [(19900000001.0, "19900000001"), ("19900000001", "19900000001"), ("199 0000 0001", "19900000001"),
     ("199-0000-0001", "19900000001"), ("+86 19900000001", "19900000001"), ("１９９００００００１１", "19900000011"),
     ("8619900000001", "19900000001"), ("1.9900000001E10", "19900000001"), ("0755-25250000", "075525250000"),
     ("+852 6123 4567", "+85261234567"), ("0086 19900000001", "19900000001"), ("12345", None), ("1.99E+10", None),
     ("abc", None), ("1990000000", None), ("199000000012", None), (-1.0, None), ("", None)],
)  # fmt: skip
def test_telephone_numbers(written, expected):
    if expected is None:
        with pytest.raises(Misread):
            numbers.phone(written)
    else:
        assert numbers.phone(written) == expected


def test_rounded_telephone_numbers_say_what_happened():
    with pytest.raises(Misread, match="lost its last digits"):
        numbers.phone("1.99E+10")


@pytest.mark.parametrize(
    ("written", "expected"),
    [(3.0, 3), ("3", 3), ("３", 3), ("3人", 3), ("3 名", 3), ("3.0", 3), (0.0, 0), ("1,000", 1000)],
)
def test_head_counts(written, expected):
    assert numbers.count(written) == expected


@pytest.mark.parametrize("written", ["2-3", "2.5", -1.0, "若干", "", True, "1e9", 10**9, "-3人"])
def test_doubtful_head_counts_are_refused(written):
    with pytest.raises(Misread):
        numbers.count(written)


@pytest.mark.parametrize(
    ("written", "expected"),
    [(1.5, 90), ("1.5", 90), ("1.5h", 90), ("1.5小时", 90), ("1小时30分", 90), ("1小时30分钟", 90),
     ("1个小时半", 90), ("1小时半", 90), ("90分钟", 90), ("90min", 90), ("1h30m", 90), ("1:30", 90),
     ("１．５ 小时", 90), (12.0, 720), ("0", 0), ("半小时", 30), (timedelta(minutes=90), 90),
     (time(1, 30), 90), ("2 hours", 120), ("1 hr 30 min", 90)],
)  # fmt: skip
def test_durations(written, expected):
    assert numbers.minutes(written) == expected


@pytest.mark.parametrize("written", ["", "-1", "很久", "200", "1小时x", True, "h", 1e12])
def test_doubtful_durations_are_refused(written):
    with pytest.raises(Misread):
        numbers.minutes(written)


@pytest.mark.parametrize(
    ("written", "expected"),
    [("YT0001", "YT0001"), ("yt0001", "YT0001"), (1001.0, "1001"), ("0012", "0012"), ("ＹＴ０００１", "YT0001"),
     ("A B", None), ("<b>", None), ("x" * 41, None)],
)  # fmt: skip
def test_volunteer_numbers(written, expected):
    if expected is None:
        with pytest.raises(Misread):
            numbers.code(written)
    else:
        assert numbers.code(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("司机之家值守、河道巡护", ["司机之家值守", "河道巡护"]),
        ("司机之家值守；河道巡护;急救", ["司机之家值守", "河道巡护", "急救"]),
        ("司机之家值守，河道巡护", ["司机之家值守", "河道巡护"]),
        ("司机之家值守/河道巡护", ["司机之家值守", "河道巡护"]),
        ("司机之家值守 河道巡护", ["司机之家值守", "河道巡护"]),
        ("河道巡护\n河道巡护", ["河道巡护"]),
        (
            "Info Desk; Talks: Sound/Lighting Operator",
            ["Info Desk", "Talks: Sound/Lighting Operator"],
        ),
        ("Talks: Sound/Lighting Operator", ["Talks: Sound/Lighting Operator"]),
        ("Bar, Info Desk", ["Bar", "Info Desk"]),
        ("Bar, inside; Info Desk", ["Bar, inside", "Info Desk"]),
        ("无", []),
        ("", []),
        ("-", []),
    ],
)
def test_lists(written, expected):
    assert list(text.items(written)) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [("优先", "prefer"), ("可以", "can"), ("尽量不", "rather_not"), ("不可以", "cannot"),
     ("Prefer", "prefer"), ("can", "can"), ("rather not", "rather_not"), ("√", "can"), ("×", "cannot")],
)  # fmt: skip
def test_grades(written, expected):
    assert grades.grade(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("是", True),
        ("否", False),
        ("√", True),
        ("Y", True),
        ("no", False),
        (True, True),
        (1.0, True),
        (0.0, False),
    ],
)
def test_yes_and_no(written, expected):
    assert grades.yes(written) is expected


@pytest.mark.parametrize("parse", [grades.yes, grades.grade])
@pytest.mark.parametrize("written", ["也许", "", "maybe", 2.0, "<script>"])
def test_other_words_are_refused(parse, written):
    with pytest.raises(Misread):
        parse(written)


@pytest.mark.parametrize(
    "name", ["欧阳䶮堃", "𠮷田", "阿卜杜拉·买买提", "Zoë O’Neill", "😀", "=1+1", "<b>", "'; DROP"]
)
def test_names_stay_as_typed(name):
    assert text.line(f"  {name} ") == name


@pytest.mark.parametrize("name", ["a\x00b", "abc\u202etxt", "x" * 121, "好" * 5000, "\x1b[31m"])
def test_unseen_marks_and_endless_names_are_refused(name):
    with pytest.raises(Misread):
        text.line(name)


@pytest.mark.parametrize("parse", [
    lambda value: dates.day(value, 2026), lambda value: dates.month(value, TODAY), hours.spans,
    hours.clock, weekdays.weekdays, numbers.count, numbers.minutes, numbers.phone, numbers.code,
    grades.grade, grades.yes,
])  # fmt: skip
@pytest.mark.parametrize("junk", [
    "", " ", "\x00", "x" * 10_000, "9" * 10_000, "１" * 3000, "😀", "\u202e1", "{{7*7}}", "' OR 1=1",
    "-", "--", ":", "%(value)s", "%s", "𠮷", "e\u0301", True, False, float("1e308"), -1.0, "nan", "inf",
])  # fmt: skip
def test_junk_is_a_value_or_a_sentence_never_a_fault(parse, junk):
    with suppress(Misread):
        parse(junk)
