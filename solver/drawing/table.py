"""The instance as arrays, in an order that does not depend on the caller's rows."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from solver.drawing.slots import alike
from solver.faults import order
from solver.instance import Instance, Key, Shift, Span, Volunteer
from solver.language.spans import EVER

Numbers = NDArray[np.int64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Spans:
    """
    Spans of many owners, sorted by owner and time, none within another.

    They are disjoint unless made with ``join`` off, which only ``covers`` bears.
    """

    owner: Numbers
    start: Numbers
    end: Numbers

    @classmethod
    def of(cls, owned: Iterable[tuple[int, Sequence[Span]]]) -> "Spans":
        """Join each owner's spans where they touch; owners come in rising order."""
        return cls.joining(*_flat(owned))

    @classmethod
    def joining(cls, owner: Numbers, start: Numbers, end: Numbers) -> "Spans":
        """Join spans that touch and have one owner."""
        owner, start, end, furthest = _ranked(owner, start, end)
        first = np.ones(len(owner), dtype=bool)
        first[1:] = (owner[1:] != owner[:-1]) | (start[1:] > furthest[:-1])
        last = np.append(np.flatnonzero(first)[1:], len(owner)) - 1
        return cls(owner[first], start[first], furthest[last[last >= 0]])

    @classmethod
    def widest(cls, owner: Numbers, start: Numbers, end: Numbers) -> "Spans":
        """Drop spans that lie within others of their owner; the rest stay apart."""
        owner, start, end, furthest = _ranked(owner, start, end)
        kept = np.ones(len(owner), dtype=bool)
        kept[1:] = (owner[1:] != owner[:-1]) | (end[1:] > furthest[:-1])
        return cls(owner[kept], start[kept], end[kept])

    def covers(self, owner: Numbers, start: Numbers, end: Numbers) -> Mask:
        """Tell which stretches lie whole within one of their owner's spans."""
        place, begun = self._last_begun(owner, start)
        return begun & (self._ends[place] >= end)

    def touches(self, owner: Numbers, start: Numbers, end: Numbers) -> Mask:
        """Tell which stretches share a minute with one of their owner's spans."""
        place, begun = self._last_begun(owner, end - 1)
        return begun & (self._ends[place] > start)

    def minutes(self, owner: Numbers, start: Numbers, end: Numbers) -> Numbers:
        """Count the minutes of each stretch that lie in its owner's spans."""
        return self._minutes_until(owner, end) - self._minutes_until(owner, start)

    def _minutes_until(self, owner: Numbers, minute: Numbers) -> Numbers:
        """Count the minutes of all spans before this owner's minute."""
        if not len(self.owner):
            return np.zeros(len(owner), dtype=np.int64)
        length = self.end - self.start
        place, begun = self._last_begun(owner, minute)
        past = np.where(begun, minute - self.start[place], EVER)
        before = np.cumsum(length)[place] - length[place]
        ahead = (place == 0) & ~begun & (self._codes[0] > _code(owner, minute))
        return np.where(ahead, 0, before + np.minimum(length[place], past))

    def _last_begun(self, owner: Numbers, minute: Numbers) -> tuple[Numbers, Mask]:
        """Find the last span begun by then, and whether it is the owner's."""
        if not len(self.owner):
            nothing = np.zeros(len(owner), dtype=np.int64)
            return nothing, nothing.astype(bool)
        begun = self._codes.searchsorted(_code(owner, minute), side="right")
        place = np.maximum(begun - 1, 0)
        return place, (begun > 0) & (self.owner[place] == owner)

    @cached_property
    def _codes(self) -> Numbers:
        return _code(self.owner, self.start)

    @cached_property
    def _ends(self) -> Numbers:
        # An empty table is indexed like any other.
        return self.end if len(self.end) else np.zeros(1, dtype=np.int64)


def _flat(owned: Iterable[tuple[int, Sequence[Span]]]) -> tuple[Numbers, Numbers, Numbers]:
    """Write owners, starts and ends of all spans one below the other."""
    kept = [(owner, spans) for owner, spans in owned if spans]
    sizes = [len(spans) for _, spans in kept]
    owner = np.repeat(np.array([one for one, _ in kept], dtype=np.int64), sizes)
    every = [span for _, spans in kept for span in spans]
    start = np.fromiter((span.start for span in every), np.int64, len(every))
    return owner, start, np.fromiter((span.end for span in every), np.int64, len(every))


def _ranked(
    owner: Numbers, start: Numbers, end: Numbers
) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """Sort spans by owner and start, the longer first; add how far each owner's reach so far."""
    ranked = np.lexsort((-end, start, owner))
    owner, start, end = owner[ranked], start[ranked], end[ranked]
    reach = np.maximum.accumulate(_code(owner, end))
    return owner, start, end, reach - _code(owner, np.zeros_like(owner))


def _code(owner: Numbers, minute: Numbers) -> Numbers:
    # Minutes stay within 2^41 of zero, so owner (below two million) and minute fit one number.
    return owner * (1 << 42) + (minute + (1 << 41))


