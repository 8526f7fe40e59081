"""Importing through its pages: who may, what the preview says, what a second press does."""

import zipfile
from io import BytesIO

import pytest
from sqlalchemy import select

from tests.imports.test_import_batches import PEOPLE, SHIFTS, TIMES, book
from volunteer_app.db import db
from volunteer_app.imports.models import ImportBatch
from volunteer_app.imports.readers.line import Context
from volunteer_app.imports.reading import read_upload
from volunteer_app.kit import clock
from volunteer_app.people.models import Person
from volunteer_app.people.standing import AUDITOR, DISTRICT_ADMIN, ORGANISATION_ADMIN, SCHEDULER

NAME = "2026年12月排班.xlsx"


@pytest.fixture
def office(make):
    return make.organisation(name="街道办", name_en="Office")


@pytest.fixture
def planner(make, office):
    return make.appoint(make.person(), SCHEDULER, organisation=office)


@pytest.fixture
def page(visit, planner):
    return visit.sign_in(planner).speak("en")


def upload(visit, office, content=None, *, name=NAME, status=302, **more):
    data = {
        "file": (BytesIO(book() if content is None else content), name),
        "team_id": 0,
        "period_id": 0,
        **more,
    }
    return visit.post(f"/o/{office.id}/imports", data, status=status)


def latest():
    return db.session.scalars(select(ImportBatch).order_by(ImportBatch.id.desc())).first()


def test_the_whole_way_from_upload_to_result(page, office):
    page.get("/imports", status=302)
    page.get(f"/o/{office.id}/imports").has("Import into Office", "Blank sheets to fill in")
    preview = page.get(upload(page, office).location)
    preview.has(
        "Nothing is stored yet",
        "丁华超",
        "交通劝导",
        "A new period “2026年12月排班” is opened",
        "Import 6 rows",
    )
    assert not db.session.scalars(select(Person).where(Person.number == "YT0001")).all()
    kinds = {"people": "y", "shifts": "y", "availability": "y"}
    answer = page.post(f"/imports/{latest().id}/confirm", kinds)
    page.get(answer.location).has("The rows are stored.", "Go on to the period")
    assert (
        db.session.scalars(select(Person).where(Person.number == "YT0001")).one().name == "丁华超"
    )
    again = page.post(f"/imports/{latest().id}/confirm", kinds)
    page.get(again.location).has("nothing was done twice")
    page.get(f"/o/{office.id}/imports").has(NAME)


def test_a_second_upload_says_that_nothing_changes(page, office):
    for _ in range(2):
        upload(page, office)
        last = latest()
        shown = page.get(f"/imports/{last.id}")
        page.post(
            f"/imports/{last.id}/confirm", {"people": "y", "shifts": "y", "availability": "y"}
        )
    shown.has("Importing it again changes nothing").lacks("Import 6 rows")
    page.get(f"/imports/{last.id}").has("Nothing was changed")


@pytest.mark.parametrize("locale", ["en", "zh_Hans_CN"])
def test_errors_stand_with_row_column_and_value(page, office, locale):
    broken = [PEOPLE[0], [*PEOPLE[1][:5], "不详", *PEOPLE[1][6:]], ["", "<b>无名</b>"]]
    wrong = [SHIFTS[0], ["2026-12-01", "9:30-7:30", "路口1", "交通劝导", 2, 3]]
    upload(page, office, book(broken, wrong, [*TIMES, ["YT0777", "周一", "全天", "可以", "", ""]]))
    shown = page.speak(locale).get(f"/imports/{latest().id}")
    shown.has("不详", "F 出生年月", "9:30-7:30", "B 时间", "YT0777").lacks("<b>无名")
    if locale == "en":
        shown.has(
            "row 2",
            "is not understood as a month",
            "ends before it begins",
            "Nobody here has the number",
        )


def test_a_file_of_errors_alone_does_not_pretend_to_be_stored(page, office):
    upload(page, office, book([PEOPLE[0], ["YT1", ""]], None, None))
    page.get(f"/imports/{latest().id}").has("some cannot be imported").lacks("is stored already")


