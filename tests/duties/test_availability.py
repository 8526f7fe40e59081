"""Pages of one's own availability: what is stored, merged, refused and written down."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from volunteer_app.db import db
from volunteer_app.duties.models import BusyWindow, Cap, DatedWindow, WeeklyWindow, WishedDuty
from volunteer_app.kit import clock
from volunteer_app.kit.audit import AuditLine

TODAY = clock.today("Asia/Shanghai")


@pytest.fixture
def volunteer(make, visit):
    person = make.person(make.team())
    visit.sign_in(person).speak("en")
    return person


def week():
    return [
        (one.weekday, one.start_minute, one.end_minute, one.grade)
        for one in db.session.scalars(
            select(WeeklyWindow).order_by(WeeklyWindow.weekday, WeeklyWindow.start_minute)
        )
    ]


def verbs():
    return list(db.session.scalars(select(AuditLine.verb).order_by(AuditLine.id)))


def letters(**days):
    """Write a painted week; ``d0={36: "c"}`` paints Monday 18:00."""
    lines = [["."] * 48 for _ in range(7)]
    for name, slots in days.items():
        for slot, letter in slots.items():
            lines[int(name[1])][slot] = letter
    return "/".join("".join(line) for line in lines)


def test_a_painted_week_is_stored_as_whole_windows(volunteer, visit):
    visit.get("/me/availability", limit=15).has("Nothing entered yet")
    painted = letters(d0={36: "c", 37: "c", 38: "p"}, d6={0: "r", 47: "c"})
    visit.post("/me/availability", {"cells": painted})
    assert week() == [(0, 1080, 1140, 0), (0, 1140, 1170, 1), (6, 0, 30, -1), (6, 1410, 1440, 0)]
    page = visit.get("/me/availability", limit=15)
    page.has(painted, "23:30–24:00", "Stored.")
    assert verbs() == ["painted_week"]
    visit.post("/me/availability", {"cells": painted})
    assert verbs() == ["painted_week"], "nothing changed, nothing written"


@pytest.mark.parametrize(
    "nonsense",
    [
        "",
        "c" * 48,
        "/".join(["c" * 48] * 8),
        "x" * 342,
        "c" * 10_000,
        "\x00",
        "💥" * 342,
        "{{7*7}}",
    ],
)
def test_a_painted_week_of_nonsense_is_refused(volunteer, visit, nonsense):
    visit.post("/me/availability", {"cells": nonsense}, status=422).has("Paint the week again.")
    assert week() == []


def test_the_plain_form_paints_the_same(volunteer, visit):
    hours = {"days": [0, 1], "start": 1080, "end": 1260, "brush": "c"}
    visit.post("/me/availability/hours", hours)
    visit.post(
        "/me/availability/hours", hours | {"days": [1], "start": 1140, "end": 1200, "brush": "p"}
    )
    visit.post("/me/availability/hours", hours | {"days": [0], "start": 1200, "brush": "."})
    assert week() == [
        (0, 1080, 1200, 0),
        (1, 1080, 1140, 0),
        (1, 1140, 1200, 1),
        (1, 1200, 1260, 0),
    ]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"start": 1260, "end": 1080}, "The end must be later than the start."),
        ({"start": 1080, "end": 1080}, "The end must be later than the start."),
        ({"days": []}, "Tick at least one day."),
        ({"days": [9]}, "days"),
        ({"start": "１８"}, "From what time"),
        ({"brush": "x"}, "At these hours"),
    ],
)
def test_nonsense_hours_are_refused_at_the_field(volunteer, visit, wrong, sentence):
    hours = {"days": [0], "start": 1080, "end": 1260, "brush": "c"}
    visit.post("/me/availability/hours", hours | wrong, status=422).has(
        sentence, '<details class="card fold" open>'
    )
    assert week() == []


def test_presets_work_without_a_grid(volunteer, visit):
    visit.post("/me/availability/preset", {"preset": "evenings"})
    assert week() == [(day, 1080, 1260, 0) for day in range(5)]
    visit.post("/me/availability/preset", {"preset": "clear"})
    assert week() == []
    visit.post("/me/availability/preset", {"preset": "everything"}, status=422)


def day_form(**facts):
    return {
        "kind": "away",
        "first_day": str(TODAY + timedelta(days=3)),
        "last_day": "",
        "grade": 0,
    } | facts


def test_days_away_are_merged_and_removed(volunteer, visit):
    later = [str(TODAY + timedelta(days=number)) for number in range(12)]
    visit.post("/me/availability/days", day_form(first_day=later[3], last_day=later[4]))
    visit.post("/me/availability/days", day_form(first_day=later[6], note="家里有事"))
    visit.post("/me/availability/days", day_form(first_day=later[5], last_day=later[5]))
    window = db.session.scalars(select(DatedWindow)).one()
    assert (str(window.first_day), str(window.last_day), window.note) == (
        later[3],
        later[6],
        "家里有事",
    )
    visit.get("/me/availability/days").has("Away", "家里有事")
    visit.post(f"/me/availability/days/{window.id}/remove")
    assert db.session.scalars(select(DatedWindow)).all() == []
    assert verbs() == ["added_days"] * 3 + ["removed_days"]


def test_only_and_also_hours(volunteer, visit):
    visit.post("/me/availability/days", day_form(kind="only", start="08:00", end="１２：00"))
    visit.post("/me/availability/days", day_form(kind="only", start="11:00", end="13:00"))
    visit.post("/me/availability/days", day_form(kind="also", start="22:00", end="00:00", grade=1))
    stored = db.session.scalars(select(DatedWindow).order_by(DatedWindow.id)).all()
    assert [(one.kind, one.start_minute, one.end_minute, one.grade) for one in stored] == [
        ("only", 480, 780, 0),
        ("also", 1320, 1440, 1),
    ]
    visit.get("/me/availability/days").has("Only 08:00–13:00", "Also 22:00–24:00")


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"first_day": ""}, "Choose the first day."),
        ({"first_day": "2026-02-30"}, "Choose a day such as"),
        ({"first_day": "0001-01-01"}, "Choose a day such as"),
        ({"first_day": "9999-12-31"}, "Choose a day such as"),
        ({"first_day": "';--"}, "Choose a day such as"),
        ({"last_day": str(TODAY)}, "The last day is before the first day."),
        ({"first_day": "2020-01-01"}, "These days are already over."),
        ({"last_day": str(TODAY + timedelta(days=500))}, "within the next 400 days"),
        ({"kind": "only"}, "Say from what time."),
        ({"kind": "only", "start": "08:00"}, "Say until what time."),
        ({"kind": "only", "start": "12:00", "end": "08:00"}, "The end must be later"),
        ({"kind": "only", "start": "25:00", "end": "26:00"}, "Write a time such as"),
        ({"kind": "only", "start": "8:5", "end": "9:00"}, "Write a time such as"),
        ({"kind": "nonsense"}, "What is different"),
        ({"note": "x" * 101}, "Note to yourself"),
        ({"note": "\u202egnp"}, "Use plain text on one line."),
    ],
)
def test_nonsense_days_are_refused_at_the_field(volunteer, visit, wrong, sentence):
    visit.post("/me/availability/days", day_form(**wrong), status=422).has(sentence)
    assert db.session.scalars(select(DatedWindow)).all() == []


def test_strange_notes_are_shown_inert(volunteer, visit):
    for note in ("<script>alert(1)</script>", "{{7*7}}", "𠮷𡈽 · 🦐", "a\x00b"):
        visit.post(
            "/me/availability/days",
            day_form(
                kind="also",
                start="08:00",
                end="09:00",
                note=note,
                first_day=str(TODAY + timedelta(days=len(note) * 3)),
            ),
        )
    page = visit.get("/me/availability/days")
    page.has("&lt;script&gt;", "{{7*7}}", "𠮷𡈽 · 🦐", "ab").lacks("<script>alert")


def test_hours_of_the_job_by_week_night_and_rota(volunteer, visit):
    visit.post(
        "/me/availability/job/weekly",
        {"weekly-days": [0, 1], "weekly-start": "09:00", "weekly-end": "18:00"},
    )
    visit.post(
        "/me/availability/job/weekly",
        {"weekly-days": [1], "weekly-start": "17:00", "weekly-end": "19:00"},
    )
    visit.post(
        "/me/availability/job/weekly",
        {"weekly-days": [4], "weekly-start": "20:00", "weekly-end": "08:00"},
    )
    stored = db.session.scalars(select(BusyWindow).order_by(BusyWindow.weekday)).all()
    assert [(one.weekday, one.start_minute, one.end_minute) for one in stored] == [
        (0, 540, 1080),
        (1, 540, 1140),
        (4, 1200, 1920),
    ]
    first = TODAY + timedelta(days=2)
    rota = {
        "days_on": 4,
        "days_off": 2,
        "first_day": first,
        "last_day": first + timedelta(days=14),
        "start": "20:00",
        "end": "08:00",
    }
    visit.post("/me/availability/job/rota", {f"rota-{name}": value for name, value in rota.items()})
    runs = db.session.scalars(
        select(BusyWindow).where(BusyWindow.weekday.is_(None)).order_by(BusyWindow.first_day)
    ).all()
    assert [((one.first_day - first).days, (one.last_day - first).days) for one in runs] == [
        (0, 3),
        (6, 9),
        (12, 14),
    ]
    visit.get("/me/availability/job").has("20:00–08:00 next day", "Fri")
    visit.post(f"/me/availability/job/{stored[0].id}/remove")
    visit.post("/me/availability/job/clear")
    assert len(db.session.scalars(select(BusyWindow)).all()) == 2


@pytest.mark.parametrize(
    ("part", "facts", "sentence"),
    [
        (
            "weekly",
            {"days": [0], "start": "09:00", "end": "09:00"},
            "Start and end are the same time.",
        ),
        ("weekly", {"days": [], "start": "09:00", "end": "10:00"}, "Tick at least one day."),
        ("dated", {"first_day": "2020-01-01", "start": "09:00", "end": "10:00"}, "already over"),
        ("rota", {"days_on": 0}, "Write a number from 1 to 31."),
        ("rota", {"days_on": "４x"}, "Days on"),
        ("rota", {"days_off": 10**40}, "Write a number from 1 to 31."),
        ("rota", {"last_day": date(2199, 1, 1)}, "within the next 400 days"),
        ("rota", {"last_day": TODAY + timedelta(days=390)}, "one year at most"),
    ],
)
def test_nonsense_job_hours_are_refused(volunteer, visit, part, facts, sentence):
    if part == "rota":
        whole = {
            "days_on": 4,
            "days_off": 2,
            "first_day": TODAY,
            "last_day": TODAY + timedelta(days=9),
            "start": "07:00",
            "end": "19:00",
        }
        facts = whole | facts
    data = {f"{part}-{name}": value for name, value in facts.items()}
    visit.post(f"/me/availability/job/{part}", data, status=422).has(sentence)
    assert db.session.scalars(select(BusyWindow)).all() == []


def test_caps_and_wishes(make, visit):
    organisation, elsewhere = make.organisation(), make.organisation()
    team = make.team(organisation)
    kind = make.duty_kind(organisation, name_en="River patrol")
    strange = make.duty_kind(elsewhere)
    person = make.person(team)
    visit.sign_in(person).speak("en")
    page = visit.get("/me/availability/wishes").has("River patrol")
    page.lacks(strange.name)
    visit.post("/me/availability/wishes", {"hours_week": 6, "shifts_month": "", "kinds": [kind.id]})
    cap = db.session.get(Cap, person.id)
    assert (cap.minutes_week, cap.shifts_month) == (360, None)
    assert db.session.scalars(select(WishedDuty.duty_kind_id)).all() == [kind.id]
    visit.post("/me/availability/wishes", {"hours_week": 6, "kinds": [strange.id]}, status=422)
    visit.post("/me/availability/wishes", {"hours_week": 0}, status=422).has("from 1 to 60")
    visit.post("/me/availability/wishes", {"hours_week": "", "shifts_month": 3})
    cap = db.session.get(Cap, person.id)
    assert (cap.minutes_week, cap.shifts_month) == (None, 3)
    assert db.session.scalars(select(WishedDuty)).all() == []
    assert verbs() == ["set_limits"] * 2


def test_another_persons_entries_do_not_exist(volunteer, make, visit):
    visit.post("/me/availability/days", day_form())
    busy = {"weekly-days": [0], "weekly-start": "09:00", "weekly-end": "18:00"}
    visit.post("/me/availability/job/weekly", busy)
    days, hours = (
        db.session.scalars(select(DatedWindow)).one(),
        db.session.scalars(select(BusyWindow)).one(),
    )
    visit.sign_in(make.lead(make.team())).speak("en")
    visit.post(f"/me/availability/days/{days.id}/remove", status=404)
    visit.post(f"/me/availability/job/{hours.id}/remove", status=404)


def test_somebody_without_a_team_has_no_availability(make, visit):
    visit.sign_in(make.person()).get("/me/availability", status=403)
