"""Travel: enough time between sites, and short ways."""

import pytest

from solver import score, verify
from solver.effort import Effort
from solver.faults import BadInput
from solver.instance import History, Instance, Leg, Served, Shift, Travel, Volunteer, Window
from solver.roster import Roster
from solver.search import solve

EFFORT = Effort(seconds=20, workers=1)
DAY = (Window(0, 1440),)


def world(gap: int, travel: Travel) -> Instance:
    shifts = (Shift("s", 480, 600, site="a"), Shift("t", 600 + gap, 720 + gap, site="b"))
    return Instance((Volunteer("v", windows=DAY),), shifts, travel=travel)


@pytest.mark.parametrize(("gap", "seats"), [(29, 1), (30, 2)])
def test_two_seats_need_the_time_for_the_way(gap, seats):
    instance = world(gap, Travel(legs=(Leg("a", "b", 30),)))
    assert len(solve(instance, EFFORT).roster) == seats
    both = Roster.of([("v", "s"), ("v", "t")])
    broken = verify.breaches(instance, both)
    assert [one.facts for one in broken] == (
        [{"missing": 1, "limit": 30, "other": "s"}] if gap == 29 else []
    )


def test_a_way_back_of_its_own_and_a_default():
    travel = Travel(20, (Leg("a", "b", 30), Leg("b", "a", 5), Leg("a", "c", 7)))
    ways = [("a", "b"), ("b", "a"), ("c", "a"), ("b", "c"), ("a", "a"), ("", "a")]
    assert [travel.minutes(*one) for one in ways] == [30, 5, 7, 20, 0, 0]


def test_shifts_alike_but_for_the_site_are_told_apart():
    shifts = tuple(Shift(f"s{site}", 480, 600, site=site) for site in "ab")
    next_ones = tuple(Shift(f"t{site}", 610, 700, site=site) for site in "ab")
    people = tuple(Volunteer(name, windows=DAY) for name in "vw")
    instance = Instance(people, (*shifts, *next_ones), travel=Travel(60))
    result = solve(instance, EFFORT)
    assert len(result.roster) == 4
    assert verify.breaches(instance, result.roster) == []


def test_the_day_goes_from_home_and_home_again():
    people = (Volunteer("v", windows=DAY, home="h"),)
    shifts = (
        Shift("s", 480, 600, site="a"), Shift("t", 700, 800, site="b"),
        Shift("u", 2000, 2100, site="a"),
    )  # fmt: skip
    travel = Travel(50, (Leg("h", "a", 10), Leg("h", "b", 20), Leg("a", "b", 5)))
    instance = Instance(people, shifts, travel=travel)
    assert score.travel(instance, Roster.of([("v", "s"), ("v", "t"), ("v", "u")])) == 35 + 20
    assert score.travel(instance, Roster.of([("v", "s")])) == 20


def test_who_lives_near_goes():
    people = (
        Volunteer("far", windows=DAY, home="h"), Volunteer("near", windows=DAY, home="g"),
    )  # fmt: skip
    travel = Travel(50, (Leg("g", "a", 10),))
    shift = Shift("s", 480, 600, site="a")
    result = solve(Instance(people, (shift,), travel=travel), EFFORT)
    assert result.roster.crew("s") == ("near",)
    assert result.tiers[-1].value == 20


def test_a_way_stands_once():
    with pytest.raises(BadInput, match="legs"):
        Travel(legs=(Leg("a", "b", 1), Leg("a", "b", 2)))


@pytest.mark.parametrize(
    ("start", "end", "fine"),
    [(300, 450, True), (300, 451, False), (629, 700, False), (630, 700, True)],
)
def test_the_way_from_and_to_a_settled_duty_counts(start, end, fine):
    away = History(duties=(Served(start, end, site="b"),))
    person = Volunteer("v", windows=DAY, history=away)
    shift = Shift("s", 480, 600, site="a")
    instance = Instance((person,), (shift,), travel=Travel(30))
    assert len(solve(instance, EFFORT).roster) == fine
    assert len(verify.breaches(instance, Roster.of([("v", "s")]))) == (not fine)
