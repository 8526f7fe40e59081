"""People and kit in common: ties, wards, homes and things that are few."""

import time
from dataclasses import replace

import pytest
from hypothesis import given

from solver import explain, verify
from solver.beside import kits_beside
from solver.effort import Effort
from solver.engines.first import first_roster
from solver.engines.wide.search import solve_wide
from solver.events import Event
from solver.faults import BadInput
from solver.instance import (
    Assignment,
    History,
    Household,
    Instance,
    Kit,
    KitNeed,
    Lent,
    Served,
    Shift,
    Tie,
    Volunteer,
    Window,
)
from solver.model import build
from solver.repair import repair
from solver.roster import Roster
from solver.search import solve
from tests.solver.instances import instances
from tests.solver.test_properties import few, quick

EFFORT = Effort(seconds=20, workers=1)
DAY = (Window(0, 1440),)
RADIO = (KitNeed("radio", per_crew=1),)


def team(*names: str, **more: object) -> tuple[Volunteer, ...]:
    return tuple(Volunteer(name, windows=DAY, **more) for name in names)


def test_two_together_serve_in_one_shift_though_two_shifts_need_somebody():
    shifts = (Shift("s", 480, 600, most=2), Shift("t", 480, 600, most=2))
    instance = Instance(team("a", "b"), shifts, ties=(Tie(("a", "b"), "together"),))
    roster = solve(instance, EFFORT).roster
    assert sorted(len(roster.crew(one)) for one in "st") == [0, 2]


def test_two_apart_serve_at_the_same_time_but_not_in_the_same_shift():
    shifts = (Shift("s", 480, 600, wanted=2), Shift("t", 480, 600, wanted=2))
    instance = Instance(team("a", "b"), shifts, ties=(Tie(("a", "b"), "apart"),))
    roster = solve(instance, EFFORT).roster
    assert [len(roster.crew(one)) for one in "st"] == [1, 1]


def test_a_ward_serves_beside_any_guardian_and_alone_from_a_birthday_on():
    people = team("ward", guardians={"aunt", "uncle"}, ward_until=700) + team("uncle")
    shifts = (Shift("s", 480, 600, minimum=2), Shift("t", 720, 840))
    instance = Instance(people, shifts)
    alone = Roster.of([("ward", "s"), ("ward", "t")])
    assert [(one.rule, one.shift) for one in verify.breaches(instance, alone)] == [
        ("guardian", "s")
    ]
    assert verify.breaches(instance, alone.with_("uncle", "s")) == []
    assert set(solve(instance, EFFORT).roster.crew("s")) == {"ward", "uncle"}


def test_a_home_counts_duties_settled_elsewhere():
    away = History(duties=(Served(500, 560),))
    people = (*team("mother", history=away), *team("father"))
    instance = Instance(
        people, (Shift("s", 480, 600),), households=(Household(("mother", "father")),)
    )
    assert len(solve(instance, EFFORT).roster) == 0
    [breach] = verify.breaches(instance, Roster.of([("father", "s")]))
    assert (breach.rule, breach.facts) == ("household", {"most": 1, "is": 2})


def test_kit_is_handed_over_and_may_be_away():
    shifts = (Shift("s", 480, 600, kit=RADIO), Shift("t", 610, 700, kit=RADIO))
    soon = Instance(team("a", "b"), shifts, kits=(Kit("radio", 1, handover_minutes=10),))
    assert len(solve(soon, EFFORT).roster) == 2
    late = replace(soon, kits=(Kit("radio", 1, handover_minutes=11),))
    assert len(solve(late, EFFORT).roster) == 1
    lent = replace(soon, kits=(Kit("radio", 2, 11, (Lent(0, 490), Lent(600, 800))),))
    [breach] = verify.breaches(lent, Roster.of([("a", "s"), ("b", "t")]))
    assert breach.facts == {"kit": "radio", "most": 2, "is": 3, "from": 610}


def test_a_vest_for_each_head_and_a_radio_for_the_crew():
    needs = (KitNeed("vest", per_head=1), KitNeed("radio", per_crew=1))
    shift = Shift("s", 480, 600, wanted=3, kit=needs)
    kits = (Kit("vest", 2), Kit("radio", 1))
    instance = Instance(team("a", "b", "c"), (shift,), kits=kits)
    roster = solve(instance, EFFORT).roster
    assert len(roster.crew("s")) == 2
    [open_seat] = explain.open_seats(instance, roster)
    assert open_seat.reasons == (("kit", 1),)
    assert open_seat.change is None


def test_unknown_kit_is_told_with_its_place():
    with pytest.raises(BadInput) as told:
        Instance(team("a"), (Shift("s", 480, 600, kit=RADIO),))
    assert told.value.path == "shifts[0].kit[0].name"


def test_a_repair_leaves_other_crews_their_kit():
    shifts = (Shift("s", 480, 600, kit=RADIO), Shift("t", 480, 600, kit=RADIO))
    instance = Instance(team("a", "b", "c"), shifts, kits=(Kit("radio", 1),))
    roster = Roster.of([("a", "s")])
    assert kits_beside(instance, roster, {"t"})[0].lent == (Lent(480, 600),)
    found = repair(instance, roster, Event(dropped=(Assignment("a", "s"),)), EFFORT)
    assert len(found.roster) == 1
    assert verify.breaches(found.instance, found.roster) == []


@quick
@given(instance=instances())
def test_a_first_roster_breaks_nothing_the_pins_do_not(instance):
    roster = first_roster(build(instance))
    old = {one.mark for one in verify.breaches(instance, instance.pinned)}
    new = [one for one in verify.breaches(instance, roster) if one.mark not in old]
    assert {one.shift for one in new} <= instance.pinned.shifts()
    assert {one.rule for one in new} <= set(verify.LACKS)


@few
@given(instance=instances(people=6, work=8, pinned=False))
def test_a_question_solved_in_pieces_breaks_nothing(instance):
    found = solve_wide(build(instance), Effort(seconds=2, workers=1), None, None, time.monotonic())
    assert verify.breaches(instance, found.roster) == []