def test_single_rows_can_be_left_out(page, office):
    upload(page, office)
    batch = latest()
    page.get(f"/imports/{batch.id}").has('value="people:2:人"')
    page.post(f"/imports/{batch.id}/confirm", {"people": "y", "leave_out": ["people:2:人"]})
    numbers = set(db.session.scalars(select(Person.number)))
    assert "YT0002" in numbers
    assert "YT0001" not in numbers


def test_nothing_chosen_is_said_at_the_form(page, office):
    upload(page, office)
    page.post(f"/imports/{latest().id}/confirm", {}, status=422).has("Choose at least one kind")
    assert latest().state == "preview"


def test_an_upload_can_be_dropped(page, office):
    upload(page, office)
    batch = latest()
    page.post(f"/imports/{batch.id}/drop")
    page.get(f"/imports/{batch.id}").has("Nothing of it was stored")
    page.get(f"/o/{office.id}/imports").lacks(NAME)


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "a.xlsx", "The file is empty."),
        (b"MZ", "a.exe", "Only .xlsx, .xls, .ods and .csv"),
        (b"no workbook", "a.xlsx", "its content is not"),
        (b"a,b\n1,2\n", "a.csv", "No table of people"),
        (b"x" * (11 << 20), "a.csv", "larger than 10 MB"),
    ],
)
def test_an_unreadable_file_is_refused_at_its_field(page, office, content, name, said):
    upload(page, office, content, name=name, status=422).has(said)
    assert latest() is None


def test_no_file_is_said_too(page, office):
    page.post(f"/o/{office.id}/imports", {"team_id": 0, "period_id": 0}, status=422).has(
        "Choose a file."
    )


def test_other_organisations_choices_are_not_taken(page, office, make):
    team = make.team()
    upload(page, office, status=422, team_id=team.id)
    assert latest() is None


def test_admins_write_a_reason(visit, make, office):
    visit.sign_in(make.appoint(make.person(), ORGANISATION_ADMIN, organisation=office)).speak("en")
    upload(visit, office, status=422).has("Write why this import is needed.")
    upload(visit, office, reason="Yearly registration")
    visit.get(f"/imports/{latest().id}")


def test_who_may_import(visit, make, office, planner):
    team = make.team(office)
    upload(visit.sign_in(planner), office)
    batch = latest()
    elsewhere = make.organisation()
    pages = [f"/o/{office.id}/imports", f"/imports/{batch.id}"]
    answers = {
        403: [make.person(team), make.lead(team), make.appoint(make.person(), AUDITOR)],
        404: [
            make.appoint(make.person(), SCHEDULER, organisation=elsewhere),
            make.person(make.team()),
        ],
        200: [make.appoint(make.person(), DISTRICT_ADMIN)],
    }
    for status, people in answers.items():
        for person in people:
            visit.sign_in(person)
            for address in pages:
                visit.get(address, status=status)
            if status != 200:
                visit.post(f"/imports/{batch.id}/confirm", {"people": "y"}, status=status)
                visit.post(f"/imports/{batch.id}/drop", status=status)
                upload(visit, office, status=status)
    assert latest().id == batch.id
    assert latest().state == "preview"


def test_a_period_of_another_organisation_is_no_choice(page, office, make):
    period = make.period(make.team())
    upload(page, office, status=422, period_id=period.id)


@pytest.mark.parametrize("locale", ["en", "zh_Hans_CN"])
@pytest.mark.parametrize(
    ("kind", "sheets"), [("people", 1), ("shifts", 1), ("availability", 1), ("all", 3)]
)
def test_the_blank_workbooks_can_be_read_back_and_hold_no_formula(page, locale, kind, sheets):
    content = page.speak(locale).get(f"/imports/templates/{kind}.xlsx").answer.data
    today = clock.today("Asia/Shanghai")
    reading = read_upload("blank.xlsx", content, Context(today))
    assert len(reading.sheets) == sheets
    assert not reading.errors
    assert all(problem.spot.row is None for problem in reading.problems)
    with zipfile.ZipFile(BytesIO(content)) as parts:
        assert not any(b"<f>" in parts.read(name) for name in parts.namelist())


def test_there_is_no_other_blank_workbook(page):
    page.get("/imports/templates/secrets.xlsx", status=404)
