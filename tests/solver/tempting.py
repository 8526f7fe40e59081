"""An instance in which every hard rule, and only that one, keeps somebody from a seat."""

from itertools import count

from solver.instance import (
    Ban,
    Bound,
    Closure,
    Held,
    History,
    Household,
    Instance,
    Kit,
    KitNeed,
    Leg,
    Limits,
    Pin,
    Role,
    Served,
    Shift,
    Span,
    Succession,
    Tie,
    Travel,
    Volunteer,
    Window,
)

DAY = 1440
HOUR = 60
# Blocks are two weeks, so this is a Saturday in each.
SATURDAY = 5 * 24 + 9


class Scene:
    """People and shifts gathered block by block; each block has days of its own."""

    def __init__(self) -> None:
        self.people: list[Volunteer] = []
        self.shifts: list[Shift] = []
        self._blocks = count()
        self._start = 0

    def block(self) -> None:
        """Open two fresh weeks."""
        self._start = next(self._blocks) * 14 * DAY

    def person(self, name: str, *, hours: tuple[int, int] = (0, 120), **more: object) -> None:
        """Add somebody who can serve between two hours of the block."""
        first, last = (self._start + hour * HOUR for hour in hours)
        self.people.append(Volunteer(name, windows=(Window(first, last),), **more))

    def shift(self, name: str, start: float, end: float, **more: object) -> None:
        """Add a shift between two hours of the block."""
        first, last = (self._start + int(hour * HOUR) for hour in (start, end))
        self.shifts.append(Shift(name, first, last, **more))

    def at(self, hour: int) -> int:
        """Return an hour of the block in minutes."""
        return self._start + hour * HOUR


def tempting() -> Instance:
    """Make the instance."""
    scene = Scene()
    _times(scene)
    _amounts(scene)
    _bounds(scene)
    _standing(scene)
    _crews(scene)
    _company(scene)
    scene.block()
    scene.person("pinned")
    scene.shift("kept", 9, 11, minimum=0, wanted=0, most=1)
    scene.shift("better", 10, 12)
    return Instance(
        tuple(scene.people),
        tuple(scene.shifts),
        pins=(Pin("pinned", "kept"),),
        bans=(Ban("banned", "banned"),),
        travel=Travel(legs=(Leg("hill", "valley", 20),)),
        closures=(Closure(0, 1 << 20, {"storm bay"}),),
        kits=(Kit("radio", 1),),
        ties=(
            Tie(("inseparable", "elsewhere bound"), "together"),
            Tie(("cat", "dog"), "apart"),
        ),
        households=(Household(("mother", "father")),),
        successions=(Succession("late", "early"),),
    )


