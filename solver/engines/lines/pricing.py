"""The cheapest lawful line of one person, by dynamic programming over days, compiled."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

# Sums of prices stay under half of this, so that what is blocked stays above LIMIT.
BLOCKED = 1 << 30
LIMIT = 1 << 29
SATURDAY, SUNDAY = 5, 6

Small = NDArray[np.int32]


def compiled(function: Callable[..., Any]) -> Callable[..., Any]:
    """
    Compile when first called, and keep the outcome for the next process.

    It is kept beside this file, or in the user's cache where that may not be written; where
    neither may, it is compiled anew in each process.
    """
    try:
        return njit(cache=True, nogil=True)(function)
    except RuntimeError:
        return njit(nogil=True)(function)


@compiled
def cheapest_of_group(cost: Small, group: Small, found: Small) -> None:
    """Give for each day and group of columns the cheapest column's cost."""
    found[:] = LIMIT
    for day in range(cost.shape[0]):
        for column in range(cost.shape[1]):
            place = group[column]
            if place >= 0 and cost[day, column] < found[day, place]:
                found[day, place] = cost[day, column]


@compiled
def reach(
    open_: Small,
    ways: Small,
    price: Small,
    kind_of_day: Small,
    start: int,
    tail: Small,
    low: Small,
    high: Small,
    band: Small,
) -> None:
    """
    Find between which loads each state of each day lies on a line that can end lawfully.

    ``ways`` has rows source, target, group, load; ``band``, shape (2, days + 1), the least and
    most load allowed before each day and at the end. ``low`` and ``high``, shape (days + 1,
    states), are filled; low above high: never.
    """
    days, states = low.shape[0] - 1, low.shape[1]
    least, most = np.full_like(low, LIMIT), np.full_like(low, -LIMIT)
    least[days] = np.where(tail < LIMIT, 0, LIMIT)
    most[days] = np.where(tail < LIMIT, 0, -LIMIT)
    for day in range(days - 1, -1, -1):
        for way in range(ways.shape[1]):
            source, target, load = ways[0, way], ways[1, way], ways[3, way]
            if open_[day, ways[2, way]] >= LIMIT or price[kind_of_day[day], way] >= LIMIT:
                continue
            if most[day + 1, target] >= 0:
                least[day, source] = min(least[day, source], least[day + 1, target] + load)
                most[day, source] = max(most[day, source], most[day + 1, target] + load)
    low[:], high[:] = LIMIT, -LIMIT
    low[0, start], high[0, start] = 0, 0
    for day in range(days):
        for way in range(ways.shape[1]):
            source, target, load = ways[0, way], ways[1, way], ways[3, way]
            if open_[day, ways[2, way]] >= LIMIT or price[kind_of_day[day], way] >= LIMIT:
                continue
            if high[day, source] >= low[day, source] and most[day + 1, target] >= 0:
                low[day + 1, target] = min(low[day + 1, target], low[day, source] + load)
                high[day + 1, target] = max(high[day + 1, target], high[day, source] + load)
        for state in range(states):
            low[day + 1, state] = max(
                low[day + 1, state], band[0, days] - most[day + 1, state], band[0, day + 1]
            )
            high[day + 1, state] = min(
                high[day + 1, state], band[1, days] - least[day + 1, state], band[1, day + 1]
            )


@compiled
def sweep(
    cheapest: Small,
    ways: Small,
    price: Small,
    event: Small,
    step: Small,
    kind_of_day: Small,
    low: Small,
    high: Small,
    base: Small,
    weekends: Small,
    value: Small,
    live: Small,
) -> None:
    """
    Fill ``value``, shape (days + 1, states, counts, loads): the cheapest way to be there.

    Loads are counted from ``base`` of the day on. ``event`` names, by kind of day and way, the
    row of ``step`` that says what becomes of each count, -1 when a limit would be broken;
    ``weekends``, shape (days + 1, counts), whether a count is allowed before a day. Only
    where ``live``, shape (days + 1, states, counts), is not 0 is ``value`` written at all.
    """
    width = value.shape[3]
    for day in range(cheapest.shape[0]):
        today, here, there = kind_of_day[day], base[day], base[day + 1]
        for way in range(ways.shape[1]):
            source, target, load = ways[0, way], ways[1, way], ways[3, way]
            seat, paid = cheapest[day, ways[2, way]], price[today, way]
            if seat >= LIMIT or paid >= LIMIT:
                continue
            cost = np.int32(seat + paid)
            first = max(low[day, source], low[day + 1, target] - load)
            last = min(high[day, source], high[day + 1, target] - load) + 1
            if first >= last:
                continue
            count = step[event[today, way]]
            for before in range(count.shape[0]):
                now = count[before]
                if now < 0 or live[day, source, before] == 0 or weekends[day + 1, now] == 0:
                    continue
                if live[day + 1, target, now] == 0:
                    live[day + 1, target, now] = 1
                    for place in range(width):
                        value[day + 1, target, now, place] = BLOCKED
                whence = value[day, source, before, first - here : last - here]
                into = value[day + 1, target, now, first + load - there : last + load - there]
                for place in range(last - first):
                    into[place] = min(into[place], np.int32(whence[place] + cost))


@compiled
def best_end(
    value: Small, live: Small, tail: Small, final: Small, low: Small, high: Small, base: int
) -> tuple[int, int, int, int]:
    """Give the cheapest end: its cost, state, count and load."""
    best, at = LIMIT, (0, 0, 0)
    for state in range(value.shape[0]):
        if tail[state] >= LIMIT:
            continue
        for count in range(value.shape[1]):
            if live[state, count] == 0:
                continue
            for load in range(low[state], high[state] + 1):
                paid = value[state, count, load - base]
                if paid < LIMIT and final[count, load] < LIMIT:
                    cost = paid + tail[state] + final[count, load]
                    if cost < best:
                        best, at = cost, (state, count, load)
    return best, at[0], at[1], at[2]


@compiled
def column_of(cost: Small, group: Small, place: int, seat: int) -> int:
    """Give a column of a group that costs so much, -1 for a free day."""
    for column in range(len(cost) - 1):
        if group[column] == place and cost[column] == seat:
            return column
    return -1


@compiled
def trace(
    cost: Small,
    group: Small,
    cheapest: Small,
    ways: Small,
    into: Small,
    price: Small,
    event: Small,
    step: Small,
    kind_of_day: Small,
    low: Small,
    high: Small,
    base: Small,
    value: Small,
    live: Small,
    end: tuple[int, int, int],
    line: Small,
) -> None:
    """Walk back from an end and write down the column held on each day, -1 for free."""
    state, count, load = end
    for day in range(cost.shape[0] - 1, -1, -1):
        today, now = kind_of_day[day], value[day + 1, state, count, load - base[day + 1]]
        found = False
        for way in range(into[state], into[state + 1]):
            source, before_load = ways[0, way], load - ways[3, way]
            seat, paid = cheapest[day, ways[2, way]], price[today, way]
            inside = low[day, source] <= before_load <= high[day, source]
            if seat >= LIMIT or paid >= LIMIT or not inside:
                continue
            for before in range(step.shape[1]):
                fits = step[event[today, way], before] == count and live[day, source, before] != 0
                if fits and not found:
                    whence = value[day, source, before, before_load - base[day]]
                    found = whence + seat + paid == now
                    if found:
                        count_before = before
            if found:
                break
        line[day] = column_of(cost[day], group, ways[2, way], seat)
        state, count, load = source, count_before, before_load
