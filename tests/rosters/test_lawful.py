"""Whether a person may take a shift, told by the specification, in whole sentences."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from flask_babel import force_locale

from solver.verify import CHECKS
from tests.rosters.setting import NOW, Setting
from volunteer_app.db import db
from volunteer_app.duties.models import BusyWindow, Cap, DatedWindow, Shift
from volunteer_app.people.models import Person
from volunteer_app.rosters.judging import lawful
from volunteer_app.rosters.telling.sentences import SENTENCES, sentences


def rules(shift: Shift, person: Person, *, own_choice: bool = False) -> list[str]:
    """Name the rules that stand in the way."""
    return [one.rule for one in lawful.why_not(shift, person, now=NOW, own_choice=own_choice)]


def told(here: Setting, shift: Shift, person: Person) -> list[str]:
    """Tell in English what stands in the way."""
    found = lawful.why_not(shift, person, now=NOW)
    with force_locale("en"):
        return sentences(found, here.period)


def test_nothing_stands_in_the_way_of_a_free_adult(here: Setting) -> None:
    assert rules(here.shift(), here.free_person()) == []


def test_outside_the_offered_times(here: Setting) -> None:
    person = here.person()
    here.make.free(person, start=480)
    shift = here.shift()
    assert rules(shift, person) == ["availability"]
    assert told(here, shift, person) == ["30 min of this shift lie outside the times offered."]


def test_own_job_hours(here: Setting) -> None:
    person = here.free_person()
    here.make.keep(BusyWindow(person_id=person.id, weekday=0, start_minute=540, end_minute=1080))
    assert rules(here.shift(), person) == ["busy"]


def test_another_seat_at_that_time_is_named(here: Setting) -> None:
    person, shift, other = here.free_person(), here.shift(), here.shift()
    here.make.placement(other, person)
    assert rules(shift, person) == ["overlap"]
    [sentence] = told(here, shift, person)
    assert sentence.startswith("There is another seat at that time: ")
    assert "07:30–09:30" in sentence


def test_rest_between_duty_days(here: Setting) -> None:
    person = here.free_person()
    late = here.shift(starts=datetime(2026, 12, 7, 12, tzinfo=UTC))
    here.make.placement(late, person)
    assert "rest" in rules(here.shift(day=1), person)
    assert "1 h 30 min" in " ".join(told(here, here.shift(day=1), person))


def test_two_seats_of_one_day_need_no_long_rest(here: Setting) -> None:
    person = here.free_person()
    here.make.placement(here.shift(), person)
    assert rules(here.shift(starts=datetime(2026, 12, 7, 9, tzinfo=UTC)), person) == []


def test_caps_and_house_limits(here: Setting) -> None:
    person = here.free_person()
    here.make.keep(Cap(person_id=person.id, minutes_week=180))
    here.make.placement(here.shift(), person)
    [breach] = lawful.why_not(here.shift(day=2), person, now=NOW)
    assert (breach.rule, breach.facts["limit"]) == ("limits", "most_minutes_week")
    assert lawful.overridable(breach)


def test_five_duty_days_of_seven(here: Setting) -> None:
    person = here.free_person()
    for day in range(5):
        here.make.placement(here.shift(day=day), person)
    assert rules(here.shift(day=5), person) == ["streaks"]


@pytest.mark.parametrize("rule", ["adults_only", "night"])
def test_minors_serve_neither_by_night_nor_where_adults_are_asked(here: Setting, rule: str) -> None:
    minor = here.free_person(born=date(2009, 3, 1))
    if rule == "night":
        shift = here.shift(starts=datetime(2026, 12, 7, 13, 30, tzinfo=UTC))
    else:
        shift = here.shift(adults_only=True)
    [breach] = lawful.why_not(shift, minor, now=NOW)
    assert breach.rule == "age"
    assert not lawful.overridable(breach)


def test_insurance_that_runs_out_names_its_last_day(here: Setting) -> None:
    here.kind.insured = True
    person, bare = here.free_person(), here.free_person()
    here.make.insure(person, until=date(2026, 12, 6))
    shift = here.shift()
    assert rules(shift, person) == ["insurance"]
    [sentence] = told(here, shift, person)
    assert "6 Dec" in sentence
    assert told(here, shift, bare) == ["There is no accident insurance for that day."]


def test_a_proof_that_runs_out_is_named(here: Setting) -> None:
    course = here.make.qualification(name="道路培训", name_en="Road duty")
    here.kind.needs = [course.id]
    person = here.free_person()
    here.make.hold(person, course, until=date(2026, 12, 1))
    shift = here.shift()
    assert rules(shift, person) == ["qualification"]
    [sentence] = told(here, shift, person)
    assert "“Road duty” is valid until" in sentence


def test_a_full_shift_cannot_be_overfilled_by_anybody(here: Setting) -> None:
    shift = here.shift(minimum=1, wanted=1)
    here.make.placement(shift, here.free_person())
    [breach] = lawful.why_not(shift, here.free_person(), now=NOW)
    assert breach.rule == "capacity"
    assert not lawful.overridable(breach)


def test_a_crew_may_be_built_up_one_by_one(here: Setting) -> None:
    """The first of a pair is no breach; a full crew without a lead is."""
    here.kind.least_crew, here.kind.lead_seats, here.kind.lead_policy = 2, 1, "marked"
    db.session.commit()
    shift = here.shift(wanted=2)
    plain, other, marked = (
        here.free_person(), here.free_person(), here.free_person(may_lead=True),
    )  # fmt: skip
    assert rules(shift, plain) == []
    here.make.placement(shift, plain)
    assert rules(shift, other) == ["roles"]
    assert rules(shift, marked) == []


def test_a_turned_down_seat_needs_a_word(here: Setting) -> None:
    person, shift = here.free_person(), here.shift()
    here.make.seat(shift, person, state="declined")
    [breach] = lawful.why_not(shift, person, now=NOW)
    assert breach.rule == "declined"
    assert lawful.overridable(breach)
    assert rules(shift, person, own_choice=True) == []


def test_own_choice_sets_own_words_aside_but_no_rule(here: Setting) -> None:
    person = here.person(born=date(2009, 3, 1))
    assert rules(here.shift(), person, own_choice=True) == []
    assert rules(here.shift(adults_only=True), person, own_choice=True) == ["age"]


def test_own_choice_is_judged_by_published_seats(here: Setting) -> None:
    person, shift, other, third = here.free_person(), here.shift(), here.shift(), here.shift(day=1)
    here.make.placement(other, person)
    assert rules(shift, person, own_choice=True) == []
    here.make.seat(third, person)
    assert rules(here.shift(day=1), person, own_choice=True) == ["overlap"]


def test_whoever_is_placed_by_hand_only_may_be_placed_by_hand(here: Setting) -> None:
    assert rules(here.shift(), here.free_person(opted_out=True)) == []


def test_faults_that_stood_before_are_not_blamed_on_a_new_seat(here: Setting) -> None:
    person = here.free_person()
    here.make.keep(
        DatedWindow(
            person_id=person.id, kind="away",
            first_day=date(2026, 12, 7), last_day=date(2026, 12, 7),
        )
    )  # fmt: skip
    here.make.placement(here.shift(), person)
    assert rules(here.shift(day=3), person) == []


def test_the_whole_draft_is_judged(here: Setting) -> None:
    """Q69: whatever the board's draft breaks is found by the independent specification."""
    here.kind.least_crew = 2
    minor = here.free_person(born=date(2010, 1, 1))
    here.make.placement(here.shift(adults_only=True), minor)
    found = {one.rule for one in lawful.roster_breaches(here.period, now=NOW)}
    assert found == {"age", "crew"}


def test_a_cancelled_shift_takes_nobody(here: Setting) -> None:
    shift = here.shift(cancelled_at=NOW - timedelta(days=1))
    assert rules(shift, here.free_person()) == ["known"]


def test_every_rule_has_its_sentence() -> None:
    assert set(CHECKS) | {"known"} <= set(SENTENCES)
