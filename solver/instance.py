"""What is asked: volunteers, shifts, pins, bans, successions, and the order of the goals."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from solver.faults import BadInput, distinct, key, need, whole
from solver.language.bounds import Bound
from solver.language.decisions import Ban, Pin
from solver.language.kit import Kit, KitNeed, Lent
from solver.language.people import History, Key, Limits, Request, Volunteer
from solver.language.shifts import Role, Shift
from solver.language.sites import Closure, Leg, Travel
from solver.language.spans import DAY, Grade, Held, Served, Span, Window
from solver.language.succession import Succession
from solver.language.tiers import DEFAULT_TIERS, LOSS_LEVELS, Weight, check_tiers, written_out
from solver.language.ties import Household, Tie
from solver.roster import Assignment, Roster

__all__ = [
    "DEFAULT_TIERS",
    "LOSS_LEVELS",
    "Assignment",
    "BadInput",
    "Ban",
    "Bound",
    "Closure",
    "Grade",
    "Held",
    "History",
    "Household",
    "Instance",
    "Key",
    "Kit",
    "KitNeed",
    "Leg",
    "Lent",
    "Limits",
    "Pin",
    "Request",
    "Role",
    "Served",
    "Shift",
    "Span",
    "Succession",
    "Tie",
    "Travel",
    "Volunteer",
    "Weight",
    "Window",
]  # fmt: skip

NOWHERE = Travel()
LISTS = (
    "volunteers",
    "shifts",
    "pins",
    "bans",
    "kits",
    "ties",
    "households",
    "closures",
    "successions",
    "weights",
)


@dataclass(frozen=True)
class Instance:
    """
    One question to the solver.

    Parameters
    ----------
    volunteers, shifts
        The people and the work; the order of neither matters.
    pins, bans
        Decisions already made. Pins stay even where they break a rule; that is
        reported as a breach and never makes the question unanswerable.
    kits
        Things there are a limited number of.
    ties, households
        What holds between people.
    travel
        How long people are on the way between sites.
    closures
        When weather closes outdoor shifts: nobody is put in them, and they do
        not count as open.
    successions
        Kinds of duty that may not follow one another, for everybody.
    published
        The roster people already know, for the goal of stability.
    now
        The minute people hear of the new roster, to price late changes (see
        ``language/notice.py``); None prices all alike.
    days
        Length of the horizon in days; by default up to the last shift's day.
    weekday
        Weekday of the first day, 0 for Monday.
    months
        Days on which a calendar month begins, rising; days before the horizon are
        negative. Without any, everything lies in one month.
    tiers
        Names of goals, most important tier first; several names in a tier are
        added up. ``leximin`` alone in a tier stands for one tier ``losses:N``
        after another, N from LOSS_LEVELS.
    weights
        What a unit of a goal counts in the sum of its tier; 1 by default.
    """

    volunteers: tuple[Volunteer, ...]
    shifts: tuple[Shift, ...]
    pins: tuple[Pin, ...] = ()
    bans: tuple[Ban, ...] = ()
    kits: tuple[Kit, ...] = ()
    ties: tuple[Tie, ...] = ()
    households: tuple[Household, ...] = ()
    travel: Travel = NOWHERE
    closures: tuple[Closure, ...] = ()
    successions: tuple[Succession, ...] = ()
    published: frozenset[Assignment] = frozenset()
    now: int | None = None
    days: int = None  # type: ignore[assignment]  # settled below, never None later
    weekday: int = 0
    months: tuple[int, ...] = ()
    tiers: tuple[tuple[str, ...], ...] = DEFAULT_TIERS
    weights: tuple[Weight, ...] = ()

    def __post_init__(self) -> None:
        """Refuse doubled ids, unknown names in pins and bans, and unknown goals."""
        for name in LISTS:
            object.__setattr__(self, name, tuple(getattr(self, name)))
        object.__setattr__(self, "published", frozenset(self.published))
        object.__setattr__(self, "tiers", tuple(written_out(self.tiers)))
        object.__setattr__(self, "months", tuple(self.months))
        distinct("volunteers", (one.id for one in self.volunteers))
        distinct("shifts", (one.id for one in self.shifts))
        if self.days is None:
            last = max((shift.end for shift in self.shifts), default=1)
            object.__setattr__(self, "days", -(-last // DAY))
        whole("days", self.days, 1)
        if self.now is not None:
            whole("now", self.now)
        whole("weekday", self.weekday, 0)
        need(self.weekday < 7, "weekday", self.weekday, "0 (Monday) to 6 (Sunday)")
        for place, one in enumerate(self.shifts):
            words = f"a day of the horizon, 0 to {self.days - 1}"
            need(0 <= one.day < self.days, f"shifts[{place}].day", one.day, words)
        rising = all(one < two for one, two in pairwise(self.months))
        need(rising, "months", self.months, "days in rising order")
        self._check_names()
        self._check_kit()
        self._check_standby()
        check_tiers(self.tiers, self.weights)

    def _check_names(self) -> None:
        for name in ("pins", "bans"):
            for place, one in enumerate(getattr(self, name)):
                path = f"{name}[{place}]"
                key(f"{path}.volunteer", one.volunteer)
                known = one.volunteer in self.volunteer_by_id
                need(known, f"{path}.volunteer", one.volunteer, "the id of a volunteer")
                known = one.shift in self.shift_by_id
                need(known, f"{path}.shift", one.shift, "the id of a shift")

    def _check_kit(self) -> None:
        distinct("kits", (one.name for one in self.kits))
        known = {one.name for one in self.kits}
        for place, shift in enumerate(self.shifts):
            for item, one in enumerate(shift.kit):
                path = f"shifts[{place}].kit[{item}].name"
                need(one.name in known, path, one.name, "the name of one of kits")

    def _check_standby(self) -> None:
        # Parts of a question may leave out the shift stood by for.
        for place, one in enumerate(self.shifts):
            held = self.shift_by_id.get(one.standby_for) if one.standby_for is not None else None
            if held is not None:
                path = f"shifts[{place}].standby_for"
                fine = held.standby_for is None
                need(fine, path, held.id, "a shift that does not itself stand by for another")
                fine = held.start < one.end and one.start < held.end
                need(fine, path, held.id, "a shift that shares a minute with this one")

    def weight(self, goal: str) -> int:
        """Return what a unit of a goal counts in its tier."""
        return self._weights.get(goal, 1)

    @cached_property
    def _weights(self) -> dict[str, int]:
        return {one.goal: one.weight for one in self.weights}

    @cached_property
    def volunteer_by_id(self) -> dict[Key, Volunteer]:
        """Return the volunteers by their ids."""
        return {one.id: one for one in self.volunteers}

    @cached_property
    def shift_by_id(self) -> dict[Key, Shift]:
        """Return the shifts by their ids."""
        return {one.id: one for one in self.shifts}

    @cached_property
    def closed(self) -> frozenset[Key]:
        """Return the shifts that fall out for weather."""
        return frozenset(
            shift.id
            for shift in (self.shifts if self.closures else ())
            if shift.outdoor
            and any(one.closes(shift.start, shift.end, shift.site) for one in self.closures)
        )

    @cached_property
    def held_shifts(self) -> tuple[Shift, ...]:
        """Return the shifts that take place."""
        return tuple(one for one in self.shifts if one.id not in self.closed)

    def takers(self, kit: str) -> tuple[Shift, ...]:
        """Return the shifts that take some of this kit, in order of time."""
        return self._takers.get(kit, ())

    @cached_property
    def _takers(self) -> dict[str, tuple[Shift, ...]]:
        found: dict[str, list[Shift]] = {}
        for shift in sorted(self.shifts, key=lambda one: (one.start, one.end, str(one.id))):
            for one in shift.kit:
                found.setdefault(one.name, []).append(shift)
        return {name: tuple(some) for name, some in found.items()}

    def standbys(self, shift: Key) -> tuple[Shift, ...]:
        """Return the shifts held whose people stand by for this one."""
        return self._standbys.get(shift, ())

    @cached_property
    def _standbys(self) -> dict[Key, tuple[Shift, ...]]:
        found: dict[Key, list[Shift]] = {}
        for shift in self.held_shifts:
            if shift.standby_for is not None:
                found.setdefault(shift.standby_for, []).append(shift)
        return {guarded: tuple(some) for guarded, some in found.items()}

    def linked(self, shifts: Iterable[Key]) -> frozenset[Key]:
        """Return these shifts, those that stand by for them, and those they stand by for."""
        found = set(shifts)
        if self._standbys:
            guarded = {self.shift_by_id[one].standby_for for one in found}
            found |= {one for one in guarded if one in self.shift_by_id and one is not None}
            found |= {one.id for shift in set(found) for one in self.standbys(shift)}
        return frozenset(found)

    @cached_property
    def housemates(self) -> frozenset[Key]:
        """Return everybody of every household."""
        return frozenset(one for home in self.households for one in home.volunteers)

    @cached_property
    def tied(self) -> frozenset[Key]:
        """Return everybody for whom it matters who else is in a crew: ties, wards, guardians."""
        found = {one for tie in self.ties for one in tie.volunteers}
        for person in self.volunteers:
            if person.guardians:
                found |= {person.id, *person.guardians}
        return frozenset(found)

    @cached_property
    def pinned(self) -> Roster:
        """Return the pins as a roster."""
        return Roster(frozenset(Assignment(p.volunteer, p.shift) for p in self.pins))

    @cached_property
    def banned(self) -> frozenset[tuple[Key, Key]]:
        """Return the bans as (volunteer, shift) pairs."""
        return frozenset((ban.volunteer, ban.shift) for ban in self.bans)

    def is_weekend(self, day: int) -> bool:
        """Tell whether a day is a Saturday or a Sunday."""
        return (day + self.weekday) % 7 >= 5

    def week(self, day: int) -> int:
        """Count calendar weeks to the one that holds this day."""
        return (day + self.weekday) // 7

    def month(self, day: int) -> int:
        """Count calendar months to the one that holds this day."""
        return bisect_right(self.months, day)

    def in_horizon(self, minute: int) -> bool:
        """Tell whether a minute lies in the horizon."""
        return 0 <= minute < self.days * DAY