def _times(scene: Scene) -> None:
    scene.block()
    scene.person("short hours", hours=(8, 12))
    scene.shift("too long", 8, 12.5)
    scene.block()
    scene.person("busy", busy=(Span(scene.at(11), scene.at(13)),))
    scene.shift("at work", 9, 12)
    scene.block()
    scene.person("one body")
    scene.shift("here", 9, 11)
    scene.shift("there", 10, 12)
    scene.block()
    scene.person("sleeper", limits=Limits(rest_minutes=660))
    scene.shift("late", 20, 22)
    scene.shift("early", 24 + 7, 24 + 9)
    scene.block()
    scene.person("away", days_off={scene.at(24) // DAY})
    scene.shift("day off", 24 + 9, 24 + 11)
    scene.block()
    scene.person("turned round")
    scene.shift("late watch", 14, 16, duty="late")
    scene.shift("early watch", 24 + 9, 24 + 11, duty="early")
    scene.block()
    scene.person("on foot")
    scene.shift("up the hill", 9, 11, site="hill")
    scene.shift("down the hill", 11, 13, site="valley")


def _amounts(scene: Scene) -> None:
    scene.block()
    scene.person("enough", limits=Limits(most_shifts=1))
    scene.shift("first", 9, 11)
    scene.shift("second", 24 + 9, 24 + 11)
    scene.block()
    scene.person("daily", limits=Limits(most_days_in_row=2))
    for day in range(3):
        scene.shift(f"day {day}", 24 * day + 9, 24 * day + 11)
    scene.block()
    scene.person("owl", limits=Limits(most_nights_in_row=1))
    for night in range(2):
        scene.shift(f"night {night}", 24 * night + 22, 24 * night + 23)


def _bounds(scene: Scene) -> None:
    for name, bound, hours in (
        ("tea twice", Bound("shifts", most=1, duties={"tea"}), (9, 33)),
        ("long days", Bound("minutes", most=200, per=2), (9, 33)),
        ("long weeks", Bound("minutes", most=200, per="week"), (9, 33)),
        ("scattered", Bound("days", most=1), (9, 33)),
        ("one weekend", Bound("weekends", most=0), (SATURDAY, SATURDAY + 48)),
        ("half a weekend", Bound("half_weekends", most=0), (SATURDAY, SATURDAY + 48)),
        ("three running", Bound("duty_run", most=2), (9, 33, 57)),
        ("two weekends", Bound("weekend_run", most=1), (SATURDAY, SATURDAY + 168)),
        ("hardly worth it", Bound("duty_run", least=2), (33,)),
        ("no real rest", Bound("free_run", least=2), (9, 57)),
    ):
        scene.block()
        scene.person(name, hours=(0, 336), bounds=(bound,))
        for hour in hours:
            scene.shift(f"{name} {hour}", hour, hour + 2, duty="tea")


def _standing(scene: Scene) -> None:
    for name, person, shift in (
        ("untrained", {}, {"needs": {"first aid"}}),
        ("expired", {"held": (Held("road", end=1),)}, {"needs": {"road"}}),
        ("minor", {"adult_from": None}, {"adults_only": True}),
        ("uninsured", {}, {"insured": True}),
        ("stranger", {"teams": {"river"}}, {"team": "road"}),
        ("choosy", {"only_wished": True, "wishes": {"tea"}}, {"duty": "road"}),
        ("refuser", {"declined": {"refuser"}}, {}),
        ("banned", {}, {}),
        ("by hand", {"opted_out": True}, {}),
        ("in the storm", {}, {"outdoor": True, "site": "storm bay"}),
    ):
        scene.block()
        scene.person(name, **person)
        scene.shift(name, 9, 11, **shift)
    scene.block()
    scene.person("tired", history=History(duties=(Served(scene.at(10), scene.at(12)),)))
    scene.shift("elsewhere", 9, 11)


def _crews(scene: Scene) -> None:
    scene.block()
    scene.person("one too many")
    scene.person("two too many")
    scene.shift("narrow", 9, 11)
    scene.block()
    scene.person("alone")
    scene.shift("pair", 9, 11, least_crew=2)
    scene.block()
    scene.person("led")
    scene.shift("leaderless", 9, 11, roles=(Role("lead", 1, "lead"),))
    scene.block()
    scene.person("novice")
    scene.shift("hard", 9, 11, experienced=1)


def _company(scene: Scene) -> None:
    scene.block()
    scene.person("inseparable")
    scene.person("elsewhere bound", hours=(20, 22))
    scene.shift("one of two", 9, 11)
    scene.block()
    scene.person("cat")
    scene.person("dog")
    scene.shift("kennel", 9, 11, minimum=2)
    scene.block()
    scene.person("ward", guardians={"grandmother"})
    scene.person("grandmother", hours=(20, 22))
    scene.shift("with a child", 9, 11)
    scene.block()
    scene.person("first radio")
    scene.person("second radio")
    scene.shift("calling", 9, 11, kit=(KitNeed("radio", per_crew=1),))
    scene.shift("called", 10, 12, kit=(KitNeed("radio", per_head=1),))
    scene.block()
    scene.person("mother")
    scene.person("father")
    scene.shift("day watch", 9, 11)
    scene.shift("day round", 10, 12)
