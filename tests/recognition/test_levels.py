"""Levels: reached on the day the total came to them, under the rule in force then (Q38)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from volunteer_app.db import db
from volunteer_app.hours.actions.carry import Carried, carry_over
from volunteer_app.hours.actions.correct import correct
from volunteer_app.hours.actions.decide import approve
from volunteer_app.hours.models import LedgerEntry
from volunteer_app.recognition.actions.levels import RuleWrong, seed_levels, set_level
from volunteer_app.recognition.models import LevelRule
from volunteer_app.recognition.queries.ladder import ladders, rules_of
from volunteer_app.recognition.queries.reached import Wanted, reached

NOW = datetime(2026, 12, 7, 4, tzinfo=UTC)
TODAY = date(2026, 12, 7)
FIRST = date(2026, 1, 1)


@pytest.fixture
def home(make):
    return make.organisation()


def serve(make, organisation, person, hours, first=FIRST, a_day=5):
    """Enter so many hours, five a day from a day on."""
    lines = []
    while hours > 0:
        lines.append(Carried(person.id, min(a_day, hours) * 60, first))
        hours -= a_day
        first += timedelta(days=1)
    carry_over(organisation, lines, by=make.person(), now=NOW)
    db.session.commit()


def lines_of(organisation, **filters):
    found = reached(Wanted(organisation.id, TODAY, **filters))
    return [(line.person_id, line.rule.level, line.on) for line in found]


def set_rule(organisation, by, level, hours, valid_from, today=TODAY):
    return set_level(
        organisation, by, NOW, today=today, level=level, name="新", name_en="New", hours=hours,
        valid_from=valid_from,
    )  # fmt: skip


def test_the_shipped_levels(home):
    assert [one.minutes // 60 for one in rules_of(home.id)] == [100, 300, 600, 1000, 1500]
    stored = seed_levels(home)
    assert seed_levels(home) == stored
    assert len(db.session.scalars(select(LevelRule)).all()) == 5


@pytest.mark.parametrize(
    ("hours", "level", "day"),
    [
        (99, None, None),
        (100, 1, FIRST + timedelta(days=19)),
        (101, 1, FIRST + timedelta(days=19)),
        (300, 2, FIRST + timedelta(days=59)),
        (1499, 4, FIRST + timedelta(days=199)),
        (1500, 5, FIRST + timedelta(days=299)),
    ],
)
def test_a_level_is_reached_on_the_day_the_total_comes_to_it(make, home, hours, level, day):
    person = make.person()
    serve(make, home, person, hours)
    assert lines_of(home) == ([(person.id, level, day)] if level else [])


def test_other_organisations_hours_do_not_count(make, home):
    person, elsewhere = make.person(), make.organisation()
    serve(make, home, person, 60)
    serve(make, elsewhere, person, 60, first=date(2026, 6, 1))
    assert lines_of(home) == lines_of(elsewhere) == []


def test_a_correction_moves_the_day_or_takes_the_level_back(make, home):
    person = make.person()
    serve(make, home, person, 103)
    lead = make.appoint(make.person(), "scheduler", organisation=home)
    admin = make.appoint(make.person(), "organisation_admin", organisation=home)
    entries = db.session.scalars(select(LedgerEntry).order_by(LedgerEntry.number)).all()
    approve(correct(entries[0], lead, NOW, minutes=120, reason="核对"), admin, NOW)
    assert lines_of(home) == [(person.id, 1, FIRST + timedelta(days=20))]
    approve(correct(entries[1], lead, NOW, minutes=120, reason="核对"), admin, NOW)
    assert lines_of(home) == []


def test_raising_a_rule_takes_nothing_from_who_reached_it_before(make, home):
    early, late = make.person(), make.person()
    by = make.person()
    serve(make, home, early, 100)
    seed_levels(home)
    set_rule(home, by, 1, 120, TODAY)
    serve(make, home, late, 110, first=TODAY - timedelta(days=5))
    assert lines_of(home) == [(early.id, 1, FIRST + timedelta(days=19))]


def test_lowering_a_rule_is_reached_on_the_day_it_comes_into_force(make, home):
    person, by = make.person(), make.person()
    serve(make, home, person, 80)
    set_rule(home, by, 1, 80, TODAY)
    assert lines_of(home) == [(person.id, 1, TODAY)]


def test_a_rule_to_come_reaches_nobody_yet(make, home):
    person, by = make.person(), make.person()
    serve(make, home, person, 80)
    set_rule(home, by, 1, 80, TODAY + timedelta(days=1))
    assert lines_of(home) == []


def test_rules_of_the_past_cannot_be_rewritten_and_levels_must_rise(make, home):
    by = make.person()
    with pytest.raises(RuleWrong) as refusal:
        set_rule(home, by, 1, 50, TODAY - timedelta(days=1))
    assert refusal.value.field == "valid_from"
    for level, hours in ((1, 300), (2, 100), (2, 600), (5, 1000)):
        with pytest.raises(RuleWrong) as refusal:
            set_rule(home, by, level, hours, TODAY)
        assert refusal.value.field == "hours"
    set_rule(home, by, 6, 2000, TODAY)
    set_rule(home, by, 6, 2500, TODAY)
    assert [one.minutes // 60 for one in rules_of(home.id) if one.level == 6] == [2500]


def test_the_history_of_rules_is_kept(make, home):
    by = make.person()
    set_rule(home, by, 1, 90, TODAY)
    set_rule(home, by, 1, 80, TODAY + timedelta(days=30))
    kept = [(one.minutes // 60, one.valid_from) for one in rules_of(home.id) if one.level == 1]
    assert [hours for hours, _day in kept] == [100, 90, 80]


def test_filters_by_level_and_since_the_last_list(make, home):
    low, high = make.person(), make.person()
    serve(make, home, low, 100, first=date(2026, 3, 1))
    serve(make, home, high, 300)
    assert [line[0] for line in lines_of(home)] == [low.id, high.id]
    assert [line[0] for line in lines_of(home, level=2)] == [high.id]
    last = date(2026, 3, 10)
    assert [line[0] for line in lines_of(home, since=last)] == [low.id]
    assert lines_of(home, since=date(2026, 3, 20)) == []


def test_the_list_counted_from_zero_equals_a_plain_count(make, home):
    """Q38: the running sums in the store against adding up by hand."""
    people = [make.person() for _ in range(12)]
    lines = [
        Carried(one.id, 30 + (number * 37 + day * 11) % 400, FIRST + timedelta(days=day * 2))
        for number, one in enumerate(people)
        for day in range(20 + number * 12)
    ]
    carry_over(home, lines, by=make.person(), now=NOW)
    expected = set()
    for one in people:
        total, best = 0, None
        for line in (line for line in lines if line.person_id == one.id):
            total += line.minutes
            for level, hours in enumerate((100, 300, 600, 1000, 1500), 1):
                if total >= hours * 60 and (best is None or best[0] < level):
                    best = (level, line.served_on)
        if best and best[1] <= TODAY:
            expected.add((one.id, *best))
    assert set(lines_of(home)) == expected


def test_a_ladder_tells_what_is_missing(make, home):
    person = make.person()
    serve(make, home, person, 250)
    [own] = ladders(person.id, [home], TODAY)
    assert own.level is not None
    assert own.next is not None
    assert (own.level.level, own.next.level, own.missing) == (1, 2, 50 * 60)
    [fresh] = ladders(make.person().id, [home], TODAY)
    assert (fresh.level, fresh.missing) == (None, 100 * 60)
