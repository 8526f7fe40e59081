"""Random small instances for property tests."""

from dataclasses import replace

from hypothesis import strategies as st

from solver.instance import (
    DEFAULT_TIERS,
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
    Lent,
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
    Weight,
    Window,
)
from solver.language.bounds import RUNS, TOTALS

DAY = 1440
HOUR = 60
KINDS = ("tea", "road", "night")


@st.composite
def spans(draw: st.DrawFn, kind: type = Span, first: int = 0, last: int = 72) -> Span:
    """Draw a span of whole hours."""
    start = draw(st.integers(first, last - 1))
    end = draw(st.integers(start + 1, min(last, start + 30)))
    return kind(start * HOUR, end * HOUR)


@st.composite
def windows(draw: st.DrawFn) -> Window:
    """Draw a graded window, long more often than short."""
    start = draw(st.sampled_from([0, 0, 0, 6, 20, 24, 30, 48]))
    length = draw(st.sampled_from([4, 8, 16, 24, 48, 72]))
    return Window(start * HOUR, (start + length) * HOUR, draw(st.sampled_from([-1, 0, 0, 1])))


def _or_none(values: list[int]) -> st.SearchStrategy[int | None]:
    return st.sampled_from([None, None, None, *values])


@st.composite
def limits(draw: st.DrawFn) -> Limits:
    """Draw limits, most of them absent."""
    return Limits(
        most_minutes=draw(_or_none([240, 500])),
        most_minutes_week=draw(_or_none([300])),
        most_minutes_day=draw(_or_none([200, 480])),
        most_shifts=draw(_or_none([1, 2])),
        most_shifts_week=draw(_or_none([2])),
        most_shifts_month=draw(_or_none([1])),
        most_shifts_day=draw(_or_none([1])),
        rest_minutes=draw(st.sampled_from([0, 0, 660])),
        break_minutes=draw(st.sampled_from([0, 0, 60])),
        most_days_in_row=draw(_or_none([1, 2])),
        most_days_of_seven=draw(_or_none([1, 2])),
        most_nights_in_row=draw(_or_none([0, 1, 2])),
        nights_rest_minutes=draw(st.sampled_from([720, 1440])),
    )


@st.composite
def bounds(draw: st.DrawFn) -> Bound:
    """Draw a bound on anything."""
    count = draw(st.sampled_from(TOTALS + RUNS))
    price = draw(st.sampled_from([None, 1, 5]))
    unit = 120 if count == "minutes" else 1
    least = draw(st.integers(0, 3)) * unit
    most = draw(st.sampled_from([None, 0, 1, 2, 3]))
    if count in ("half_weekends", "weekend_run"):
        least = 0
    if count == "free_run" and price is None:
        most = None
    if most is None:
        least = max(least, unit)
    if count in ("half_weekends", "weekend_run") and most is None:
        least, most = 0, 1
    several = count in ("minutes", "shifts", "days")
    return Bound(
        count,
        least,
        None if most is None else max(most * unit, least),
        draw(st.frozensets(st.sampled_from(KINDS), max_size=2)),
        draw(st.sampled_from(["horizon", "week", 1, 2, 3])) if several else "horizon",
        price,
    )


@st.composite
def volunteers(draw: st.DrawFn, name: str) -> Volunteer:
    """Draw somebody."""
    seldom = st.sampled_from([False, False, False, False, True])
    return Volunteer(
        name,
        windows=tuple(draw(st.lists(windows(), min_size=1, max_size=3))),
        windows_joined=draw(st.booleans()),
        busy=tuple(draw(st.lists(spans(), max_size=1))) if draw(seldom) else (),
        held=tuple(Held(one) for one in draw(st.sets(st.sampled_from("ab"), max_size=2))),
        adult_from=draw(st.sampled_from([0, 0, 0, None, 30 * HOUR])),
        insured=(Span(-DAY, draw(st.sampled_from([40, 400])) * HOUR),),
        limits=draw(limits()),
        wishes=draw(st.frozensets(st.sampled_from(["tea", "road"]), max_size=1)),
        only_wished=draw(seldom),
        teams=draw(st.frozensets(st.sampled_from(["river", "road"]), min_size=1)),
        history=History(
            duties=tuple(
                replace(one, site=draw(st.sampled_from(["", "gate"])))
                for one in draw(st.lists(spans(kind=Served, first=-48), max_size=1))
            )
            if draw(seldom)
            else (),
            burden=draw(st.sampled_from([0, 0, 300, 1000])),
            minutes=draw(st.sampled_from([0, 0, 700])),
            nights=draw(st.integers(0, 2)),
            heat=draw(st.integers(0, 1)),
            weekends=draw(st.integers(0, 3)),
            loss=draw(st.sampled_from([0, 0, 200, 500])),
        ),
        opted_out=draw(seldom),
        declined=draw(st.frozensets(st.sampled_from(["s0", "s1"]), max_size=1)),
        bounds=draw(st.lists(bounds(), max_size=1)) if draw(seldom) else (),
        days_off=draw(st.frozensets(st.integers(0, 2), max_size=1)) if draw(seldom) else (),
        experienced=draw(st.sampled_from([True, False, frozenset({"tea"})])),
        home=draw(st.sampled_from(["", "", "home", "pier"])),
        guardians=frozenset({"p0"} - {name}) if draw(seldom) else frozenset(),
        ward_until=draw(st.sampled_from([None, 20 * HOUR])),
        show_up=draw(st.sampled_from([100, 100, 90, 70, 40, 0])),
    )


