"""Crews: a share of the experienced is rounded up, and pins are mended where they can be."""

import pytest

from solver import explain, verify
from solver.effort import Effort
from solver.faults import BadInput
from solver.instance import Instance, Pin, Shift, Volunteer, Window
from solver.roster import Roster
from solver.search import solve

EFFORT = Effort(seconds=20, workers=1)
DAY = (Window(0, 1440),)


def half(**more: object) -> Shift:
    return Shift("s", 480, 600, minimum=0, wanted=5, experienced_percent=50, **more)


def people(old: int, new: int) -> tuple[Volunteer, ...]:
    names = [(f"old {one}", True) for one in range(old)]
    names += [(f"new {one}", False) for one in range(new)]
    return tuple(Volunteer(name, windows=DAY, experienced=known) for name, known in names)


@pytest.mark.parametrize(("old", "crew"), [(0, 0), (1, 2), (2, 4), (3, 5)])
def test_a_share_of_the_experienced_is_rounded_up(old, crew):
    instance = Instance(people(old, 5), (half(),))
    assert len(solve(instance, EFFORT).roster.crew("s")) == crew


def test_a_crew_is_told_what_its_share_lacks():
    instance = Instance(people(1, 2), (half(),))
    [breach] = verify.breaches(
        instance, Roster.of([("old 0", "s"), ("new 0", "s"), ("new 1", "s")])
    )
    assert breach.facts == {"least": 2, "is": 1, "percent": 50}


def test_a_pinned_novice_is_joined_by_the_experienced():
    instance = Instance(people(1, 3), (half(),), pins=(Pin("new 0", "s"),))
    result = solve(instance, EFFORT)
    assert set(result.roster.crew("s")) == {"new 0", "old 0"}
    assert verify.breaches(instance, result.roster) == []


def test_one_more_novice_is_one_too_many_and_is_told_so():
    instance = Instance(people(1, 2), (half(),))
    roster = Roster.of([("old 0", "s"), ("new 0", "s")])
    [breach] = explain.why_not(instance, roster, "new 1", "s")
    assert breach.rule == "experience"


def test_a_share_over_the_whole_is_refused():
    with pytest.raises(BadInput, match="experienced_percent"):
        Shift("s", 0, 60, experienced_percent=101)
