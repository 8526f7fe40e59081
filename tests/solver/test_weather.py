"""Weather: what it closes is neither filled nor missed, and says so."""

from solver import explain, score, verify
from solver.effort import Effort
from solver.events import Event
from solver.instance import Assignment, Closure, Instance, Pin, Shift, Volunteer, Window
from solver.repair import repair
from solver.roster import Roster
from solver.search import solve

EFFORT = Effort(seconds=20, workers=1)
PEOPLE = tuple(Volunteer(name, windows=(Window(0, 1440),)) for name in "ab")
SHIFTS = (
    Shift("pier", 480, 600, outdoor=True, site="pier"),
    Shift("gate", 480, 600, outdoor=True, site="gate"),
    Shift("hall", 480, 600, site="pier"),
)
STORM = Instance(PEOPLE, SHIFTS, closures=(Closure(599, 700, {"pier"}),))


def test_a_closed_shift_is_neither_filled_nor_open():
    result = solve(STORM, EFFORT)
    assert result.roster.shifts() == {"gate", "hall"}
    assert score.minimum(STORM, result.roster) == 0
    assert explain.open_seats(STORM, result.roster) == []


def test_a_storm_that_ends_when_the_shift_begins_closes_nothing():
    over = Instance(PEOPLE, SHIFTS, closures=(Closure(300, 480),))
    assert over.closed == frozenset()
    assert score.minimum(over, solve(over, EFFORT).roster) == 1


def test_a_pin_into_the_storm_stays_and_is_told():
    pinned = Instance(PEOPLE, SHIFTS, pins=(Pin("a", "pier"),), closures=STORM.closures)
    result = solve(pinned, EFFORT)
    assert ("a", "pier") in result.roster
    [breach] = result.pin_breaches
    assert (breach.rule, breach.facts) == ("weather", {"from": 599, "until": 700})


def test_a_repair_in_the_storm_takes_people_out_of_closed_shifts():
    roster = Roster.of([("a", "pier"), ("b", "gate")])
    found = repair(STORM, roster, Event(dropped=(Assignment("b", "gate"),)), EFFORT)
    assert "pier" not in found.roster.shifts()
    assert verify.breaches(found.instance, found.roster) == []
