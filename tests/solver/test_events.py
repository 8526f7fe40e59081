"""Everything that can come between a published roster and its day, one case each."""

import pytest

from solver import verify
from solver.effort import Effort
from solver.events import Away, Event, Free, Lost
from solver.faults import BadInput
from solver.instance import (
    Assignment,
    Closure,
    Held,
    History,
    Instance,
    Limits,
    Role,
    Shift,
    Span,
    Volunteer,
    Window,
)
from solver.language.notice import cost_of_change
from solver.repair import Repaired, repair
from solver.roster import Roster

DAY = 1440
EFFORT = Effort(seconds=20, workers=1)
HOURS = (Window(0, 30 * DAY),)


def team(*names: str, **more: object) -> tuple[Volunteer, ...]:
    return tuple(Volunteer(name, windows=HOURS, **more) for name in names)


def mended(instance: Instance, roster: Roster, event: Event) -> Repaired:
    found = repair(instance, roster, event, EFFORT)
    assert found.proven
    assert not verify.breaches(found.instance, found.roster)
    return found


def test_late_changes_cost_more():
    notices = (60, DAY - 1, DAY, 6 * DAY, 7 * DAY, 13 * DAY, 14 * DAY, 60 * DAY)
    assert [cost_of_change(0, one) for one in notices] == [8, 8, 4, 4, 2, 2, 1, 1]
    assert cost_of_change(None, 60) == 1


def test_of_two_who_could_move_the_one_told_in_time_does():
    people = (*team("a", "b", "c", held=(Held("road"),), limits=Limits(most_shifts=1)), *team("d"))
    shifts = (
        Shift("s", 480, 600, needs={"road"}),
        Shift("soon", DAY + 480, DAY + 600),
        Shift("later", 20 * DAY, 20 * DAY + 120),
    )
    roster = Roster.of([("a", "s"), ("b", "soon"), ("c", "later")])
    event = Event(now=0, dropped=(Assignment("a", "s"),))
    found = mended(Instance(people, shifts), roster, event)
    assert found.moved == {Assignment("c", "later")}
    assert ("c", "s") in found.roster
    assert (found.cost, found.bound) == (1, 1)
    costs = [way.cost for way in found.alternatives]
    assert costs == sorted(costs)
    assert max(costs) == 4


def test_nobody_is_moved_out_of_a_shift_that_has_begun():
    people = (*team("a", "b", held=(Held("road"),)), *team("c"))
    shifts = (Shift("s", 480, 600, needs={"road"}), Shift("t", 400, 700))
    roster = Roster.of([("a", "s"), ("b", "t")])
    found = mended(
        Instance(people, shifts), roster, Event(now=450, dropped=(Assignment("a", "s"),))
    )
    assert found.short == 1
    assert not found.moved
    early = mended(Instance(people, shifts), roster, Event(now=0, dropped=(Assignment("a", "s"),)))
    assert early.moved == {Assignment("b", "t")}
    assert not early.short


def test_a_shift_that_is_over_is_not_filled():
    instance = Instance(team("a", "b"), (Shift("s", 480, 600),))
    event = Event(now=700, dropped=(Assignment("a", "s"),))
    assert not mended(instance, Roster.of([("a", "s")]), event).joined


def test_whoever_did_not_come_is_not_put_elsewhere_at_that_time():
    shifts = (Shift("s", 480, 600), Shift("t", 540, 660, minimum=0, wanted=1))
    roster = Roster.of([("a", "s"), ("b", "t")])
    found = mended(
        Instance(team("a", "b"), shifts), roster, Event(no_shows=(Assignment("a", "s"),))
    )
    assert found.roster == Roster.of([("b", "s")])


def test_a_course_that_ran_out_takes_the_later_seats_and_leaves_the_earlier():
    road = Held("road")
    shifts = tuple(
        Shift(f"s{day}", day * DAY + 480, day * DAY + 600, needs={"road"}) for day in range(2)
    )
    instance = Instance(team("a", "b", held=(road,)), shifts)
    roster = Roster.of([("a", "s0"), ("a", "s1")])
    found = mended(instance, roster, Event(lost=(Lost("a", "road", DAY),)))
    assert found.roster == Roster.of([("a", "s0"), ("b", "s1")])
    assert not found.moved


def test_a_crew_that_lost_its_lead_gets_another_or_goes_home():
    shift = Shift("s", 480, 600, wanted=2, roles=(Role("lead", 1, "lead"),))
    lead = {"held": (Held("lead"),)}
    roster = Roster.of([("a", "s"), ("b", "s")])
    event = Event(lost=(Lost("a", "lead"),))
    alone = Instance((*team("a", **lead), *team("b")), (shift,))
    assert not len(mended(alone, roster, event).roster)
    other = Instance((*team("a", "c", **lead), *team("b")), (shift,))
    found = mended(other, roster, event)
    assert ("c", "s") in found.roster
    assert found.cost == 1


