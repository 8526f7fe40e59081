"""The wide search, forced on small questions, answers as the exact one does and bounds truly."""

import time

import highspy
import numpy as np
import pytest
from hypothesis import given

from solver import verify
from solver.bench.district import district
from solver.effort import Effort, Progress, Result
from solver.engines.branching import programme, step_of
from solver.engines.wide.neighbourhoods import with_others
from solver.engines.wide.parts import part
from solver.engines.wide.relaxation import Proof, Relaxation
from solver.engines.wide.search import solve_wide
from solver.instance import Instance
from solver.model import build
from solver.search import judge, solve
from tests.solver.instances import instances
from tests.solver.test_properties import few, quick

EFFORT = Effort(seconds=20, workers=1)


def widely(instance: Instance, effort: Effort = EFFORT, report=None) -> Result:
    """Solve as if the question were wide, judged like any other answer."""
    result = solve_wide(build(instance), effort, None, report, time.monotonic())
    judge(instance, result)
    return result


def values(result: Result) -> list[int]:
    return [tier.value for tier in result.tiers]


@quick
@given(instance=instances())
def test_its_bounds_are_never_above_the_best_and_its_proofs_are_true(instance):
    exact = solve(instance, EFFORT)
    wide = widely(instance, Effort(seconds=3, workers=1))
    for mine, best in zip(wide.tiers, exact.tiers, strict=True):
        assert mine.bound <= best.value
        if mine.value != best.value:
            # From here on bounds hold under what was reached.
            assert not mine.proven
            break


@pytest.fixture(scope="module")
def small() -> Instance:
    return district(people=150, shifts=30, seed=3)


def test_a_small_district_is_solved_as_well_as_by_the_exact_search(small):
    exact = solve(small, Effort(seconds=60, workers=1))
    wide = widely(small, Effort(seconds=30, workers=1))
    assert exact.status == "proven"
    assert values(wide)[:4] == values(exact)[:4]
    assert all(
        mine.bound <= best for mine, best in zip(wide.tiers[:5], values(exact), strict=False)
    )


def test_one_worker_and_one_seed_give_one_roster():
    # Proven long before time is up: where the clock ends the work it may end elsewhere.
    world = district(people=2000, shifts=100, seed=1)
    one, other = (widely(world, Effort(seconds=60, workers=1, seed=5)) for _ in range(2))
    assert one.status == "proven"
    assert one.roster == other.roster
    assert one.tiers == other.tiers


def test_it_stops_when_told_with_a_lawful_roster():
    world = district(people=3000, shifts=200, seed=1)
    asked: list[float] = []

    def told(_: Progress) -> bool:
        asked.append(time.monotonic())
        return False

    result = widely(world, Effort(seconds=60, workers=1), told)
    assert result.status == "stopped"
    # A second, and what a busy machine adds to it.
    assert time.monotonic() - asked[0] < 3
    assert verify.breaches(world, result.roster) == []


def test_any_prices_give_a_true_bound(small):
    model = build(small)
    best = solve(small, Effort(seconds=60, workers=1))
    dice = np.random.default_rng(1)
    for place, tier in enumerate(model.tiers[:3]):
        prices = dice.random(len(model.rows.limit)) / 10
        assert Proof(tier, prices, ()).bound(model, {}) <= best.tiers[place].value


def test_the_relaxation_finds_the_bound_of_the_whole_programme(small):
    model = build(small)
    relaxation = Relaxation(model, seed=1)
    relaxation.approach(model.tiers, time.monotonic() + 60)
    for tier in model.tiers[:6]:
        whole = programme(model, [], tier)
        whole.integrality_ = []
        highs = highspy.Highs()
        highs.passModel(whole)
        highs.run()
        least = highs.getInfo().objective_function_value * step_of(tier) + tier.constant
        bound = relaxation.minimise(tier, time.monotonic() + 60).bound(model, {})
        assert least - 0.01 <= bound < least + step_of(tier)


@few
@given(instance=instances())
def test_a_part_allows_what_the_whole_allows(instance):
    model = build(instance)
    base = model.settled(model.lower)
    best = solve(instance, EFFORT).roster
    pairs = model.taken(best) > 0
    some, columns = part(model, base, with_others(model, pairs))
    assert len(some.pairs) == int((pairs & ~model.pairs.pinned).sum())
    assert some.allows(base[columns]) == model.allows(base)
