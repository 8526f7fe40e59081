"""Random small weeks in which bounds, successions, requests and prices are all that matters."""

from hypothesis import strategies as st

from solver.instance import (
    History,
    Instance,
    Limits,
    Pin,
    Request,
    Served,
    Shift,
    Succession,
    Volunteer,
    Window,
)
from tests.solver.instances import DAY, HOUR, KINDS, bounds

TIERS = (("least",), ("minimum",), ("price",))


@st.composite
def histories(draw: st.DrawFn, days: int) -> History:
    """Draw duties before and within the horizon, and since when all are known."""
    places = st.tuples(st.integers(-4, days - 1), st.sampled_from([*KINDS, ""]))
    duties = draw(st.lists(places, max_size=3, unique_by=lambda one: one[0]))
    return History(
        tuple(Served(day * DAY + 60, day * DAY + 120, kind) for day, kind in duties),
        known_from=draw(st.integers(-5, 0)),
    )


@st.composite
def people(draw: st.DrawFn, name: str, days: int) -> Volunteer:
    """Draw somebody who can always serve but for their bounds."""
    asked = st.builds(
        Request,
        st.sampled_from([1, 3]),
        st.integers(0, days - 1),
        st.sampled_from([None, *KINDS]),
        spared=st.booleans(),
    )
    alone = st.builds(
        Request, st.just(2), shift=st.sampled_from(["s0", "s1"]), spared=st.booleans()
    )
    return Volunteer(
        name,
        windows=(Window(0, days * DAY),),
        limits=Limits(most_shifts_day=draw(st.sampled_from([None, 1]))),
        bounds=tuple(draw(st.lists(bounds(), max_size=2))),
        requests=tuple(draw(st.lists(st.one_of(asked, alone), max_size=2))),
        days_off=draw(st.frozensets(st.integers(0, days - 1), max_size=1)),
        history=draw(st.one_of(st.just(History()), histories(days))),
    )


@st.composite
def shifts(draw: st.DrawFn, name: str, days: int) -> Shift:
    """Draw a shift of some day, with prices more often than not."""
    start = draw(st.integers(0, days - 1)) * DAY + draw(st.sampled_from([8, 8, 14])) * HOUR
    wanted = draw(st.integers(0, 2))
    return Shift(
        name,
        start,
        start + draw(st.sampled_from([60, 120, 240])),
        minimum=draw(st.integers(0, wanted)),
        wanted=wanted,
        most=draw(st.integers(wanted, 3)),
        missing_price=draw(st.sampled_from([0, 2, 7])),
        surplus_price=draw(st.sampled_from([0, 2])),
        duty=draw(st.sampled_from(KINDS)),
        night=False,
    )


@st.composite
def weeks(
    draw: st.DrawFn, *, crowd: int = 2, work: int = 8, longest: int = 9, pinned: bool = False
) -> Instance:
    """Draw so many people and shifts at most, within so many days."""
    days = draw(st.integers(2, longest))
    some = tuple(draw(people(f"p{i}", days)) for i in range(draw(st.integers(1, crowd))))
    jobs = tuple(draw(shifts(f"s{i}", days)) for i in range(draw(st.integers(1, work))))
    follow = st.builds(
        Succession,
        st.sampled_from(KINDS),
        st.sampled_from(KINDS),
        rest_minutes=st.sampled_from([0, 600, 1500]),
    )
    pair = st.tuples(
        st.sampled_from([one.id for one in some]), st.sampled_from([one.id for one in jobs])
    )
    pins = sorted(draw(st.sets(pair, max_size=3))) if pinned else []
    return Instance(
        some,
        jobs,
        pins=tuple(Pin(*one) for one in pins),
        successions=tuple(draw(st.lists(follow, max_size=2))),
        days=days,
        weekday=draw(st.integers(0, 6)),
        tiers=TIERS,
    )