class Table:
    """
    Volunteers and shifts in a fixed order, with what rules ask of them as arrays.

    Volunteers are sorted by id, shifts by start, end and id; everywhere in the
    search a volunteer or a shift is its place in that order. Shifts that cannot
    be told apart share a place: ``shifts`` has the first of them, ``groups``
    all, ``count`` their number.
    """

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self._columns: dict[str, Numbers] = {}
        self.volunteers: list[Volunteer] = sorted(
            instance.volunteers, key=lambda one: order(one.id)
        )
        self.groups: list[list[Shift]] = sorted(
            alike(instance), key=lambda some: (some[0].start, some[0].end, order(some[0].id))
        )
        self.shifts: list[Shift] = [some[0] for some in self.groups]
        self.count = np.array([len(some) for some in self.groups], dtype=np.int64)
        self.volunteer_place: dict[Key, int] = {
            one.id: place for place, one in enumerate(self.volunteers)
        }
        self.shift_place: dict[Key, int] = {
            one.id: place for place, some in enumerate(self.groups) for one in some
        }
        self.start = self.of_shifts("start")
        self.end = self.of_shifts("end")
        self.day = self.of_shifts("day")
        self.minutes = self.end - self.start
        self.night = self.of_shifts("night").astype(bool)
        self.burden = self.of_shifts("burden")
        self.week = (self.day + instance.weekday) // 7
        self.month = self.months_of(self.day)

    def of_shifts(self, name: str) -> Numbers:
        """Return one whole number of every shift."""
        return self._kept(name, lambda: np.array([getattr(one, name) for one in self.shifts]))

    def asked(self, name: str) -> list[int]:
        """Return how many people every shift asks for; a closed one asks for nobody."""
        closed = self.instance.closed
        return [0 if one.id in closed else int(getattr(one, name)) for one in self.shifts]

    def months_of(self, days: Numbers) -> Numbers:
        """Count calendar months to the ones that hold these days."""
        return np.array(self.instance.months, dtype=np.int64).searchsorted(days, side="right")

    def carried(self, name: str) -> Numbers:
        """Return one amount of the last 90 days of every volunteer."""
        return np.array([getattr(one.history, name) for one in self.volunteers], dtype=np.int64)

    def limits(self, name: str) -> Numbers:
        """Return one limit of every volunteer, EVER where there is none."""
        return self._kept(f"limits.{name}", lambda: self._limits(name))

    def _limits(self, name: str) -> Numbers:
        known: dict[int, int] = {}
        found = []
        # Many people share one object of limits: read it once.
        for one in self.volunteers:
            mark = id(one.limits)
            if mark not in known:
                value = getattr(one.limits, name)
                known[mark] = EVER if value is None else value
            found.append(known[mark])
        return np.array(found, dtype=np.int64)

    def _kept(self, name: str, make: Callable[[], NDArray[np.int64]]) -> Numbers:
        if name not in self._columns:
            self._columns[name] = make().astype(np.int64)
        return self._columns[name]

    def spans(self, name: str) -> Spans:
        """Return the spans every volunteer has under this name."""
        return Spans.of((place, getattr(one, name)) for place, one in enumerate(self.volunteers))

    @cached_property
    def windows(self) -> Spans:
        """Return when each volunteer can serve, joined for those who let them be."""
        people = list(enumerate(self.volunteers))
        glued = Spans.of((place, one.windows) for place, one in people if one.windows_joined)
        loose = _flat((place, one.windows) for place, one in people if not one.windows_joined)
        if not len(loose[0]):
            return glued
        apart = Spans.widest(*loose)
        owner = np.concatenate([glued.owner, apart.owner])
        ranked = np.argsort(owner, kind="stable")
        start, end = (
            np.concatenate([getattr(glued, name), getattr(apart, name)])[ranked]
            for name in ("start", "end")
        )
        return Spans(owner[ranked], start, end)

    def wishing(self, name: str, kinds: Mapping[str, int]) -> tuple[Numbers, Numbers]:
        """Return, for every name a volunteer has in this set, who has it and its number."""
        owner, number = [], []
        for place, one in enumerate(self.volunteers):
            for wish in getattr(one, name):
                if wish in kinds:
                    owner.append(place)
                    number.append(kinds[wish])
        return np.array(owner, dtype=np.int64), np.array(number, dtype=np.int64)

    @cached_property
    def held(self) -> dict[str, Spans]:
        """Return for each qualification the spans in which each volunteer holds it."""
        owner: dict[str, list[int]] = {}
        start: dict[str, list[int]] = {}
        end: dict[str, list[int]] = {}
        for place, person in enumerate(self.volunteers):
            for one in person.held:
                owner.setdefault(one.name, []).append(place)
                start.setdefault(one.name, []).append(-EVER if one.start is None else one.start)
                end.setdefault(one.name, []).append(EVER if one.end is None else one.end)
        return {
            name: Spans.joining(
                *(np.array(one[name], dtype=np.int64) for one in (owner, start, end))
            )
            for name in owner
        }

    @cached_property
    def kinds(self) -> dict[str, int]:
        """Return a number for every duty kind of a shift or a settled duty."""
        names = {one.duty for one in self.shifts}
        names |= {duty.duty for one in self.volunteers for duty in one.history.duties}
        return {name: place for place, name in enumerate(sorted(names))}

    @cached_property
    def kind(self) -> Numbers:
        """Return the number of each shift's duty kind."""
        return np.array([self.kinds[one.duty] for one in self.shifts], dtype=np.int64)

    @cached_property
    def duties(self) -> Numbers:
        """Return owner, start, end, day and kind of every settled duty, one a row."""
        rows = [
            (place, duty.start, duty.end, duty.day, self.kinds[duty.duty])
            for place, one in enumerate(self.volunteers)
            for duty in one.history.duties
        ]
        return np.array(sorted(rows), dtype=np.int64).reshape(-1, 5)


def expand(low: Numbers, high: Numbers) -> tuple[Numbers, Numbers]:
    """
    Write out half-open ranges one after another.

    Returns
    -------
    tuple of arrays
        For every number in every range, which range it is from, and the number.
    """
    sizes = np.maximum(high - low, 0)
    origin = np.repeat(np.arange(len(low)), sizes)
    before = np.cumsum(sizes) - sizes
    return origin, np.arange(sizes.sum()) - before[origin] + low[origin]
