"""Goals beyond the default: the worst-off, loads of their own, friends, and weights."""

import pytest

from solver import score
from solver.effort import Effort
from solver.faults import BadInput
from solver.instance import (
    LOSS_LEVELS,
    History,
    Instance,
    Shift,
    Tie,
    Volunteer,
    Weight,
    Window,
)
from solver.roster import Roster
from solver.search import solve
from solver.studies.price_of_fairness import price_of_fairness

EFFORT = Effort(seconds=20, workers=1)
LONG = (Window(0, 20 * 1440),)


def person(name: str, grade: int = 0, **more: object) -> Volunteer:
    return Volunteer(name, windows=(Window(0, 20 * 1440, grade),), **more)


def days(count: int, **more: object) -> tuple[Shift, ...]:
    return tuple(
        Shift(f"s{day}", day * 1440 + 480, day * 1440 + 720, **more) for day in range(count)
    )


def test_leximin_is_written_out_by_steps():
    instance = Instance((person("a"),), days(1), tiers=(("minimum",), ("leximin",)))
    assert instance.tiers == (("minimum",), *((f"losses:{one}",) for one in LOSS_LEVELS))


def test_the_worst_off_are_raised_and_the_price_is_told():
    # One can, the other would rather not: the best in all is four times the first.
    people = (person("can"), person("rather not", -1))
    instance = Instance(people, days(4), tiers=(("minimum",), ("leximin",), ("wishes",)))
    found = price_of_fairness(instance, EFFORT)
    assert found.proven
    assert (found.best_total, found.worst_best) == (960, 960)
    assert (found.fair_total, found.worst_fair) == (3 * 240 + 3 * 240, 720)
    assert found.price == 480


def test_losses_of_the_last_90_days_count():
    people = (person("lost before", history=History(loss=400)), person("lost nothing"))
    instance = Instance(people, days(1), tiers=(("minimum",), ("leximin",)))
    assert solve(instance, EFFORT).roster.worked_by("lost nothing")


@pytest.mark.parametrize(
    ("goal", "carried", "more"),
    [
        ("balance_nights", "nights", {"night": True}),
        ("balance_heat", "heat", {"hot": True}),
        ("balance_weekends", "weekends", {}),
    ],
)
def test_seats_of_a_kind_go_to_who_had_fewest_of_it(goal, carried, more):
    people = (person("often", history=History(**{carried: 3})), person("never"))
    instance = Instance(people, days(2, **more), weekday=5, tiers=(("minimum",), (goal,)))
    result = solve(instance, EFFORT)
    assert len(result.roster.worked_by("never")) == 2
    # The first costs one, the second two.
    assert result.tiers[1].value == 3


def test_hours_go_to_who_had_fewest_whatever_their_burden():
    people = (person("often", history=History(minutes=2400)), person("never"))
    people = (people[0], Volunteer("never", windows=LONG, history=History(burden=9999)))
    instance = Instance(people, days(1), tiers=(("minimum",), ("balance_hours",)))
    assert solve(instance, EFFORT).roster.worked_by("never")


def test_friends_serve_together_where_cover_lets_them():
    people = tuple(person(name) for name in "abcd")
    shifts = (Shift("s", 480, 600, minimum=2), Shift("t", 480, 600, minimum=2))
    friends = (Tie(("a", "b"), "together", price=2), Tie(("a", "c"), "apart", price=3))
    instance = Instance(people, shifts, ties=friends)
    result = solve(instance, EFFORT)
    assert result.tiers[-1].value == 0
    assert score.ties(instance, Roster.of([("a", "s"), ("c", "s"), ("b", "t")])) == 2 + 2 + 3


def test_weights_decide_inside_a_tier():
    # Nobody but one for two shifts at once: the heavier goal gets the seat.
    shifts = (Shift("s", 480, 600), Shift("t", 480, 600, critical=True))
    plain = {"volunteers": (person("a"),), "shifts": shifts}
    even = Instance(**plain, tiers=(("minimum", "critical"),))
    assert solve(even, EFFORT).tiers[0].value == 1
    wished = Instance(
        (person("a", wishes={"tea"}),),
        (Shift("s", 480, 600, minimum=0, wanted=1),),
        tiers=(("wanted", "wishes"),),
    )
    assert len(solve(wished, EFFORT).roster) == 0
    heavy = Instance(
        wished.volunteers, wished.shifts, tiers=wished.tiers, weights=(Weight("wanted", 361),)
    )
    assert len(solve(heavy, EFFORT).roster) == 1


@pytest.mark.parametrize(
    ("more", "path"),
    [
        ({"tiers": (("losses",),)}, "tiers[0]"),
        ({"tiers": (("losses:few",),)}, "tiers[0]"),
        ({"tiers": (("minimum:3",),)}, "tiers[0]"),
        ({"tiers": (("minimum", "leximin"),)}, "tiers[0]"),
        ({"weights": (Weight("speed", 2),)}, "weights[0].goal"),
    ],
)
def test_goals_that_do_not_exist_are_refused(more, path):
    with pytest.raises(BadInput) as told:
        Instance((person("a"),), days(1), **more)
    assert told.value.path == path
