"""A conflict is one, and nothing can be left out of it."""

from hypothesis import given

from solver.effort import Effort
from solver.instance import Held, Instance, Limits, Shift, Volunteer, Window
from solver.roster import Roster
from solver.rules import RULES
from solver.search import solve
from solver.studies.conflict import ALWAYS, conflict, piece, quickxplain
from tests.solver.instances import instances
from tests.solver.test_properties import few

DAY = (Window(0, 1440),)


def minima(instance: Instance, shifts: set[object], rules: set[str]) -> bool:
    some = [one for one in RULES if one.NAME in rules | ALWAYS]
    result = solve(piece(instance, frozenset(shifts)), Effort(20, 1), rules=some)
    assert result.status == "proven"
    return result.value == 0


@few
@given(instance=instances(people=3, work=4))
def test_nothing_can_be_left_out_of_a_conflict(instance):
    roster = solve(instance, Effort(20, 1)).roster
    reached = {one.id for one in instance.shifts if 0 < one.minimum <= len(roster.crew(one.id))}
    for shift in (one.id for one in instance.shifts if one.minimum and one.id not in reached):
        found = conflict(instance, roster, shift)
        if found is None:
            assert minima(instance, {shift, *reached}, {one.NAME for one in RULES})
            continue
        assert found.shifts[0] == shift
        shifts, rules = set(found.shifts), set(found.rules)
        assert not minima(instance, shifts, rules)
        for rule in rules:
            assert minima(instance, shifts, rules - {rule})
        for one in shifts:
            assert minima(instance, shifts - {one}, rules)


def test_two_shifts_at_once_and_one_person_clash():
    instance = Instance(
        (Volunteer("a", windows=DAY), Volunteer("b")),
        (Shift("s", 480, 600), Shift("t", 540, 660), Shift("u", 700, 800)),
    )
    found = conflict(instance, Roster.of([("a", "t"), ("a", "u")]), "s")
    assert set(found.shifts) == {"s", "t"}
    assert found.rules == ("availability",)


def test_a_shift_nobody_is_trained_for_clashes_with_no_other():
    roster = Roster.of([("a", "t")])
    road = Shift("s", 480, 600, needs={"road"})
    people = (Volunteer("a", windows=DAY), Volunteer("b", held=(Held("road"),)))
    found = conflict(Instance(people, (road, Shift("t", 480, 600))), roster, "s")
    assert found.shifts == ("s",)
    assert set(found.rules) == {"availability", "qualification"}


def test_what_can_all_be_had_is_no_conflict():
    people = (Volunteer("a", windows=DAY, limits=Limits(most_shifts=2)),)
    instance = Instance(people, (Shift("s", 0, 60), Shift("t", 90, 150)))
    assert conflict(instance, Roster.of([("a", "t")]), "s") is None


def test_quickxplain_keeps_just_what_clashes():
    members = [("rule", name) for name in "abcdefgh"]
    core = {("rule", "b"), ("rule", "g")}
    assert set(quickxplain(members, lambda some: core <= set(some))) == core
    assert quickxplain(members, lambda some: True) == []