def test_insurance_that_ended_takes_the_seats_that_ask_for_it():
    covered = {"insured": (Span(0, 9 * DAY),)}
    shifts = (Shift("s", 480, 600, insured=True), Shift("t", 700, 800))
    instance = Instance(team("a", "b", **covered), shifts)
    roster = Roster.of([("a", "s"), ("a", "t")])
    found = mended(instance, roster, Event(lost=(Lost("a"),)))
    assert found.roster == Roster.of([("b", "s"), ("a", "t")])


def test_a_new_shift_is_filled_and_a_cancelled_one_frees_its_people():
    instance = Instance(team("a"), (Shift("s", 480, 600),))
    event = Event(cancelled=frozenset(["s"]), added=(Shift("n", 480, 600),))
    found = mended(instance, Roster.of([("a", "s")]), event)
    assert found.roster == Roster.of([("a", "n")])
    assert not found.moved


def test_heat_closes_what_is_outdoors_in_its_hours_only():
    shifts = (
        Shift("noon", 720, 840, outdoor=True),
        Shift("evening", 1080, 1200, outdoor=True),
        Shift("hall", 720, 840),
    )
    roster = Roster.of([("a", "noon"), ("b", "evening"), ("c", "hall")])
    found = mended(Instance(team(*"abc"), shifts), roster, Event(closed=(Closure(660, 960),)))
    assert found.roster == Roster.of([("b", "evening"), ("c", "hall")])


def test_somebody_newly_free_takes_an_open_seat_and_nobody_moves():
    instance = Instance((Volunteer("a"), *team("b")), (Shift("s", 480, 600), Shift("t", 480, 600)))
    found = mended(instance, Roster.of([("b", "t")]), Event(free=(Free("a", 400, 700),)))
    assert found.roster == Roster.of([("a", "s"), ("b", "t")])


def test_an_absence_of_several_days_is_mended_everywhere():
    shifts = tuple(Shift(f"s{day}", day * DAY + 480, day * DAY + 600) for day in range(4))
    instance = Instance(team("a", "b", limits=Limits(most_shifts=3)), shifts)
    roster = Roster.of([("a", "s0"), ("a", "s1"), ("a", "s2"), ("b", "s3")])
    found = mended(instance, roster, Event(away=(Away("a", 0, 2 * DAY),)))
    assert found.roster == Roster.of([("b", "s0"), ("b", "s1"), ("a", "s2"), ("b", "s3")])


def test_whom_to_call_is_in_order_and_says_why():
    people = (
        Volunteer("busy", windows=HOURS, history=History(burden=1000)),
        Volunteer("glad", windows=(Window(0, DAY, 1),)),
        Volunteer("tired", windows=HOURS),
        Volunteer("untrained", windows=()),
        *team("gone"),
    )
    shifts = (Shift("s", 480, 600), Shift("t", 700, 800), Shift("u", 900, 960))
    roster = Roster.of([("gone", "s"), ("busy", "t"), ("tired", "u")])
    event = Event(dropped=(Assignment("gone", "s"),))
    found = mended(Instance(people, shifts), roster, event)
    told = found.calls["s"]
    assert [one.volunteer for one in told] == ["glad", "tired", "busy"]
    assert [one.because for one in told] == ["idle", "balance", "alike"]
    assert told[0].prefer == 120


@pytest.mark.parametrize(
    ("event", "path"),
    [
        (Event(dropped=(Assignment("x", "s"),)), "dropped[0].volunteer"),
        (Event(dropped=(Assignment("a", "x"),)), "dropped[0].shift"),
        (Event(dropped=(Assignment("b", "s"),)), "dropped[0]"),
        (Event(away=(Away("a", 9, 9),)), "away[0].end"),
        (Event(free=(Free("x", 0, 9),)), "free[0].volunteer"),
        (Event(lost=(Lost("x"),)), "lost[0].volunteer"),
        (Event(cancelled=frozenset(["x"])), "cancelled"),
        (Event(added=(Shift("s", 0, 9),)), "added[0].id"),
        (Event(now="soon"), "now"),  # type: ignore[arg-type]
    ],
)
def test_an_event_about_what_is_not_there_is_refused(event, path):
    instance = Instance(team("a", "b"), (Shift("s", 480, 600),))
    with pytest.raises(BadInput) as told:
        repair(instance, Roster.of([("a", "s")]), event, EFFORT)
    assert told.value.path == path
