"""A conflict is one, and nothing can be left out of it."""

from hypothesis import given

from solver.conflict import conflict, piece, quickxplain
from solver.effort import Effort
from solver.instance import Held, Instance, Limits, Shift, Volunteer, Window
from solver.rules import RULES
from solver.search import solve
from tests.solver.instances import instances
from tests.solver.test_properties import few

DAY = (Window(0, 1440),)


def minima(instance: Instance, shifts: set[object], rules: set[str]) -> bool:
    some = [one for one in RULES if one.NAME in rules or one.NAME == "pins"]
    result = solve(piece(instance, frozenset(shifts)), Effort(20, 1), rules=some)
    assert result.status == "proven"
    return result.value == 0


@few
@given(instance=instances(people=3, work=4))
def test_nothing_can_be_left_out_of_a_conflict(instance):
    shift = next((one.id for one in instance.shifts if one.minimum), None)
    if shift is None:
        return
    found = conflict(instance, shift)
    if found is None:
        everything = {one.id for one in instance.shifts}
        assert minima(instance, everything, {one.NAME for one in RULES})
        return
    assert found.shifts[0] == shift
    shifts, rules = set(found.shifts), set(found.rules)
    assert not minima(instance, shifts, rules)
    for rule in rules:
        assert minima(instance, shifts, rules - {rule})
    for one in shifts - {shift}:
        assert minima(instance, shifts - {one}, rules)


def test_two_shifts_at_once_and_one_person_clash_by_overlap():
    instance = Instance(
        (Volunteer("a", windows=DAY), Volunteer("b")),
        (Shift("s", 480, 600), Shift("t", 540, 660), Shift("u", 700, 800)),
    )
    found = conflict(instance, "s")
    assert set(found.shifts) == {"s", "t"}
    assert set(found.rules) == {"availability", "overlap"}


def test_a_shift_nobody_is_trained_for_clashes_with_no_other():
    road = Shift("s", 480, 600, needs={"road"})
    people = (Volunteer("a", windows=DAY), Volunteer("b", held=(Held("road"),)))
    found = conflict(Instance(people, (road, Shift("t", 480, 600))), "s")
    assert found.shifts == ("s",)
    assert set(found.rules) == {"availability", "qualification"}


def test_what_can_all_be_had_is_no_conflict():
    people = (Volunteer("a", windows=DAY, limits=Limits(most_shifts=2)),)
    assert conflict(Instance(people, (Shift("s", 0, 60), Shift("t", 90, 150))), "s") is None


def test_quickxplain_keeps_just_what_clashes():
    members = [("rule", name) for name in "abcdefgh"]
    core = {("rule", "b"), ("rule", "g")}
    assert set(quickxplain(members, lambda some: core <= set(some))) == core
    assert quickxplain(members, lambda some: True) == []
