"""Two rosters side by side: which is better, and whom they treat differently."""

from solver.instance import Instance, Shift, Volunteer, Window
from solver.roster import Roster
from solver.studies.compare import compare

DAY = (Window(0, 1440),)
SHIFTS = (Shift("s", 480, 600), Shift("t", 540, 660))


def people(*names: str) -> tuple[Volunteer, ...]:
    return tuple(Volunteer(name, windows=DAY, wishes={"tea"}) for name in names)


def test_the_fuller_roster_is_better_and_people_are_told_of():
    instance = Instance(people("a", "b"), SHIFTS)
    both = compare(instance, Roster.of([("a", "s")]), Roster.of([("b", "s"), ("a", "t")]))
    assert both.better == 1
    assert [one.goals["minimum"] for one in both.sides] == [1, 0]
    told = {one.volunteer: one for one in both.people}
    assert (told["a"].lost, told["a"].gained) == (("s",), ("t",))
    assert told["b"].minutes == (0, 120)
    assert told["b"].granted == (None, 0)


def test_a_lawful_roster_is_better_than_a_full_one_that_is_not():
    instance = Instance(people("a"), SHIFTS)
    both = compare(instance, Roster.of([("a", "s"), ("a", "t")]), Roster.of([("a", "s")]))
    assert both.better == 1
    assert [len(one.breaches) for one in both.sides] == [1, 0]


def test_rosters_alike_are_neither_better():
    instance = Instance(people("a"), SHIFTS)
    roster = Roster.of([("a", "s")])
    both = compare(instance, roster, roster)
    assert both.better is None
    assert not both.people
