"""Bounds, successions, requests and prices: the search says what the specification says."""

from itertools import chain, combinations

import pytest
from hypothesis import assume, given, settings

from solver import score, verify
from solver.instance import (
    Bound,
    History,
    Instance,
    Key,
    Pin,
    Served,
    Shift,
    Volunteer,
    Window,
)
from solver.roster import Roster
from solver.search import Effort, solve
from tests.solver.bound_weeks import TIERS, weeks
from tests.solver.instances import DAY
from tests.solver.test_properties import quick

EFFORT = Effort(seconds=20, workers=1)
more = settings(quick, max_examples=120)


@more
@given(instance=weeks(crowd=3))
def test_a_bounded_week_is_lawful_and_priced_as_told(instance):
    result = solve(instance, EFFORT)
    assert result.status == "proven"
    found = score.score(instance, result.roster)
    assert [tier.value for tier in result.tiers] == list(found.values())


@more
@given(instance=weeks(crowd=2, work=6))
def test_no_lawful_roster_of_a_bounded_week_is_better(instance):
    pairs = [(one.id, shift.id) for one in instance.volunteers for shift in instance.shifts]
    assume(len(pairs) <= 9)
    some = chain.from_iterable(combinations(pairs, size) for size in range(len(pairs) + 1))
    lawful = [one for one in map(Roster.of, some) if not verify.breaches(instance, one)]
    assert Roster() in lawful
    best = min(tuple(score.score(instance, one).values()) for one in lawful)
    assert tuple(score.score(instance, solve(instance, EFFORT).roster).values()) == best


@more
@given(instance=weeks(crowd=2, pinned=True))
def test_pins_that_break_bounds_stay_and_nothing_is_added(instance):
    # solve() itself raises where a breach is not the pins' own.
    result = solve(instance, EFFORT)
    assert result.roster.assignments >= instance.pinned.assignments


def week(bound: Bound, history: History, *served: int) -> tuple[Instance, Roster]:
    """Give a week from Monday on with a shift a day, and somebody who serves on some days."""
    person = Volunteer("a", windows=(Window(0, 7 * DAY),), bounds=(bound,), history=history)
    shifts = tuple(
        Shift(str(day), day * DAY + 480, day * DAY + 600, minimum=0, most=1, duty="tea")
        for day in range(7)
    )
    pairs: list[tuple[Key, Key]] = [("a", str(day)) for day in served]
    return Instance((person,), shifts, days=7, tiers=TIERS), Roster.of(pairs)


def past(*days: int, known_from: int, kind: str = "tea") -> History:
    duties = (Served(day * DAY + 480, day * DAY + 600, kind) for day in days)
    return History(tuple(duties), known_from=known_from)


FRESH = History()


@pytest.mark.parametrize(
    ("bound", "history", "served", "price"),
    [
        # Runs: three days are a day short of four, unless they may go on outside.
        (Bound("duty_run", 4, price=10), FRESH, (2, 3, 4), 10),
        (Bound("duty_run", 4, price=10), FRESH, (0, 1, 2), 0),
        (Bound("duty_run", 4, price=10), FRESH, (4, 5, 6), 0),
        (Bound("duty_run", 4, price=10), past(known_from=-1), (0, 1, 2), 10),
        (Bound("duty_run", 4, price=10), past(-1, known_from=-2), (0, 1, 2), 0),
        (Bound("duty_run", 4, price=10), past(-1, known_from=-1), (0, 1), 0),
        # A run of two that ended just before the horizon ended by our not going on.
        (Bound("duty_run", 4, price=10), past(-1, -2, known_from=-3), (), 20),
        (Bound("duty_run", 4, price=10), past(-2, -3, known_from=-4), (), 0),
        # Runs of one kind are ended by another kind.
        (Bound("duty_run", 2, duties={"tea"}, price=10), past(-1, known_from=-2), (), 10),
        (
            Bound("duty_run", 2, duties={"tea"}, price=10),
            past(-1, known_from=-2, kind="road"),
            (0,),
            10,
        ),
        (Bound("duty_run", most=2, price=10), FRESH, (0, 1, 2, 4, 5, 6), 20),
        # Of a run too long before the horizon only the days in it are paid for.
        (Bound("duty_run", most=2, price=10), past(-1, -2, -3, known_from=-4), (0,), 10),
        (Bound("duty_run", most=2, price=10), past(-1, -2, -3, known_from=-4), (), 0),
        # Free days.
        (Bound("free_run", 3, price=10), FRESH, (1, 3), 20),
        (Bound("free_run", 3, price=10), past(-2, known_from=-2), (0,), 20),
        (Bound("free_run", 3, price=10), past(known_from=-2), (0,), 0),
        (Bound("free_run", most=3, price=10), FRESH, (5,), 20),
        (Bound("free_run", most=3, price=10), past(-5, known_from=-5), (1,), 10 + 20),
        # Weekends.
        (Bound("weekends", most=0, price=10), FRESH, (5, 6), 10),
        (Bound("half_weekends", most=0, price=10), FRESH, (5,), 10),
        (Bound("half_weekends", most=0, price=10), FRESH, (5, 6), 0),
        (Bound("weekend_run", most=1, price=10), past(-1, known_from=-7), (6,), 10),
        # Totals: by week, by any days in a row, each too much or too little by itself.
        (Bound("shifts", 3, 3, price=10), FRESH, (1, 2), 10),
        (Bound("minutes", most=300, price=1), FRESH, (0, 1, 2), 60),
        (Bound("days", most=1, per=3, price=10), FRESH, (2, 4), 10),
        (Bound("days", 1, per=3, price=10), FRESH, (0, 4), 10),
        (Bound("shifts", most=1, per=2, price=10), past(-1, known_from=-1), (0,), 10),
        (Bound("shifts", 2, per="week", price=10), FRESH, (3,), 10),
    ],
)
def test_what_bounds_cost(bound, history, served, price):
    instance, roster = week(bound, history, *served)
    assert score.price(instance, roster) == price


def test_a_least_without_a_price_is_a_goal_and_forbids_nothing():
    instance, roster = week(Bound("minutes", 500), FRESH, 1, 2)
    assert verify.breaches(instance, roster) == []
    assert score.least(instance, roster) == 260
    assert score.least(instance, solve(instance, EFFORT).roster) == 0


def test_what_settled_duties_break_is_nobody_s_fault_until_a_seat_joins_in():
    bound = Bound("duty_run", most=2)
    over = past(-1, -2, -3, known_from=-4)
    assert verify.breaches(*week(bound, over, 2)) == []
    assert {one.rule for one in verify.breaches(*week(bound, over, 0))} == {"runs"}


def test_half_weekends_that_pins_make_may_become_fewer():
    bound = Bound("half_weekends", most=0)
    person = Volunteer("a", windows=(Window(0, 14 * DAY),), bounds=(bound,))
    # Both Saturdays are pinned; only the second Sunday has a seat to make one whole.
    shifts = tuple(Shift(str(day), day * DAY + 480, day * DAY + 600) for day in (5, 12, 13))
    pins = (Pin("a", "5"), Pin("a", "12"))
    result = solve(Instance((person,), shifts, pins=pins, days=14), EFFORT)
    assert set(result.roster.worked_by("a")) == {"5", "12", "13"}
