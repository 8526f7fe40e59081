"""An upload looked at, confirmed, confirmed again: what is written, once, and by whom it may be."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import func, select

from tests.imports.workbooks import xlsx
from volunteer_app.db import db
from volunteer_app.duties.models import (
    BusyWindow,
    Cap,
    DatedWindow,
    Shift,
    WeeklyWindow,
    WishedDuty,
)
from volunteer_app.imports.actions.batches import (
    AlreadySettled,
    NothingChosen,
    ReasonOwed,
    Unreadable,
    confirm,
    drop,
    preview,
)
from volunteer_app.imports.models import ImportBatch
from volunteer_app.kit.audit import AuditLine
from volunteer_app.people.models import Person
from volunteer_app.people.standing import ORGANISATION_ADMIN, SCHEDULER
from volunteer_app.rosters.models import Period, PeriodAnswer
from volunteer_app.teams.models import DutyKind, Membership, Organisation, Site, Team
from volunteer_app.training.models import Holding, Insurance, Qualification

NOW = datetime(2026, 11, 23, 4, tzinfo=UTC)
PEOPLE = [
    ["编号", "姓名", "手机", "单位", "队伍", "出生年月", "已完成培训", "保险有效期至", "每周最多小时",
     "每月最多班次", "希望从事"],
    ["YT0001", "丁华超", "19900000001", "海通拖车", "一队", "2011-10", "道路执勤", "2027-12-31", 4, 4, "河道巡护"],
    ["YT0002", "冯华", "19900000002", "街道办", "二队", "1989-03", "道路执勤、急救", "2027-12-10", 12, 4,
     "交通劝导、擦鞋"],
]  # fmt: skip
SHIFTS = [
    [
        "日期",
        "时间",
        "地点",
        "任务",
        "最少人数",
        "需要人数",
        "需要培训",
        "其中组长",
        "户外",
        "备注",
    ],
    ["2026-12-01", "07:30-09:30", "路口1", "交通劝导", 2, 3, "道路执勤", 1, "是", ""],
    ["2026-12-02", "18:00-24:00", "卡口1", "卡口值守", 2, 4, "急救", 1, "是", "应急演练,仅限成人"],
]
TIMES = [
    ["编号", "星期", "时间", "意愿", "例外日期", "例外说明"],
    ["YT0001", "周一、周三", "全天", "优先", "2026-12-01", "出差"],
    ["YT0002", "周五", "22:00-06:00", "可以", "", ""],
    ["YT0002", "周二", "09:00-12:00", "不可以", "", ""],
]


def book(people=PEOPLE, shifts=SHIFTS, times=TIMES) -> bytes:
    return xlsx(
        {name: rows for name, rows in (("人", people), ("班", shifts), ("时", times)) if rows}
    )


@pytest.fixture
def office(make):
    return make.organisation(name="街道办")


@pytest.fixture
def planner(make, office):
    return make.appoint(make.person(), SCHEDULER, organisation=office)


@pytest.fixture
def look(office, planner):
    def looked(content=None, **more) -> ImportBatch:
        file = ("2026年12月排班.xlsx", content or book())
        batch = preview(office, planner, NOW, file=file, **more)
        db.session.commit()
        return batch

    return looked


@pytest.fixture
def take(look, planner):
    def taken(content=None, *, kinds=("people", "shifts", "availability"), leave_out=(), **more):
        batch = confirm(look(content, **more), planner, NOW, kinds=kinds, leave_out=leave_out)
        db.session.commit()
        return batch

    return taken


def one(table, **facts):
    return db.session.scalars(select(table).filter_by(**facts)).one()


def rows(table, **facts):
    return db.session.scalars(select(table).filter_by(**facts)).all()


TABLES = (Person, Organisation, Team, Membership, Holding, Insurance, Cap, WishedDuty, Qualification,
          DutyKind, Site, Period, Shift, WeeklyWindow, DatedWindow, BusyWindow, PeriodAnswer)  # fmt: skip


def census() -> dict[str, int]:
    return {
        table.__tablename__: db.session.scalar(select(func.count()).select_from(table))
        for table in TABLES
    }


def test_looking_stores_nothing_but_the_upload(look):
    before = census()
    batch = look()
    assert census() == before
    assert [sheet[1:] for sheet in batch.sheets] == [
        ["people", 2],
        ["shifts", 2],
        ["availability", 3],
    ]


def test_confirming_writes_people_with_all_that_binds_them(take, office):
    take()
    person = one(Person, number="YT0001")
    assert (person.name, person.phone, person.born, person.password) == (
        "丁华超", "19900000001", date(2011, 10, 1), None
    )  # fmt: skip
    assert one(Organisation, id=person.employer_id).name == "海通拖车"
    assert one(Organisation, id=one(Person, number="YT0002").employer_id).id == office.id
    assert one(Team, id=one(Membership, person_id=person.id).team_id).name == "一队"
    road = one(Qualification, name="道路执勤")
    assert (road.code, one(Holding, person_id=person.id).qualification_id) == ("road", road.id)
    cover = one(Insurance, person_id=person.id)
    assert (cover.since, cover.until) == (min(date(2027, 12, 31), cover.since), date(2027, 12, 31))
    cap = one(Cap, person_id=person.id)
    assert (cap.minutes_week, cap.shifts_month) == (240, 4)
    assert one(DutyKind, id=one(WishedDuty, person_id=person.id).duty_kind_id).seed == "river"


def test_kinds_of_duty_with_a_seeded_name_get_the_seeds_safety_rules(take):
    take()
    traffic = one(DutyKind, name="交通劝导")
    assert (traffic.seed, traffic.adults_only, traffic.insured, traffic.least_crew) == (
        "traffic",
        True,
        True,
        2,
    )
    assert traffic.needs == [one(Qualification, code="road").id]
    assert (one(DutyKind, name="擦鞋").seed, one(DutyKind, name="擦鞋").adults_only) == ("", False)


def test_shifts_go_into_a_new_period_by_the_sites_wall_clock(take, office):
    batch = take()
    period = one(Period, organisation_id=office.id)
    assert (period.name, period.first_day, period.last_day, period.state) == (
        "2026年12月排班", date(2026, 12, 1), date(2026, 12, 2), "collecting"
    )  # fmt: skip
    assert (batch.period_id, period.answers_due > NOW) == (period.id, True)
    morning, night = sorted(rows(Shift), key=lambda shift: shift.starts)
    assert morning.starts == datetime(2026, 11, 30, 23, 30, tzinfo=UTC)
    assert night.ends == datetime(2026, 12, 2, 16, tzinfo=UTC)
    assert (morning.minimum, morning.wanted, morning.lead_seats, morning.needs) == (2, 3, 1, [])
    assert (night.adults_only, night.note) == (True, "应急演练,仅限成人")
    assert night.needs == [one(Qualification, name="急救").id]


def test_availability_is_written_with_days_away_and_busy_hours(take):
    take()
    first, second = one(Person, number="YT0001"), one(Person, number="YT0002")
    assert [(w.weekday, w.start_minute, w.end_minute, w.grade) for w in rows(WeeklyWindow, person_id=first.id)] == [
        (0, 0, 1440, 1), (2, 0, 1440, 1)
    ]  # fmt: skip
    away = one(DatedWindow, person_id=first.id)
    assert (away.kind, away.first_day, away.last_day, away.note) == (
        "away",
        date(2026, 12, 1),
        date(2026, 12, 1),
        "出差",
    )
    nights = {
        (w.weekday, w.start_minute, w.end_minute) for w in rows(WeeklyWindow, person_id=second.id)
    }
    assert nights == {(4, 1320, 1440), (5, 0, 360)}
    busy = one(BusyWindow, person_id=second.id)
    assert (busy.weekday, busy.start_minute, busy.end_minute) == (1, 540, 720)
    assert len(rows(PeriodAnswer)) == 2


def test_a_second_run_changes_nothing_and_says_so(take):
    first = take()
    before = census()
    second = take()
    assert first.changed_anything
    assert not second.changed_anything
    assert census() == before
    assert second.outcome["people"] == {
        "new": 0,
        "changed": 0,
        "same": 2,
        "refused": 0,
        "left_out": 0,
    }
    assert (second.outcome["shifts"]["same"], second.outcome["availability"]["same"]) == (2, 2)


def test_one_upload_is_confirmed_once(take, planner):
    batch = take()
    with pytest.raises(AlreadySettled):
        confirm(batch, planner, NOW)
    with pytest.raises(AlreadySettled):
        drop(batch, planner, NOW)


def test_a_dropped_upload_keeps_no_rows_and_cannot_be_confirmed(look, planner):
    batch = drop(look(), planner, NOW)
    assert (batch.state, batch.rows, batch.problems) == ("dropped", {}, [])
    with pytest.raises(AlreadySettled):
        confirm(batch, planner, NOW)


def test_only_the_chosen_rows_are_written(take, look, planner):
    batch = look()
    keys = ["people:2:人", "shifts:2:班#2026-12-01.450"]
    confirm(batch, planner, NOW, leave_out=keys)
    assert [shift.minimum for shift in rows(Shift)] == [2]
    assert not rows(Person, number="YT0001")
    assert rows(Person, number="YT0002")
    assert batch.outcome["people"]["left_out"] == batch.outcome["shifts"]["left_out"] == 1
    assert batch.outcome["availability"] == {
        "new": 1,
        "changed": 0,
        "same": 0,
        "refused": 0,
        "left_out": 1,
    }


def test_only_the_chosen_kinds_are_written(take, look, planner):
    take(kinds=["people"])
    assert rows(Person, number="YT0001")
    assert not rows(Shift)
    with pytest.raises(NothingChosen):
        confirm(look(), planner, NOW, kinds=[])


def test_changes_are_found_and_written_fact_by_fact(take):
    take()
    changed = [PEOPLE[0], [*PEOPLE[1][:7], "2028-06-30", 6, 4, "交通劝导"], PEOPLE[2]]
    moved = [SHIFTS[0], [*SHIFTS[1][:5], 4, *SHIFTS[1][6:]], SHIFTS[2]]
    week = [TIMES[0], ["YT0001", "周日", "08:00-12:00", "可以", "2026-12-24", "出差"], *TIMES[2:]]
    batch = take(book(changed, moved, week))
    assert [batch.outcome[kind]["changed"] for kind in ("people", "shifts", "availability")] == [
        1,
        1,
        1,
    ]
    person = one(Person, number="YT0001")
    assert one(Insurance, person_id=person.id).until == date(2028, 6, 30)
    assert one(Cap, person_id=person.id).minutes_week == 360
    assert one(DutyKind, id=one(WishedDuty, person_id=person.id).duty_kind_id).name == "交通劝导"
    assert [(w.weekday, w.start_minute) for w in rows(WeeklyWindow, person_id=person.id)] == [
        (6, 480)
    ]
    assert len(rows(DatedWindow, person_id=person.id)) == 2
    assert sorted((shift.wanted, shift.revision) for shift in rows(Shift)) == [(4, 1), (4, 2)]


def test_an_empty_cell_erases_nothing(take):
    take()
    bare = [["编号", "姓名", "手机", "队伍", "希望从事"], ["YT0001", "丁华超", "", "一队", ""]]
    assert not take(book(bare, None, None)).changed_anything
    assert one(Person, number="YT0001").phone == "19900000001"


def test_people_of_other_organisations_stay_out_of_reach(take, make):
    stranger = make.person(make.team(), number="YT0001", phone="19900000002", born=date(1980, 1, 1))
    batch = take()
    db.session.refresh(stranger)
    assert (stranger.born, stranger.phone) == (date(1980, 1, 1), "19900000002")
    assert batch.outcome["people"] == {
        "new": 1,
        "changed": 0,
        "same": 0,
        "refused": 1,
        "left_out": 0,
    }
    assert one(Person, number="YT0002").phone is None


def test_an_import_cannot_take_over_an_account(take, make, office):
    team = make.team(office, name="一队")
    owner = make.person(team, number="YT0001", name="丁华超", phone="13800000000", password="kept")
    changed = [
        ["编号", "姓名", "手机", "邮箱", "队伍"],
        ["YT0001", "别人", "19900000009", "thief@example.org", "一队"],
    ]
    batch = take(book(changed, None, None))
    db.session.refresh(owner)
    assert (owner.name, owner.phone, owner.email != "thief@example.org") == (
        "丁华超",
        "13800000000",
        True,
    )
    assert not batch.changed_anything


def test_people_without_a_team_need_a_chosen_one(take, make, office):
    bare = [["编号", "姓名"], ["YT0009", "许子晨"]]
    assert take(book(bare, None, None)).outcome["people"]["refused"] == 1
    team = make.team(office)
    take(book(bare, None, None), team_id=team.id)
    assert one(Membership, person_id=one(Person, number="YT0009").id).team_id == team.id


def test_shifts_keep_to_their_period_and_to_people_who_hold_seats(take, make, office):
    take()
    period, shift = (
        one(Period, organisation_id=office.id),
        sorted(rows(Shift), key=lambda s: s.starts)[0],
    )
    make.seat(shift, one(Person, number="YT0002"))
    moved = [SHIFTS[0], [*SHIFTS[1][:5], 5, *SHIFTS[1][6:]], ["2027-01-05", *SHIFTS[2][1:]]]
    batch = take(book(None, moved, None), period_id=period.id)
    assert batch.outcome["shifts"] == {
        "new": 0,
        "changed": 0,
        "same": 0,
        "refused": 2,
        "left_out": 0,
    }
    db.session.refresh(shift)
    assert shift.wanted == 3


def test_rows_with_errors_are_counted_as_refused(take):
    batch = take(book([*PEOPLE, ["YT0003", "", "13800000003"]], None, None))
    assert (batch.outcome["people"]["new"], batch.outcome["people"]["refused"]) == (2, 1)


def test_availability_of_nobody_is_refused(take):
    batch = take(book(None, None, [*TIMES, ["YT0099", "周一", "全天", "可以", "", ""]]))
    assert batch.outcome["availability"]["refused"] == 3


def test_a_file_that_cannot_be_read_is_refused_at_its_field(look, office, planner):
    with pytest.raises(Unreadable) as told:
        preview(office, planner, NOW, file=("a.xlsx", b"nothing"))
    assert told.value.field == "file"


def test_admins_owe_a_reason(make, office):
    admin = make.appoint(make.person(), ORGANISATION_ADMIN, organisation=office)
    with pytest.raises(ReasonOwed):
        preview(office, admin, NOW, file=("a.xlsx", book()))
    assert (
        preview(office, admin, NOW, file=("a.xlsx", book()), reason="每年登记").reason == "每年登记"
    )


def test_every_change_leaves_a_line_in_the_trail(take):
    take()
    lines = rows(AuditLine)
    told = {(line.verb, line.thing) for line in lines}
    assert {("uploaded", "import_batch"), ("confirmed", "import_batch"), ("imported", "person"), ("imported", "shift"),
            ("imported", "team"), ("imported", "site"), ("imported", "duty_kind"), ("opened", "period"),
            ("imported_availability", "person")} <= told  # fmt: skip
    person = one(Person, number="YT0001")
    assert [line.verb for line in lines if line.subject_id == person.id] == [
        "imported",
        "imported_availability",
    ]


def test_the_same_upload_waiting_twice_is_one(look):
    # A workbook made a second time may hold another time of making.
    content = book()
    assert look(content).id == look(content).id
