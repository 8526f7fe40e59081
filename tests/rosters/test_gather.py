"""A period turned into the solver's question."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from solver.instance import Grade, Served, Span, Volunteer, Window
from tests.factories import Make
from tests.rosters.setting import NOW, Setting
from volunteer_app.db import db
from volunteer_app.duties.models import BusyWindow, Cap, DatedWindow, WeeklyWindow, WishedDuty
from volunteer_app.hours.models import LedgerEntry
from volunteer_app.people.models import Person
from volunteer_app.rosters.gather import Asked, Timeline, gather, gather_for
from volunteer_app.rosters.judging import lawful
from volunteer_app.rosters.models import PeriodAnswer, Placement, Policy
from volunteer_app.rosters.queries.periods import with_teams
from volunteer_app.teams.models import Membership

DAY = 1440


def asked(here: Setting) -> Asked:
    from volunteer_app.rosters.queries.periods import with_teams

    return gather(with_teams(here.period.id), now=NOW)


def volunteer(here: Setting, person: Person) -> Volunteer:
    return asked(here).instance.volunteer_by_id[str(person.id)]


def test_a_shift_is_told_in_minutes_from_local_midnight(here: Setting) -> None:
    shift = here.shift(lead_seats=1, needs=[7])
    [told] = asked(here).instance.shifts
    assert (told.start, told.end, told.day) == (450, 570, 0)
    assert not told.night
    assert told.needs == {"q7"}
    assert [(role.name, role.count, role.qualification) for role in told.roles] == [
        ("lead", 1, f"lead{here.kind.id}")
    ]
    assert told.id == str(shift.id)


def test_a_team_new_to_a_duty_can_begin_and_experience_counts_once_somebody_has_it(
    here: Setting,
) -> None:
    here.kind.experienced = 1
    db.session.commit()
    here.shift()
    here.free_person()
    assert asked(here).instance.shifts[0].experienced == 0
    here.make.person(here.team, may_lead=True)
    assert asked(here).instance.shifts[0].experienced == 1


def test_the_kind_of_duty_lends_its_safety_rules(here: Setting) -> None:
    here.kind.needs, here.kind.adults_only, here.kind.insured = [3], True, True
    here.kind.least_crew, here.kind.experienced, here.kind.critical, here.kind.outdoor = (
        2,
        1,
        True,
        True,
    )
    db.session.commit()
    here.shift(needs=[4])
    [told] = asked(here).instance.shifts
    assert told.needs == {"q3", "q4"}
    assert told.adults_only
    assert told.insured
    assert (told.least_crew, told.experienced) == (2, 1)
    assert told.critical
    assert told.outdoor


def test_cancelled_shifts_are_not_asked_for(here: Setting) -> None:
    here.shift(cancelled_at=NOW)
    assert asked(here).instance.shifts == ()


def test_weekly_windows_are_laid_over_the_days_with_their_grade(here: Setting) -> None:
    person = here.person()
    here.make.keep(
        WeeklyWindow(person_id=person.id, weekday=1, start_minute=60, end_minute=120, grade=1)
    )
    told = volunteer(here, person)
    assert told.windows == (
        Window(DAY + 60, DAY + 120, Grade.PREFER),
        Window(8 * DAY + 60, 8 * DAY + 120, Grade.PREFER),
    )


def test_words_about_certain_days_overrule_the_week(here: Setting) -> None:
    person = here.person()
    here.make.free(person, start=480, end=600)
    for kind_of_word, day, start, end in (
        ("away", date(2026, 12, 8), 0, 1440),
        ("only", date(2026, 12, 9), 900, 960),
        ("also", date(2026, 12, 10), 1380, 1500),
    ):
        here.make.keep(
            DatedWindow(
                person_id=person.id, kind=kind_of_word, first_day=day, last_day=day,
                start_minute=start, end_minute=end,
            )
        )  # fmt: skip
    windows = {
        (one.start // DAY, one.start % DAY, one.end - one.start)
        for one in volunteer(here, person).windows
        if 0 <= one.start < 4 * DAY
    }
    assert windows == {(0, 480, 120), (2, 900, 60), (3, 480, 120), (3, 1380, 120)}


def test_sitting_out_offers_nothing(here: Setting) -> None:
    person = here.person()
    here.make.free(person)
    here.make.keep(PeriodAnswer(period_id=here.period.id, person_id=person.id, sitting_out=True))
    assert volunteer(here, person).windows == ()


def test_own_job_hours_are_laid_out_over_midnight(here: Setting) -> None:
    person = here.person()
    here.make.keep(BusyWindow(person_id=person.id, weekday=6, start_minute=1320, end_minute=1800))
    busy = volunteer(here, person).busy
    assert Span(-120, 360) in busy
    assert Span(6 * DAY + 1320, 6 * DAY + 1800) in busy


def test_the_stricter_of_cap_and_house_limit_wins(here: Setting) -> None:
    one, other = here.person(), here.person()
    here.make.keep(Cap(person_id=one.id, minutes_week=300, shifts_month=4))
    limits = volunteer(here, one).limits
    assert (limits.most_minutes_week, limits.most_shifts_month) == (300, 4)
    assert (limits.rest_minutes, limits.most_minutes_day) == (660, 480)
    assert volunteer(here, other).limits.most_minutes_week == 960


def test_an_organisation_sets_its_own_limits(here: Setting) -> None:
    person = here.person()
    here.make.keep(Policy(organisation_id=here.organisation.id, minutes_week=600, rest_minutes=480))
    limits = volunteer(here, person).limits
    assert (limits.most_minutes_week, limits.rest_minutes) == (600, 480)


def test_an_event_with_own_rules_keeps_personal_caps_alone(here: Setting) -> None:
    here.period.house_limits = False
    person = here.person()
    here.make.keep(Cap(person_id=person.id, minutes_period=600))
    limits = volunteer(here, person).limits
    assert (limits.most_minutes, limits.rest_minutes, limits.most_days_of_seven) == (600, 0, None)


def test_other_rosters_seats_count_against_time_and_monthly_cap(here: Setting) -> None:
    person = here.person()
    here.make.keep(Cap(person_id=person.id, shifts_month=4))
    earlier = here.make.period(here.team, first_day=date(2026, 12, 1), days=6)
    before = here.make.shift(
        earlier, kind=here.kind, site=here.site, starts=datetime(2026, 12, 5, 1, tzinfo=UTC)
    )
    here.make.seat(before, person)
    told = volunteer(here, person)
    assert told.history.duties == (Served(-2 * DAY + 540, -2 * DAY + 660, str(here.kind.id)),)
    assert told.limits.most_shifts_month == 4
    assert asked(here).instance.months == (-6, 25)


def test_a_monthly_cap_holds_in_each_month_a_period_touches(make: Make) -> None:
    """One seat of another roster on 2 December and one here leave nothing of a cap of two."""
    here = Setting(make, first_day=date(2026, 12, 21), days=28)
    person = here.free_person()
    make.keep(Cap(person_id=person.id, shifts_month=2))
    early = make.period(here.team, first_day=date(2026, 12, 1), days=7)
    other = make.shift(
        early, kind=here.kind, site=here.site, starts=datetime(2026, 12, 2, 1, tzinfo=UTC)
    )
    make.seat(other, person)
    days = [datetime(2026, 12, 22, 1), datetime(2026, 12, 29, 1), datetime(2027, 1, 5, 1)]
    first, second, january = (here.shift(starts=day.replace(tzinfo=UTC)) for day in days)
    make.placement(first, person)
    [breach] = lawful.why_not(second, person, now=NOW)
    assert (breach.facts["limit"], breach.facts["is"]) == ("most_shifts_month", 3)
    assert lawful.why_not(january, person, now=NOW) == []
    make.placement(second, person)
    [told] = lawful.roster_breaches(here.period, now=NOW)
    assert told.facts["limit"] == "most_shifts_month"


def test_a_month_turned_within_the_horizon_is_counted_from_its_first_day() -> None:
    december = Timeline(date(2026, 12, 21), 28, "Asia/Shanghai")
    assert december.months() == (-20, 11, 42)
    assert Timeline(date(2026, 12, 1), 31, "Asia/Shanghai").months() == (0, 31)


@pytest.mark.parametrize(
    ("born", "day"), [(date(2008, 11, 1), -6), (date(2008, 12, 1), 25), (date(1990, 5, 1), -9000)]
)
def test_of_age_from_the_month_after_the_birthday(here: Setting, born: date, day: int) -> None:
    told = volunteer(here, here.person(born=born))
    assert told.adult_from is not None
    if day > -1000:
        assert told.adult_from == day * DAY
    else:
        assert told.adult_from < 0


def test_an_unknown_birth_month_proves_no_age(here: Setting) -> None:
    here.shift(lead_seats=1)
    told = volunteer(here, here.person(born=None))
    assert told.adult_from is None
    assert told.held == ()


def test_proofs_and_insurance_last_through_their_last_day(here: Setting) -> None:
    person, course = here.person(), here.make.qualification()
    here.make.hold(person, course, until=date(2026, 12, 8))
    here.make.insure(person, date(2026, 1, 1), date(2026, 12, 9))
    told = volunteer(here, person)
    assert [(one.name, one.start, one.end) for one in told.held] == [
        (f"q{course.id}", None, 2 * DAY)
    ]
    assert told.insured[0].end == 3 * DAY


@pytest.mark.parametrize(
    ("policy", "plain", "marked", "seasoned"),
    [
        ("adult", True, True, True),
        ("marked", False, True, False),
        ("experienced", False, True, True),
    ],
)
def test_who_may_lead_follows_the_kinds_policy(
    here: Setting, policy: str, plain: bool, marked: bool, seasoned: bool
) -> None:
    here.kind.lead_policy = policy
    db.session.commit()
    here.shift(lead_seats=1)
    people = [here.person(), here.person(may_lead=True), here.person()]
    serve(here, people[2], times=3)
    instance = asked(here).instance
    able = [bool(instance.volunteer_by_id[str(one.id)].held) for one in people]
    assert able == [plain, marked, seasoned]


def serve(here: Setting, person: Person, *, times: int) -> None:
    for _ in range(times):
        number = next(here.make.numbers)
        here.make.keep(
            LedgerEntry(
                organisation_id=here.kind.organisation_id, number=number, person_id=person.id,
                duty_kind_id=here.kind.id, kind="service", minutes=120, served_on=date(2026, 11, 3),
                starts=datetime(2026, 11, 3, 15, tzinfo=UTC),
                ends=datetime(2026, 11, 3, 17, tzinfo=UTC), evidence="roll_call", entered_at=NOW,
                previous="", digest=str(number),
            )
        )  # fmt: skip


def test_three_confirmed_duties_make_experience_and_nights_weigh_twice(here: Setting) -> None:
    old, young = here.person(), here.person()
    serve(here, old, times=3)
    serve(here, young, times=2)
    instance = asked(here).instance
    assert instance.volunteer_by_id[str(old.id)].is_experienced(str(here.kind.id))
    assert not instance.volunteer_by_id[str(young.id)].is_experienced(str(here.kind.id))
    assert instance.volunteer_by_id[str(old.id)].history.burden == 3 * 240


def test_squads_serve_in_their_team(here: Setting) -> None:
    squad = here.make.team(here.organisation, parent_id=here.team.id)
    person = here.make.person(squad)
    assert volunteer(here, person).teams == {str(squad.id), str(here.team.id)}


def test_only_active_people_of_the_teams_are_asked(here: Setting) -> None:
    inside, paused = here.person(), here.person()
    here.person(active=False)
    here.make.person(here.make.team(here.organisation))
    db.session.query(Membership).filter_by(person_id=paused.id).update({"state": "paused"})
    db.session.commit()
    assert {one.id for one in asked(here).instance.volunteers} == {str(inside.id)}


def test_what_the_machine_leaves_alone(here: Setting) -> None:
    """Pins, accepted seats, written reasons, begun shifts, people whom only a hand may place."""
    people = [here.person() for _ in range(4)]
    people += [here.person(opted_out=True), here.person()]
    begun = here.shift(starts=datetime(2026, 12, 1, 1, tzinfo=UTC))
    shifts = [here.shift(wanted=5) for _ in range(3)]
    here.make.placement(shifts[0], people[0], pinned=True)
    here.make.placement(shifts[1], people[1])
    here.make.seat(shifts[1], people[1], state="accepted")
    here.make.placement(shifts[2], people[2])
    here.make.placement(begun, people[3])
    here.make.placement(shifts[2], people[4], by_hand=True)
    here.make.placement(shifts[1], people[5], by_hand=True, override_reason="asked by phone")
    found = asked(here)
    assert {(pin.volunteer, pin.shift) for pin in found.instance.pins} == {
        (str(people[0].id), str(shifts[0].id)),
        (str(people[1].id), str(shifts[1].id)),
        (str(people[3].id), str(begun.id)),
        (str(people[4].id), str(shifts[2].id)),
        (str(people[5].id), str(shifts[1].id)),
    }
    assert len(found.draft) == 6
    assert len(found.seats) == 1
    assert found.instance.published == found.seats.assignments


def test_whoever_turned_a_seat_down_is_not_offered_it_again(here: Setting) -> None:
    one, other = here.person(), here.person()
    shift = here.shift()
    here.make.seat(shift, one, state="declined")
    here.make.seat(shift, other, state="withdrawn")
    here.make.seat(shift, other, state="accepted")
    instance = asked(here).instance
    assert instance.volunteer_by_id[str(one.id)].declined == {str(shift.id)}
    assert instance.volunteer_by_id[str(other.id)].declined == frozenset()


def test_wishes_name_kinds_of_duty(here: Setting) -> None:
    person = here.person()
    here.make.keep(WishedDuty(person_id=person.id, duty_kind_id=here.kind.id))
    assert volunteer(here, person).wishes == {str(here.kind.id)}


def test_a_click_reads_a_person_and_the_crews_beside(here: Setting) -> None:
    one, mate, stranger = (here.person() for _ in range(3))
    shift, other = (here.shift() for _ in range(2))
    here.make.placement(shift, one)
    here.make.placement(shift, mate)
    here.make.placement(other, stranger)
    found = gather_for(here.period, [one.id], now=NOW)
    assert {v.id for v in found.instance.volunteers} == {str(one.id), str(mate.id)}
    found = gather_for(here.period, [one.id], now=NOW, shift_ids=[other.id])
    assert {v.id for v in found.instance.volunteers} == {
        str(one.id), str(mate.id), str(stranger.id),
    }  # fmt: skip


def test_a_mate_is_known_only_as_one_of_the_crew(here: Setting) -> None:
    one, mate = here.free_person(), here.free_person(born=date(1990, 5, 1))
    shift = here.shift(wanted=3, lead_seats=1)
    here.make.placement(shift, mate)
    found = gather_for(here.period, [one.id], now=NOW, shift_ids=[shift.id]).instance
    whole = asked(here).instance
    assert found.volunteer_by_id[str(one.id)] == whole.volunteer_by_id[str(one.id)]
    known = found.volunteer_by_id[str(mate.id)]
    assert (known.windows, known.held) == ((), whole.volunteer_by_id[str(mate.id)].held)


def test_a_clock_change_keeps_lengths_true(make: Make) -> None:
    """In Paris the night of 24 to 25 October 2026 has an hour more."""
    organisation = make.organisation()
    team = make.team(organisation)
    period = make.period(team, first_day=date(2026, 10, 24), days=3, zone="Europe/Paris")
    kind, site = make.duty_kind(organisation), make.site(organisation)
    make.shift(period, kind=kind, site=site, starts=datetime(2026, 10, 25, 22, tzinfo=UTC))
    person = make.person(team)
    make.keep(
        WeeklyWindow(person_id=person.id, weekday=6, start_minute=0, end_minute=1440, grade=0)
    )
    found = gather(with_teams(period.id), now=datetime(2026, 10, 1, tzinfo=UTC))
    [shift] = found.instance.shifts
    assert (shift.start, shift.day, shift.night) == (DAY + 24 * 60, 1, True)
    [window] = found.instance.volunteers[0].windows
    assert window.end - window.start == 25 * 60


def test_the_draft_of_a_cancelled_shift_is_left_out(here: Setting) -> None:
    shift = here.shift(cancelled_at=NOW)
    here.make.placement(shift, here.person(), pinned=True)
    found = asked(here)
    assert found.instance.pins == ()
    assert db.session.query(Placement).count() == 1
