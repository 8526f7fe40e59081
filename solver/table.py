"""The instance as arrays, in an order that does not depend on the caller's rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from solver.faults import order
from solver.instance import Instance, Key, Shift, Span, Volunteer
from solver.slots import alike
from solver.spans import EVER, day_of, joined

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
    def of(cls, owned: Iterable[tuple[int, Iterable[Span]]]) -> "Spans":
        """Join each owner's spans; owners come in rising order."""
        return cls.stacked((owner, joined(spans)) for owner, spans in owned)

    @classmethod
    def stacked(cls, owned: Iterable[tuple[int, Iterable[tuple[int, int]]]]) -> "Spans":
        """Take each owner's starts and ends as they are."""
        rows = [(owner, start, end) for owner, spans in owned for start, end in spans]
        columns = np.array(rows, dtype=np.int64).reshape(-1, 3)
        return cls(columns[:, 0].copy(), columns[:, 1].copy(), columns[:, 2].copy())

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


def _code(owner: Numbers, minute: Numbers) -> Numbers:
    # Minutes stay within 2^41 of zero, so owner and minute fit one number.
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

    def of_shifts(self, name: str) -> Numbers:
        """Return one whole number of every shift."""
        return np.array([getattr(one, name) for one in self.shifts], dtype=np.int64)

    def limits(self, name: str) -> Numbers:
        """Return one limit of every volunteer, EVER where there is none."""
        found = (getattr(one.limits, name) for one in self.volunteers)
        return np.array([EVER if one is None else one for one in found], dtype=np.int64)

    def spans(self, name: str) -> Spans:
        """Return the spans every volunteer has under this name."""
        return Spans.of((place, getattr(one, name)) for place, one in enumerate(self.volunteers))

    @cached_property
    def windows(self) -> Spans:
        """Return when each volunteer can serve, joined for those who let them be."""
        return Spans.stacked((place, one.hours) for place, one in enumerate(self.volunteers))

    @cached_property
    def duties(self) -> Numbers:
        """Return owner, start, end and day of every settled duty, one a row."""
        rows = [
            (place, duty.start, duty.end, day_of(duty.start))
            for place, one in enumerate(self.volunteers)
            for duty in one.history.duties
        ]
        return np.array(sorted(rows), dtype=np.int64).reshape(-1, 4)


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
