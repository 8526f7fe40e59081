"""Turn-out to a stated confidence: who stands by, and who of them is called up."""

from dataclasses import replace
from fractions import Fraction
from itertools import product
from math import prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solver import explain, files, score
from solver.effort import Effort
from solver.events import Event
from solver.faults import BadInput
from solver.goals.standby import largest_short, reaches
from solver.instance import Assignment, Instance, Pin, Shift, Volunteer, Window
from solver.repair import repair
from solver.roster import Roster
from solver.search import solve
from tests.solver.test_properties import quick, values
from tests.solver.test_repair_exact import lawful_rosters

EFFORT = Effort(seconds=20, workers=1)
DAY = (Window(0, 1440),)
percents = st.sampled_from([0, 10, 40, 70, 90, 100])


def team(**chances: int) -> tuple[Volunteer, ...]:
    return tuple(Volunteer(name, windows=DAY, show_up=one) for name, one in chances.items())


def guarded(minimum: int = 1, confidence: int = 90, standby: int = 3) -> tuple[Shift, Shift]:
    return (
        Shift("duty", 480, 600, minimum=minimum, confidence=confidence),
        Shift("by", 480, 600, minimum=0, wanted=0, most=standby, standby_for="duty"),
    )


def chance_of(people: list[int], level: int) -> Fraction:
    """Add up every way in which so many or more turn up."""
    total = Fraction(0)
    for come in product([True, False], repeat=len(people)):
        if sum(come) >= level:
            total += prod(
                Fraction(one if here else 100 - one, 100)
                for one, here in zip(people, come, strict=True)
            )
    return total


@quick
@given(people=st.lists(percents, max_size=6), confidence=st.integers(1, 100))
def test_as_many_are_assured_as_turn_up_with_that_chance(people, confidence):
    fine = (
        level for level in range(len(people) + 1) if chance_of(people, level) * 100 >= confidence
    )
    assert score.assured(people, confidence) == max(fine)


@quick
@given(
    sizes=st.lists(st.integers(0, 3), min_size=1, max_size=3).map(tuple),
    level=st.integers(1, 3),
    confidence=st.sampled_from([50, 80, 95]),
)
def test_counts_reach_a_level_exactly_where_they_exceed_each_largest_that_does_not(
    sizes, level, confidence
):
    chances = (100, 70, 40)[: len(sizes)]
    if not reaches(sizes, chances, level, confidence):
        return
    short = list(largest_short(sizes, chances, level, confidence))
    for counts in product(*(range(size + 1) for size in sizes)):
        people = [one for one, n in zip(chances, counts, strict=True) for _ in range(n)]
        beyond = all(any(n > m for n, m in zip(counts, one, strict=True)) for one in short)
        assert beyond == (chance_of(people, level) * 100 >= confidence)


def test_what_turn_out_to_expect_is_told():
    instance = Instance(team(a=70, b=70, c=0), guarded(minimum=2))
    roster = Roster.of([("a", "duty"), ("b", "by"), ("c", "by")])
    (found,) = explain.turn_out(instance, roster)
    assert (found.crew, found.standby) == (1, 2)
    # Two of 70 percent: one at least with 91, both with 49.
    assert (found.assured, found.chance) == (1, 49)


def test_so_many_stand_by_as_the_confidence_takes_and_no_more():
    # 1 - 0.3 x 0.3 = 0.91: a second person of 70 percent does it, a third would be idle.
    instance = Instance(
        team(a=70, b=70, c=70), guarded(), tiers=(("minimum",), ("standby",), ("wishes",))
    )
    result = solve(
        replace(
            instance,
            volunteers=tuple(
                replace(one, windows=(Window(0, 1440, -1),)) for one in instance.volunteers
            ),
        ),
        EFFORT,
    )
    assert result.tiers[1].value == 0
    assert len(result.roster.crew("duty")) == len(result.roster.crew("by")) == 1


def test_whom_nobody_can_rely_on_leaves_the_turn_out_unsure():
    result = solve(Instance(team(a=50, b=50, c=0), guarded(standby=1)), EFFORT)
    found = {tier.goals: tier for tier in result.tiers}
    assert (found["standby",].value, found["standby",].bound) == (1, 1)


def test_a_larger_crew_does_without_standbys():
    duty = Shift("duty", 480, 600, minimum=1, wanted=2, confidence=90)
    result = solve(Instance(team(a=70, b=70), (duty,)), EFFORT)
    assert score.standby(Instance(team(a=70, b=70), (duty,)), result.roster) == 0


