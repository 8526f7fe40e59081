"""Makes districts as knotty as real ones, the same for the same seed."""

import gc
from functools import cache
from random import Random

from solver.instance import (
    Grade,
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
from solver.language.spans import DAY

DAYS = 7
HOUR = 60
# Duty kinds: name, start hours, length in hours, days, crew (minimum, wanted), demands.
KINDS: tuple[
    tuple[str, tuple[float, ...], float, tuple[int, ...], tuple[int, int], dict[str, int]], ...
] = (
    ("traffic", (7.5, 17), 2, (0, 1, 2, 3, 4), (2, 3), {"road": True, "experienced": 1}),
    ("care", (10, 19), 2, (1, 3, 5), (2, 2), {"insured": True}),
    ("desk", (9, 14, 18), 3, (0, 1, 2, 3, 4, 5, 6), (1, 2), {}),
    ("river", (8,), 2, (5,), (2, 4), {"river": True}),
    ("clean-up", (8.5,), 3, (6,), (6, 15), {"lead": True}),
    ("checkpoint", (0, 6, 12, 18), 6, (4, 5), (2, 3), {"adults": True}),
)


NAMES = [kind[0] for kind in KINDS]
# Courses and how many hold them; one in seven has run out, or does within the week.
COURSES = (("road", 0.65), ("river", 0.3), ("lead", 0.2), ("first aid", 0.15))
# So many shifts of a week are open to everybody, however large the district.
OPEN_TO_ALL = 3


def district(people: int, shifts: int, seed: int) -> Instance:
    """
    Make a week of a district.

    About one team to every seventeen shifts, and three shifts for everybody; a
    person belongs to one to three teams, has graded windows that overlap, a course or two that may have run
    out, insurance that one in thirty-three lacks, limits by week and by month
    that bind, eleven hours of rest, and a burden of the last 90 days. Shares
    are those of a port district's volunteers (road course 55 %, first aid 15 %,
    minors 4 %, rota workers 30 %, office hours 50 %).
    """
    dice = Random(f"district {people} {shifts} {seed}")
    teams = [f"t{number}" for number in range(max(1, round(shifts / 17)))]
    collecting = gc.isenabled()
    # Millions of objects and no cycle among them: looking for some would take half the time.
    gc.disable()
    try:
        work = _work(dice, teams, shifts)
        crowd = tuple(_person(dice, f"v{number}", teams) for number in range(people))
        return Instance(crowd, tuple(work), days=DAYS)
    finally:
        if collecting:
            gc.enable()


# What is drawn again and again is made once and shared.
_window, _held, _limits, _span = cache(Window), cache(Held), cache(Limits), cache(Span)


@cache
def _some(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(names)


def _work(dice: Random, teams: list[str], count: int) -> list[Shift]:
    found: list[Shift] = []
    while len(found) < count:
        team = teams[len(found) % len(teams)]
        name, hours, length, days, crew, demands = dice.choice(KINDS)
        start = int(dice.choice(days) * DAY + dice.choice(hours) * HOUR)
        road = "road" in demands
        river = "river" in demands
        found.append(
            Shift(
                f"s{len(found)}",
                start,
                start + int(length * HOUR),
                minimum=crew[0],
                wanted=crew[1],
                duty=name,
                site=f"{team}-{dice.randrange(3)}",
                team=None if len(found) < OPEN_TO_ALL else team,
                needs=frozenset(["road"] * road + ["river"] * river),
                adults_only=road or river or "adults" in demands,
                insured=road or river or "insured" in demands,
                least_crew=2 if crew[0] > 1 else 1,
                roles=(Role("lead", 1, "lead"),) if "lead" in demands else (),
                experienced=demands.get("experienced", 0),
                critical=name == "checkpoint",
            )
        )
    return found


def _person(dice: Random, name: str, teams: list[str]) -> Volunteer:
    held = tuple(
        _held(course, end=None if dice.random() < 0.85 else dice.randrange(DAYS) * DAY)
        for course, share in COURSES
        if dice.random() < share
    )
    insured = () if dice.random() < 0.03 else (_span(-DAY, DAY * dice.choice((3, 60, 60, 60))),)
    return Volunteer(
        name,
        windows=_windows(dice),
        held=held,
        adult_from=None if dice.random() < 0.04 else 0,
        insured=insured,
        limits=_limits(
            most_minutes_week=HOUR * dice.choice((4, 6, 8, 12)),
            most_minutes_day=8 * HOUR,
            most_shifts=dice.choice((1, 2, 2, 3, 4)),
            rest_minutes=11 * HOUR,
            most_days_of_seven=5,
            most_nights_in_row=2,
        ),
        wishes=_some(tuple(dice.sample(NAMES, dice.randrange(3)))),
        teams=frozenset(dice.sample(teams, min(len(teams), dice.choice((1, 1, 1, 2, 2, 3))))),
        history=History(burden=int(dice.expovariate(1 / 600))),
        experienced=dice.random() < 0.6,
    )


def _windows(dice: Random) -> tuple[Window, ...]:
    """Draw a week's windows for an office worker, a rota worker or a free person."""
    found = []
    life = dice.random()
    for day in dice.sample(range(DAYS), dice.choice((1, 2, 2, 3))):
        if life < 0.5 and day < 5:
            hours = dice.choice(((6.5, 9.5), (17, 22), (18, 24)))
        elif life < 0.8:
            hours = dice.choice(((0, 12), (8, 18), (12, 24), (18, 24)))
        else:
            hours = dice.choice(((8, 12), (8, 18), (0, 24)))
        start, end = (int(day * DAY + hour * HOUR) for hour in hours)
        grade = dice.choice((Grade.RATHER_NOT, Grade.CAN, Grade.CAN, Grade.CAN, Grade.PREFER))
        found.append(_window(start, end, grade))
        if dice.random() < 0.2:
            found.append(_window(start, start + (end - start) // 2, Grade.PREFER))
    return tuple(found)
