"""The search stops when told, keeps to its time, and takes decisions as they are."""

import time
from threading import Event

from hypothesis import given
from hypothesis import strategies as st

from solver import search, verify
from solver.bench.district import district
from solver.effort import Effort, Progress, Report, Result
from solver.instance import Instance, Pin, Shift, Volunteer, Window
from solver.search import solve
from solver.watched import watched
from tests.solver.instances import instances
from tests.solver.test_properties import quick

EFFORT = Effort(seconds=20, workers=1)
DAY = (Window(0, 1440),)


def test_it_stops_within_a_second_with_a_lawful_roster():
    world = district(people=400, shifts=120, seed=1)
    asked: list[float] = []

    def told(progress: Progress) -> bool:
        if progress.seconds > 1.5 and not asked:
            asked.append(time.monotonic())
        return not asked

    result = solve(world, Effort(seconds=60, workers=2), report=told)
    assert verify.breaches(world, result.roster) == []
    if asked:
        assert result.status == "stopped"
        # A second, and what a busy machine adds to it.
        assert time.monotonic() - asked[0] < 3


def test_out_of_time_is_a_status_with_a_lawful_roster():
    world = district(people=400, shifts=120, seed=2)
    result = solve(world, Effort(seconds=0.2, workers=1))
    assert result.status in ("out of time", "proven")
    assert verify.breaches(world, result.roster) == []
    assert all(tier.bound <= tier.value for tier in result.tiers)


def test_a_declined_seat_is_never_offered_again():
    people = (Volunteer("a", windows=DAY, declined={"s"}), Volunteer("b", windows=DAY))
    result = solve(Instance(people, (Shift("s", 480, 600, wanted=2),)), EFFORT)
    assert result.roster.crew("s") == ("b",)


def test_a_pin_that_breaks_a_rule_stays_and_is_told():
    people = (Volunteer("a", windows=(Window(0, 60),)), Volunteer("b", windows=DAY))
    shifts = (Shift("s", 480, 600), Shift("t", 540, 660))
    result = solve(Instance(people, shifts, pins=(Pin("a", "s"),)), EFFORT)
    assert ("a", "s") in result.roster
    assert ("b", "t") in result.roster
    assert [breach.rule for breach in result.pin_breaches] == ["availability"]


def test_a_pinned_crew_is_mended_where_it_can_be():
    people = tuple(Volunteer(name, windows=DAY) for name in ("a", "b"))
    pair = Shift("s", 480, 600, minimum=0, wanted=0, most=2, least_crew=2)
    instance = Instance(people, (pair,), pins=(Pin("a", "s"),))
    result = solve(instance, EFFORT)
    assert set(result.roster.crew("s")) == {"a", "b"}
    assert verify.breaches(instance, result.roster) == []


@quick
@given(instance=instances(), calls=st.integers(0, 2), workers=st.integers(1, 2))
def test_stopped_at_any_moment_it_has_a_lawful_roster_and_true_bounds(instance, calls, workers):
    left = iter([True] * calls)
    result = solve(instance, Effort(workers=workers), report=lambda _: next(left, False))
    # solve() itself judges the roster; a bound above the best would be a lie.
    best = solve(instance, EFFORT)
    first = next((one for one in result.tiers if not one.proven), None)
    if first is not None:
        (proven,) = (one for one in best.tiers if one.goals == first.goals)
        assert first.bound <= proven.value <= first.value


def test_a_search_too_busy_to_look_up_is_left_with_what_it_told(monkeypatch):
    release = Event()
    build = search.build

    def slow(*args):
        release.wait(20)
        return build(*args)

    monkeypatch.setattr(search, "build", slow)
    result = solve(
        Instance((Volunteer("a", windows=DAY),), (Shift("s", 480, 600),)),
        EFFORT,
        report=lambda _: False,
    )
    release.set()
    assert result.status == "stopped"
    assert len(result.roster) == 0


def test_before_there_is_a_roster_the_open_seats_are_those_beside_the_pins():
    people = tuple(Volunteer(name, windows=DAY) for name in ("a", "b"))
    shifts = (Shift("s", 480, 600, minimum=1, wanted=2), Shift("t", 480, 600))
    told: list[Progress] = []

    def tell(progress: Progress) -> bool:
        told.append(progress)
        return True

    def idle(_: Report) -> Result:
        time.sleep(0.5)
        return solve(instance, EFFORT)

    instance = Instance(people, shifts, pins=(Pin("a", "s"),))
    watched(idle, instance, EFFORT, tell)
    assert (told[0].open_minimum, told[0].open_wanted) == (1, 2)


def test_where_people_have_few_pairs_each_the_relaxation_proves_it_before_any_race(monkeypatch):
    def race(*_, **__):
        raise AssertionError("raced")

    monkeypatch.setattr(search, "_Run", race)
    result = solve(district(people=2000, shifts=100, seed=1), Effort(seconds=60, workers=1))
    assert result.status == "proven"