def test_whoever_stands_by_is_bound_for_that_time():
    other = Shift("other", 540, 660, minimum=1)
    instance = Instance(team(a=70, b=70), (*guarded(), other))
    result = solve(instance, EFFORT)
    # Minimum seats come first: nobody is left to stand by.
    assert not result.roster.crew("by")
    found = {tier.goals: tier.value for tier in result.tiers}
    assert (found["minimum",], found["standby",]) == (0, 1)


@st.composite
def standby_weeks(draw):
    people = tuple(
        Volunteer(f"p{i}", windows=DAY, show_up=draw(percents))
        for i in range(draw(st.integers(1, 4)))
    )
    duty, by = guarded(draw(st.integers(1, 3)), draw(st.sampled_from([60, 90, 99])))
    shifts = (replace(duty, most=3), replace(by, most=draw(st.integers(1, 3))))
    pairs = [(one.id, shift.id) for one in people for shift in shifts]
    some = st.frozensets(st.sampled_from(pairs), max_size=3)
    pins = draw(some) if draw(st.booleans()) else ()
    now = draw(st.sampled_from([None, 0]))
    published = frozenset(Assignment(*one) for one in draw(some))
    tiers = (("standby",), ("stability",), ("minimum",))
    return Instance(
        people,
        shifts,
        pins=tuple(Pin(*one) for one in pins),
        published=published,
        now=now,
        tiers=draw(st.permutations(tiers)),
    )


@quick
@given(instance=standby_weeks())
def test_no_lawful_roster_is_surer_or_keeps_more_people(instance):
    result = solve(instance, EFFORT)
    assert result.status == "proven"
    if not result.pin_breaches:
        lawful = lawful_rosters(instance)
        assert values(instance, result.roster) == min(values(instance, one) for one in lawful)


def drop_out(now: int | None = None, **chances: int):
    instance = Instance(team(**chances), guarded())
    roster = Roster.of([("gone", "duty"), ("by", "by")])
    event = Event(now=now, dropped=(Assignment("gone", "duty"),))
    return repair(instance, roster, event, EFFORT)


@pytest.mark.parametrize(("now", "cost"), [(None, 1), (-1440, 4), (0, 0)])
def test_whoever_stands_by_is_called_up_and_on_the_last_day_that_moves_nobody(now, cost):
    found = drop_out(now=now, gone=90, by=90)
    assert found.roster.crew("duty") == ("by",)
    assert (found.cost, found.proven) == (cost, True)


def test_on_the_last_day_whoever_stands_by_is_called_first():
    found = drop_out(now=0, gone=90, by=90, free=100)
    assert found.roster.crew("duty") == ("by",)
    first, second = found.calls["duty"]
    assert (first.volunteer, first.stands_by, first.because) == ("by", True, "stands_by")
    assert not second.stands_by


def test_with_more_notice_somebody_free_takes_the_seat_and_the_standby_stays():
    found = drop_out(now=-1440, gone=90, by=80, free=90)
    assert set(found.roster.assignments) == {Assignment("free", "duty"), Assignment("by", "by")}


def test_a_standby_lost_is_replaced_where_the_turn_out_is_less_sure_for_it():
    instance = Instance(team(a=70, gone=70, free=70), guarded())
    roster = Roster.of([("a", "duty"), ("gone", "by")])
    found = repair(instance, roster, Event(dropped=(Assignment("gone", "by"),)), EFFORT)
    assert found.roster.crew("by") == ("free",)
    assert (found.cost, found.proven) == (0, True)


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"standby_for": "by"}, "standby_for"),
        ({"start": 700, "end": 800}, "standby_for"),
        ({"confidence": 101}, "confidence"),
    ],
)
def test_a_standby_that_cannot_be_is_refused(change, path):
    duty, by = guarded()
    with pytest.raises(BadInput, match=path):
        Instance((), (duty, replace(by, **change)))


def test_chances_finer_than_tens_are_refused():
    with pytest.raises(BadInput, match="show_up"):
        Volunteer("a", show_up=85)


def test_a_file_that_names_an_unknown_shift_to_stand_by_for_is_refused():
    duty, by = guarded()
    document = files.instance_to_json(Instance((), (duty, by)))
    document["shifts"] = [one for one in document["shifts"] if one["id"] == "by"]
    with pytest.raises(BadInput, match=r"shifts\[0\].standby_for"):
        files.instance_from_json(document)
