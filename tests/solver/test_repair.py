"""After a change as few people are moved as can be, and what stays is lawful."""

from hypothesis import given
from hypothesis import strategies as st

from solver import score, verify
from solver.effort import Effort
from solver.events import TIERS, Event, happened
from solver.instance import Assignment, Closure, Instance, Limits, Shift, Span, Volunteer, Window
from solver.repair import asked_again, repair
from solver.roster import Roster
from solver.search import solve
from tests.solver.instances import instances
from tests.solver.test_properties import few

EFFORT = Effort(seconds=20, workers=1)
DAY = (Window(0, 1440),)


def team(*names: str, **more: object) -> tuple[Volunteer, ...]:
    return tuple(Volunteer(name, windows=DAY, **more) for name in names)


def test_a_free_person_fills_in_and_nobody_moves():
    instance = Instance(team("a", "b", "c"), (Shift("s", 480, 600), Shift("t", 480, 600)))
    roster = Roster.of([("a", "s"), ("b", "t")])
    found = repair(instance, roster, Event(dropped=(Assignment("a", "s"),)), EFFORT)
    assert found.roster == Roster.of([("c", "s"), ("b", "t")])
    assert found.proven
    assert not found.moved


def test_one_person_moves_where_nobody_else_may_take_the_seat():
    people = (*team("a", "b", insured=(Span(0, 1440),)), *team("c"))
    shifts = (Shift("s", 480, 600, insured=True), Shift("t", 480, 600))
    roster = Roster.of([("a", "s"), ("b", "t")])
    found = repair(Instance(people, shifts), roster, Event(dropped=(Assignment("a", "s"),)), EFFORT)
    assert found.roster == Roster.of([("b", "s"), ("a", "t")]) or found.moved == {
        Assignment("b", "t")
    }
    assert len(found.moved) == 1


def test_a_storm_closes_outdoor_shifts_and_leaves_the_others():
    shifts = (Shift("out", 480, 600, outdoor=True), Shift("in", 480, 600))
    instance = Instance(team("a", "b"), shifts)
    roster = Roster.of([("a", "out"), ("b", "in")])
    found = repair(instance, roster, Event(closed=(Closure(540, 700),)), EFFORT)
    assert found.roster.crew("in") == ("b",)
    assert "out" not in found.instance.shift_by_id


def test_limits_count_the_seats_that_were_not_touched():
    shifts = (Shift("s", 480, 600), Shift("t", 720, 840))
    instance = Instance(team("a", "b", limits=Limits(most_shifts=1)), shifts)
    roster = Roster.of([("a", "s"), ("b", "t")])
    found = repair(instance, roster, Event(dropped=(Assignment("a", "s"),)), EFFORT)
    assert verify.breaches(found.instance, found.roster) == []


def test_whoever_would_be_left_alone_is_not_kept_where_two_must_serve():
    shift = Shift("s", 480, 600, minimum=1, wanted=2, least_crew=2)
    instance = Instance(team("a", "b"), (shift,))
    lost = Assignment("a", "s")
    found = repair(instance, Roster.of([("a", "s"), ("b", "s")]), Event(dropped=(lost,)), EFFORT)
    assert verify.breaches(found.instance, found.roster) == []
    assert len(found.roster) == 0


@few
@given(instance=instances(pinned=False), dice=st.randoms(use_true_random=False))
def test_a_repair_moves_no_more_than_the_whole_solved_for_it(instance, dice):
    roster = solve(instance, EFFORT).roster
    if not len(roster):
        return
    lost = dice.choice(sorted(roster.assignments, key=lambda one: (one.shift, one.volunteer)))
    event = Event(dropped=(lost,))
    found = repair(instance, roster, event, EFFORT)
    assert lost not in found.roster.assignments
    asked = asked_again(happened(instance, roster, event), roster, instance)
    whole = solve(asked, EFFORT)
    first = [name for tier in TIERS[:3] for name in tier]
    best, mine = (score.score(asked, one) for one in (whole.roster, found.roster))
    assert found.proven
    assert [mine[name] for name in first] == [best[name] for name in first]
