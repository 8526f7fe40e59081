"""A limit by the month: each calendar month stands for itself, and what is settled in it counts."""

import pytest

from solver.instance import BadInput, History, Instance, Limits, Served, Shift, Volunteer, Window
from solver.search import Effort, solve
from solver.verify import breaches

DAY = 1440
EFFORT = Effort(seconds=20, workers=1)


def four_days(limit: int, **history: object) -> Instance:
    """Make one person and a shift on each of four days; a month begins with the third."""
    one = Volunteer(
        "a",
        windows=(Window(0, 4 * DAY),),
        limits=Limits(most_shifts_month=limit),
        history=History(**history),
    )
    shifts = (Shift(f"day {day}", day * DAY + 540, day * DAY + 600) for day in range(4))
    return Instance((one,), tuple(shifts), months=(-28, 2))


@pytest.mark.parametrize(
    ("limit", "duties", "served"),
    [
        (1, (), 2),
        (2, (), 4),
        (2, (Served(-3 * DAY, -3 * DAY + 60),), 3),
        (2, (Served(-40 * DAY, -40 * DAY + 60),), 4),
        (1, (Served(-3 * DAY, -3 * DAY + 60), Served(5 * DAY, 5 * DAY + 60)), 0),
    ],
    ids=["one each", "two each", "one served before", "served in another month", "nothing left"],
)
def test_each_month_has_its_own_sum(limit, duties, served):
    instance = four_days(limit, duties=duties)
    result = solve(instance, EFFORT)
    assert len(result.roster) == served
    assert result.status == "proven"
    assert breaches(instance, result.roster) == []


def test_months_come_in_rising_order():
    with pytest.raises(BadInput, match="months"):
        Instance((), (Shift("a", 0, 60),), months=(5, 2))
