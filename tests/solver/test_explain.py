"""Reasons are whole and true, and no cheaper change than the one offered fills a seat."""

from itertools import combinations

from hypothesis import given

from solver import explain, verify
from solver.explain.changes import bring_in
from solver.instance import (
    Bound,
    Held,
    Instance,
    Role,
    Shift,
    Volunteer,
    Window,
)
from solver.roster import Roster
from solver.search import solve
from solver.verify.breach import KINDS
from tests.solver.instances import instances
from tests.solver.test_properties import EFFORT, quick

DAY = (Window(0, 1440),)


def test_every_rule_has_its_place_among_the_reasons():
    assert set(explain.FUNNEL) == set(KINDS)
    assert len(explain.FUNNEL) == len(KINDS)


@quick
@given(instance=instances())
def test_rules_about_single_seats_say_of_several_what_they_say_of_each(instance):
    for person in instance.volunteers:
        together = verify.seats_of(
            instance, Roster.of((person.id, one.id) for one in instance.shifts), person.id
        )
        for check in verify.SEAT_CHECKS.values():
            several = [one.mark for one in check(instance, person, together)]
            each = [one.mark for seat in together for one in check(instance, person, [seat])]
            assert sorted(several, key=repr) == sorted(each, key=repr)


@quick
@given(instance=instances())
def test_reasons_told_of_an_open_seat_are_those_told_of_each_person(instance):
    roster = solve(instance, EFFORT).roster
    for seat in explain.open_seats(instance, roster, changes=False):
        for person, broken in seat.by_person.items():
            full = {one.mark for one in explain.why_not(instance, roster, person, seat.shift)}
            told = {one.mark for one in broken}
            assert told <= full
            assert bool(told) == bool(full)
            if not {"team", "availability"} & {one.rule for one in broken}:
                assert told == full
        kept = [one for one, broken in seat.by_person.items() if broken]
        assert sum(count for _, count in seat.reasons) == len(kept)
        assert all(count <= len(seat.kept_away_by(rule)) for rule, count in seat.alone)


@quick
@given(instance=instances(people=4, work=4))
def test_no_cheaper_change_fills_the_seat(instance):
    roster = solve(instance, EFFORT).roster
    now = explain.Present(instance, roster)
    for seat in explain.open_seats(instance, roster):
        shift = instance.shift_by_id[seat.shift]
        lack = max(1, shift.least_crew - len(roster.crew(seat.shift)))
        every = [
            way
            for key in seat.by_person
            for way in bring_in(now, instance.volunteer_by_id[key], shift)
        ]
        fine = [
            sum(one.cost for one in some)
            for some in combinations(every, lack)
            if len({one.volunteer.id for one in some}) == lack
            and not now.company(shift, [one.volunteer for one in some])
        ]
        assert (seat.change.cost if seat.change else None) == min(fine, default=None)


def test_people_are_counted_once_under_the_first_reason_and_again_where_it_is_the_only_one():
    people = (
        Volunteer("away"),
        Volunteer("away and untrained", windows=(Window(0, 60),)),
        Volunteer("untrained", windows=DAY),
    )
    people = (Volunteer("away", held=(Held("road"),)), *people[1:])
    instance = Instance(people, (Shift("s", 480, 600, needs={"road"}),))
    (seat,) = explain.open_seats(instance, Roster())
    assert seat.reasons == (("availability", 2), ("qualification", 1))
    assert seat.alone == (("availability", 1), ("qualification", 1))
    assert set(seat.kept_away_by("qualification")) == {"away and untrained", "untrained"}
    # Two hours more cost 3 and 3 more, a course 8.
    assert [step.kind for step in seat.change.steps] == ["window", "assign"]
    assert seat.change.cost == 6


def test_whoever_gives_up_a_seat_that_can_spare_them_costs_least():
    shifts = (
        Shift("s", 480, 600, needs={"road"}),
        Shift("t", 480, 600, minimum=0, wanted=0, most=1),
    )
    people = (Volunteer("a", windows=DAY, held=(Held("road"),)), Volunteer("b", windows=DAY))
    (seat,) = explain.open_seats(Instance(people, shifts), Roster.of([("a", "t")]))
    assert [(one.kind, one.facts) for one in seat.change.steps] == [("move", {"from": "t"})]


def test_a_seat_can_be_given_up_and_hours_be_added_together():
    shifts = (
        Shift("s", 480, 600),
        Shift("t", 500, 560, minimum=0, wanted=0, most=1),
    )
    instance = Instance((Volunteer("a", windows=(Window(0, 580),)),), shifts)
    roster = Roster.of([("a", "t")])
    (seat,) = explain.open_seats(instance, roster)
    assert [one.kind for one in seat.change.steps] == ["window", "move"]
    relaxed, fuller = explain.apply(instance, roster, seat.change)
    assert fuller == Roster.of([("a", "s")])
    assert not verify.breaches(relaxed, fuller)


def test_a_crew_without_a_lead_gets_one_trained():
    shift = Shift("s", 480, 600, least_crew=2, minimum=2, roles=(Role("lead", 1, "lead"),))
    people = tuple(Volunteer(name, windows=DAY) for name in "ab")
    (seat,) = explain.open_seats(Instance(people, (shift,)), Roster())
    kinds = sorted(step.kind for step in seat.change.steps)
    assert kinds == ["assign", "assign", "qualification"]
    assert seat.change.cost == 8


def test_a_total_somebody_set_is_raised_once_by_what_it_takes():
    # Two shifts in any three days: the seat on the second would make three of each stretch.
    bound = Bound("shifts", most=2, duties={"road"}, per=3)
    person = Volunteer("a", windows=(Window(0, 4 * 1440),), bounds=(bound,))
    shifts = tuple(
        Shift(f"s{day}", day * 1440 + 480, day * 1440 + 600, duty="road") for day in range(4)
    )
    instance = Instance((person,), shifts)
    roster = Roster.of([("a", "s0"), ("a", "s2"), ("a", "s3")])
    (seat,) = explain.open_seats(instance, roster)
    assert [one.kind for one in seat.change.steps] == ["bound", "assign"]
    assert seat.change.steps[0].facts == {
        "count": "shifts", "per": 3, "duties": "road", "most": 3, "by": 1,
    }  # fmt: skip
    relaxed, fuller = explain.apply(instance, roster, seat.change)
    assert not verify.breaches(relaxed, fuller)