@st.composite
def shifts(draw: st.DrawFn, name: str) -> Shift:
    """Draw a shift within three days."""
    start = draw(st.sampled_from([0, 7, 9, 9, 10, 20, 22, 31, 33, 33, 46, 57])) * HOUR
    minimum = draw(st.integers(0, 2))
    wanted = minimum + draw(st.integers(0, 1))
    seldom = st.sampled_from([False, False, False, True])
    return Shift(
        name,
        start,
        start + draw(st.sampled_from([120, 120, 180, 360])),
        minimum=minimum,
        wanted=wanted,
        most=wanted + draw(st.integers(0, 1)),
        missing_price=2 if draw(seldom) else 0,
        duty=draw(st.sampled_from(["tea", "road"])),
        team=draw(st.sampled_from([None, None, "river"])),
        needs=draw(st.frozensets(st.sampled_from("a"))) if draw(seldom) else frozenset(),
        adults_only=draw(seldom),
        insured=draw(seldom),
        least_crew=draw(st.sampled_from([1, 1, 2])),
        roles=(Role("lead", 1, "b"),) if draw(seldom) else (),
        experienced=int(draw(seldom)),
        experienced_percent=draw(st.sampled_from([0, 0, 0, 34, 100])),
        most_novices=draw(st.sampled_from([None, None, 1])),
        kit=(KitNeed("vest", *draw(st.sampled_from([(1, 0), (0, 1), (1, 1)]))),)
        if draw(seldom)
        else (),
        critical=draw(seldom),
        outdoor=draw(seldom),
        hot=draw(seldom),
        confidence=draw(st.sampled_from([0, 0, 60, 90])),
        site=draw(st.sampled_from(["", "gate", "pier"])),
    )


@st.composite
def ties(draw: st.DrawFn, people: int) -> Tie:
    """Draw two of so many people who serve together or apart."""
    pair = st.sets(st.integers(0, people - 1), min_size=2, max_size=2)
    kind = draw(st.sampled_from(["together", "apart"]))
    price = draw(st.sampled_from([None, None, 3]))
    return Tie(tuple(f"p{one}" for one in sorted(draw(pair))), kind, price)


# Tiers with the goals that are not of the default, and some added up.
OTHER_TIERS = (
    ("critical",),
    ("minimum", "wanted"),
    ("losses:600",),
    ("losses:240",),
    ("balance_nights", "balance_heat", "balance_weekends"),
    ("wishes", "balance_hours"),
    ("standby",),
    ("stability", "ties"),
    ("travel",),
)
FAR = Travel(45, (Leg("gate", "pier", 90), Leg("pier", "gate", 20), Leg("home", "gate", 10)))
WEIGHTS = (Weight("minimum", 3), Weight("balance_nights", 2), Weight("balance_hours", 5))


def standing_by(jobs: tuple[Shift, ...], draw: st.DrawFn) -> tuple[Shift, ...]:
    """Let the last of some shifts stand by for one it overlaps, where there is any."""
    *others, last = jobs
    beside = [one.id for one in others if one.start < last.end and last.start < one.end]
    if not beside or draw(st.booleans()):
        return jobs
    guarded = draw(st.sampled_from(beside))
    return (*others, replace(last, minimum=0, wanted=0, confidence=0, standby_for=guarded))


@st.composite
def instances(draw: st.DrawFn, *, people: int = 5, work: int = 6, pinned: bool = True) -> Instance:
    """Draw an instance of at most so many people and shifts."""
    some = tuple(draw(volunteers(f"p{i}")) for i in range(draw(st.integers(1, people))))
    jobs = tuple(draw(shifts(f"s{i}")) for i in range(draw(st.integers(1, work))))
    jobs = standing_by(jobs, draw)
    pair = st.tuples(
        st.sampled_from([one.id for one in some]), st.sampled_from([one.id for one in jobs])
    )
    pins = draw(st.sets(pair, max_size=2)) if pinned and draw(st.booleans()) else set()
    bans = draw(st.sets(pair, max_size=1)) - pins
    closure = replace(draw(spans(Closure)), sites=draw(st.frozensets(st.sampled_from(["gate"]))))
    kit = Kit("vest", draw(st.integers(1, 3)), draw(st.sampled_from([0, 60])))
    if draw(st.booleans()):
        kit = replace(kit, lent=(draw(spans(Lent)),))
    return Instance(
        some,
        jobs,
        pins=tuple(Pin(*one) for one in sorted(pins)),
        bans=tuple(Ban(*one) for one in sorted(bans)),
        kits=(kit,),
        travel=draw(st.sampled_from([Travel(), FAR, Travel(30)])),
        closures=(closure,) if draw(st.booleans()) else (),
        ties=tuple(draw(st.lists(ties(len(some)), max_size=1))) if len(some) > 1 else (),
        households=(Household(tuple(one.id for one in some[1:3])),) if draw(st.booleans()) else (),
        successions=(Succession("tea", "road"),) if draw(st.booleans()) else (),
        weekday=draw(st.integers(0, 6)),
        months=draw(st.sampled_from([(), (1,), (-3, 2)])),
        tiers=draw(st.sampled_from([DEFAULT_TIERS, DEFAULT_TIERS, OTHER_TIERS])),
        weights=WEIGHTS,
    )
