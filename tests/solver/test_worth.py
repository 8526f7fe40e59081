"""What one more person would be worth is what the roster would gain with them."""

from solver.instance import Instance, Limits, Role, Shift, Volunteer, Window
from solver.roster import Roster
from solver.studies.worth import worth

DAY = 1440


def test_a_lead_is_worth_the_crew_they_let_in():
    crew = Shift("s", 1080, 1200, minimum=3, least_crew=2, roles=(Role("lead", 1, "lead"),))
    people = tuple(Volunteer(name, windows=(Window(0, DAY),)) for name in "ab")
    (found,) = worth(Instance(people, (crew,)), Roster())
    assert (found.weekday, found.part, found.held) == ("Monday", "evening", ("lead",))
    assert (found.minimum, found.wanted, found.shifts) == (3, 3, ("s",))


def test_one_person_fills_one_seat_a_week_as_their_limits_say():
    shifts = tuple(
        Shift(f"s{week}{copy}", week * 7 * DAY + 480, week * 7 * DAY + 600)
        for week in range(3)
        for copy in range(2)
    )
    busy = Volunteer("a", limits=Limits(most_shifts_week=1))
    (found,) = worth(Instance((busy,), shifts), Roster())
    assert (found.weekday, found.part, found.held) == ("Monday", "morning", ())
    assert found.minimum == len(found.shifts) == 3


def test_training_is_told_only_where_it_wins_more():
    shifts = (Shift("s", 480, 600, needs={"road"}), Shift("t", DAY + 480, DAY + 600))
    found = worth(Instance((Volunteer("a"),), shifts), Roster())
    assert [(one.weekday, one.held) for one in found] == [("Tuesday", ()), ("Monday", ("road",))]


def test_nobody_is_worth_anything_where_nothing_is_open():
    people = (Volunteer("a", windows=(Window(0, DAY),)),)
    assert worth(Instance(people, (Shift("s", 480, 600),)), Roster.of([("a", "s")])) == []
