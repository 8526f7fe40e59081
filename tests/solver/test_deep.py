"""Deep questions: read honestly, answered as the general engines answer, and no worse than known."""

from dataclasses import replace
from pathlib import Path

import pytest

from solver import search
from solver.bench import curtois
from solver.effort import Effort
from solver.engines.lines.gathered import NotDeep
from solver.engines.lines.reading import KNOWN_RULES, read
from solver.instance import Bound, Limits, Pin
from solver.rules import RULES

BENCHMARKS = Path(__file__).parents[3] / "shared" / "benchmarks" / "curtois"
SMALL = """SECTION_HORIZON
7
SECTION_SHIFTS
E,480,
L,600,E
SECTION_STAFF
A,E=7|L=2,2400,960,3,2,2,1
B,E=7|L=7,2400,0,3,2,2,1
C,E=0|L=7,2400,600,4,1,1,0
SECTION_DAYS_OFF
A,3
SECTION_SHIFT_ON_REQUESTS
A,0,E,4
B,1,L,2
SECTION_SHIFT_OFF_REQUESTS
A,1,E,7
B,0,E,9
SECTION_COVER
0,E,2,100,1
1,E,1,100,10
2,L,1,50,1
3,L,2,60,1
4,E,1,30,5
5,L,1,80,2
"""


@pytest.fixture
def small(tmp_path):
    file = tmp_path / "small.txt"
    file.write_text(SMALL, encoding="utf-8")
    return curtois.read(file)


def test_lines_and_the_general_engines_agree(small, monkeypatch):
    deep = search.solve(small, Effort(seconds=30, workers=1))
    monkeypatch.setattr(search, "solve_deep", lambda *_: None)
    general = search.solve(small, Effort(seconds=30, workers=1))
    assert deep.status == general.status == "proven"
    assert [one.value for one in deep.tiers] == [one.value for one in general.tiers]


def test_one_worker_answers_the_same_twice(small):
    one, other = (search.solve(small, Effort(seconds=30, workers=1, seed=3)) for _ in range(2))
    assert one.roster == other.roster


def test_a_search_that_is_told_to_stop_keeps_a_lawful_roster(small):
    result = search.solve(small, Effort(seconds=30, workers=2), report=lambda _: False)
    assert result.status in ("stopped", "proven")
    assert len(result.roster)


def changed(instance, **limits):
    first, *rest = instance.volunteers
    return replace(instance, volunteers=(replace(first, **limits), *rest))


@pytest.mark.parametrize(
    "change",
    [
        lambda one: replace(one, pins=(Pin("A", "0 E"),)),
        lambda one: replace(one, tiers=(("least",), ("wanted",), ("price",))),
        lambda one: changed(one, limits=Limits(most_shifts_day=2)),
        lambda one: changed(one, limits=Limits(most_shifts_day=1, most_shifts_week=3)),
        lambda one: changed(one, bounds=(Bound("weekend_run", most=1),)),
        lambda one: changed(one, bounds=(Bound("shifts", least=1, duties=frozenset({"E"})),)),
        lambda one: changed(one, guardians=frozenset({"B"})),
        lambda one: replace(one, shifts=(replace(one.shifts[0], most=2), *one.shifts[1:])),
    ],
)  # fmt: skip
def test_what_lines_do_not_know_is_left_to_others(small, change):
    read(small)
    with pytest.raises(NotDeep):
        read(change(small))


def test_every_rule_is_known_to_the_reading():
    assert {rule.NAME for rule in RULES} == KNOWN_RULES


@pytest.mark.skipif(not BENCHMARKS.exists(), reason="public benchmark data is not here")
@pytest.mark.parametrize(("name", "best"), [("Instance1", 607), ("Instance2", 828)])
def test_public_cases_are_proven(name, best):
    result = search.solve(curtois.read(BENCHMARKS / f"{name}.txt"), Effort(seconds=120))
    assert (result.status, result.value, result.bound) == ("proven", best, best)
