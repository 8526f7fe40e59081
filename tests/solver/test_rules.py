"""Every rule is written twice, and dropping any one of them is noticed."""

import pkgutil

import pytest

import solver.goals
import solver.rules
from solver import score, verify
from solver.goals import GOALS
from solver.instance import Instance
from solver.rules import RULES
from solver.search import Effort, solve
from solver.verify.breach import KINDS
from tests.solver.tempting import tempting

EFFORT = Effort(seconds=20, workers=1)


@pytest.fixture(scope="module")
def world() -> Instance:
    return tempting()


def test_every_rule_is_used_and_checked():
    written = {module.name for module in pkgutil.iter_modules(solver.rules.__path__)}
    assert written == {rule.NAME for rule in RULES}
    assert written == set(verify.CHECKS)
    assert written | {"known"} == set(KINDS)


def test_every_goal_is_used_and_scored():
    written = {module.name for module in pkgutil.iter_modules(solver.goals.__path__)}
    assert written == {goal.NAME for goal in GOALS} == set(score.GOALS)


def test_nothing_is_broken_with_every_rule(world):
    result = solve(world, EFFORT)
    assert result.status == "proven"
    assert verify.breaches(world, result.roster) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.NAME)
def test_a_roster_without_the_rule_breaks_it(rule, world):
    careless = solve(world, EFFORT, rules=[one for one in RULES if one is not rule])
    broken = {breach.rule for breach in verify.breaches(world, careless.roster)}
    assert broken == {rule.NAME}
