"""One person within a stretch of days: what may be asked of them, and their cheapest line."""

import threading

import numpy as np
from numpy.typing import NDArray

from solver.engines.lines import pricing
from solver.engines.lines.deep import FREE, NEVER, Budget, Deep, Whole
from solver.engines.lines.states import States, states_of
from solver.engines.lines.weeks import kinds_of_days

Line = NDArray[np.int16]
_own = threading.local()


def counted_room(size: int) -> NDArray[np.int32]:
    """Lend this thread's scratch memory."""
    room = getattr(_own, "room", None)
    if room is None or len(room) < size:
        _own.room = room = np.empty(max(size, 1 << 18), dtype=np.int32)
    return room[:size]


class Person:
    """
    One person in the days from ``first`` up to but without ``end``.

    What they hold outside, ``line``, stands. The stretch begins on a Monday or the first
    day, and ends on a Sunday or the last one, so that no weekend is cut.

    Parameters
    ----------
    counted
        Sorts whose limits are counted exactly; other limits may be broken by the line found.
    band
        Load and weekends of a whole line may be so many of the longest duties and so many
        weekends ahead of or behind what is due by the load wanted; None for no such limit.
    """

    def __init__(
        self,
        deep: Deep,
        who: int,
        first: int = 0,
        end: int | None = None,
        line: Line | None = None,
        counted: tuple[int, ...] = (),
        prices: Whole | None = None,
        budget: Budget | None = None,
        band: int | None = None,
    ) -> None:
        self.deep, self.who, self.first = deep, who, first
        self.end = deep.days if end is None else end
        self.days = self.end - first
        self.line = np.full(deep.days, FREE, dtype=np.int16) if line is None else line
        self.terms, self.budget = deep.terms[who], budget or deep.budgets[who]
        after = tuple(map(tuple, deep.after.tolist()))
        self.states: States = states_of(self.terms, after)
        self.kind_of_day = kinds_of_days(deep)
        self.prices = deep.price[who, first : self.end] if prices is None else prices
        self.counted, self.band = counted, band
        self._caps = np.array(self.budget.sorts)
        self._prices: tuple[int, tuple[pricing.Small, ...]] = (0, ())
        self._walk_outside()
        self._group()
        self._count()
        self._ends()

    # What stands outside the stretch

    def _walk_outside(self) -> None:
        """Find the state before the stretch, the price of going on after it, and what is used."""
        days = np.arange(self.deep.days)
        outside = (days < self.first) | (days >= self.end)
        held = np.where(outside, self.line, FREE)
        worked = held[held != FREE]
        self.used_units = int(self.deep.units[worked].sum())
        sorts = np.bincount(self.deep.sort_of[worked], minlength=len(self.deep.after))
        self.used_sorts = sorts.tolist()
        weekend = self.kind_of_day > 0
        weeks = (days + self.deep.weekday) // 7
        self.used_weekends = len(set(weeks[(held != FREE) & weekend].tolist()))
        self.weekends = len(set(weeks[weekend & ~outside].tolist()))
        self.start = 0
        for day in range(self.first):
            self.start = int(self._next(int(held[day]))[self.start])
        tail = np.zeros(self.states.count, dtype=np.int64)
        for day in range(self.deep.days - 1, self.end - 1, -1):
            way = self._way(int(held[day]))
            paid = self.states.price[self.kind_of_day[day]]
            target = np.where(way >= 0, self.states.target[way], 0)
            cost = np.where(way >= 0, paid[way] + tail[target], NEVER)
            tail = np.minimum(cost, NEVER)
        self.tail = tail
        fixed = np.where(held == FREE, self.deep.columns, held)
        self.fixed_price = int(self.deep.price[self.who, days[outside], fixed[outside]].sum())

    def _way(self, column: int) -> Whole:
        """Give for each state the way taken by a column, -1 for none."""
        kind = FREE if column == FREE else self.states.kinds[int(self.deep.sort_of[column])]
        found: Whole = self.states.way_of[kind]
        return found

    def _next(self, column: int) -> Whole:
        return self.states.target[self._way(column)]

    # What the pricing works on

    def _group(self) -> None:
        """Put columns alike in all but their price into groups; the last group is a free day."""
        keys: dict[tuple[int, int, int], int] = {}
        columns = self.deep.columns
        self.group = np.full(columns + 1, -1, dtype=np.int32)
        for column in range(columns):
            if (self.prices[:, column] >= NEVER).all():
                continue
            sort = int(self.deep.sort_of[column])
            counter = self.counted.index(sort) + 1 if sort in self.counted else 0
            key = (self.states.kinds[sort], int(self.deep.units[column]), counter)
            self.group[column] = keys.setdefault(key, len(keys))
        self.groups = len(keys) + 1
        self.group[columns] = len(keys)
        keys_of = [*keys, (FREE, 0, 0)]
        rows = [
            (way, place)
            for way, kind in enumerate(self.states.kind.tolist())
            for place, key in enumerate(keys_of)
            if key[0] == kind
        ]
        way = np.array([row[0] for row in rows], dtype=np.int64)
        where = np.array([row[1] for row in rows], dtype=np.int64)
        loads = np.array([key[1] for key in keys_of])
        self._counters = np.array([key[2] for key in keys_of])[where]
        self.from_way = way
        self.ways = np.stack(
            [self.states.source[way], self.states.target[way], where, loads[where]]
        ).astype(np.int32)
        self.into = np.searchsorted(self.ways[1], np.arange(self.states.count + 1)).astype(np.int32)

    def _count(self) -> None:
        """Lay out the counts: weekends where they matter, and the sorts counted."""
        rule = self.budget.weekends
        left = rule.most - self.used_weekends
        matters = rule.least > 0 or left < self.weekends
        soft = rule.above < NEVER or rule.least > 0
        top = (self.weekends if soft else min(self.weekends, max(left, 0))) if matters else 0
        tops = [top, *(self._left(sort) for sort in self.counted)]
        shape = tuple(one + 1 for one in tops)
        self.counts = int(np.prod(shape))
        self._top_weekends = top
        grid = np.indices(shape).reshape(len(shape), -1)
        self._weekends_of = grid[0] if matters else np.zeros(self.counts, dtype=np.int64)
        events = []
        for counter in range(len(shape)):
            for weekend in (0, 1):
                after = grid.copy()
                after[0] += weekend if matters else 0
                if counter:
                    after[counter] += 1
                fits = (after <= np.array(tops)[:, None]).all(axis=0)
                places = np.ravel_multi_index(tuple(after), shape, mode="clip")
                events.append(np.where(fits, places, -1))
        self.step = np.array(events, dtype=np.int32)
        begun = self.states.weekend[:, self.from_way]
        self.event = (self._counters * 2 + begun).astype(np.int32)

    def _left(self, sort: int) -> int:
        return max(0, min(self.days, self.budget.sorts[sort] - self.used_sorts[sort]))

    def _ends(self) -> None:
        """Price the loads and weekends at the end."""
        most = int(self.ways[3].max(initial=0)) * self.days
        rule = self.budget.load
        if rule.above >= NEVER:
            most = max(0, min(most, rule.most - self.used_units))
        loads = rule.price(self.used_units + np.arange(most + 1))
        weekends = self.budget.weekends.price(self.used_weekends + self._weekends_of)
        self.final = np.minimum(NEVER, loads[None, :] + weekends[:, None])
        fine = np.flatnonzero((self.final < NEVER).any(axis=0))
        need = (int(fine[0]), int(fine[-1])) if len(fine) else (1, 0)
        found = np.full((self.days, self.groups), NEVER, dtype=np.int32)
        cells = np.minimum(self.prices, NEVER).astype(np.int32)
        pricing.cheapest_of_group(cells, self.group, found)
        self.low = np.zeros((self.days + 1, self.states.count), dtype=np.int32)
        self.high = np.zeros_like(self.low)
        self.ways_price = np.minimum(self.states.price[:, self.from_way], NEVER)
        levels, self.weekends_fine = self._bands(need, most)
        pricing.reach(
            found, self.ways, self.ways_price.astype(np.int32),
            self.kind_of_day[self.first : self.end], self.start,
            self.tail.astype(np.int32), self.low, self.high, levels,
        )  # fmt: skip
        alive = self.low <= self.high
        self.base = np.where(alive, self.low, most).min(axis=1).astype(np.int32)
        top = np.where(alive, self.high, 0).max(axis=1)
        self.width = max(1, int((top - self.base).max()) + 1)

    def _bands(self, need: tuple[int, int], most: int) -> tuple[pricing.Small, pricing.Small]:
        """Give the loads and the counts allowed before each day and at the end."""
        share = self.deep.due[self.first : self.end + 1]
        loads = np.stack([np.zeros(self.days + 1), np.full(self.days + 1, most)])
        weekends = np.ones((self.days + 1, self.counts), dtype=np.int32)
        if self.band is not None:
            middle = share * sum(need) / 2
            units = self.band * int(self.deep.units.max())
            loads = np.stack([middle - units, middle + units])
            due = (share * self._top_weekends)[:, None]
            ahead = self._weekends_of[None, :] - due
            weekends[:] = np.abs(ahead) <= self.band
        loads[:, -1] = need
        return np.rint(loads).astype(np.int32), weekends

    def _widths(self) -> Whole:
        found: Whole = np.maximum(0, self.high - self.low + 1).astype(np.int64)
        return found

    @property
    def size(self) -> int:
        """Return how many steps one search for the cheapest line takes at most."""
        return self.counts * int(self._widths()[:-1, self.ways[0]].sum())

    # What is asked

    def cheapest(self, cost: Whole, scale: int = 1) -> tuple[int, Line]:
        """
        Find the cheapest line when cells cost ``cost`` (shape (days, columns + 1), scaled).

        Returns the scaled cost, with all the person's own prices of runs, weekends and load
        but not those of their cells, which ``cost`` holds, and the line; NEVER when there is none.
        """
        cells = np.where(self.prices >= NEVER, NEVER, cost).astype(np.int32)
        cheapest = np.empty((self.days, self.groups), dtype=np.int32)
        pricing.cheapest_of_group(cells, self.group, cheapest)
        shape = (self.days + 1, self.states.count, self.counts)
        value = counted_room(int(np.prod(shape)) * self.width).reshape(*shape, self.width)
        live = np.zeros(shape, dtype=np.int8)
        if self.low[0, self.start] > self.high[0, self.start]:
            return NEVER, np.full(self.days, FREE, dtype=np.int16)
        value[0, self.start, 0], live[0, self.start, 0] = pricing.BLOCKED, 1
        value[0, self.start, 0, -self.base[0]] = 0
        price, tail, final = self._scaled(scale)
        days = self.kind_of_day[self.first : self.end]
        same = (self.ways, price, self.event, self.step, days, self.low, self.high, self.base)
        pricing.sweep(cheapest, *same, self.weekends_fine, value, live)
        best, *end = pricing.best_end(
            value[-1], live[-1], tail, final, self.low[-1], self.high[-1], self.base[-1]
        )
        line = np.full(self.days, FREE, dtype=np.int32)
        if best < NEVER:
            pricing.trace(
                cells, self.group, cheapest, self.ways, self.into, *same[1:], value, live,
                tuple(end), line,
            )  # fmt: skip
        return best, line.astype(np.int16)

    def _scaled(self, scale: int) -> tuple[pricing.Small, ...]:
        """Give prices of ways, of going on after the end, and of totals, as the sweep wants them."""
        if self._prices[0] != scale:
            whole = (self.ways_price, self.tail, self.final)
            prices = (np.where(one >= NEVER, NEVER, one * scale) for one in whole)
            self._prices = scale, tuple(one.astype(np.int32) for one in prices)
        return self._prices[1]

    def _counts_of(self, line: Line) -> Whole:
        """Count the duties of each sort, those outside the stretch included."""
        worked = self.deep.sort_of[line[line != FREE]]
        found: Whole = np.bincount(worked, minlength=len(self.deep.after)) + self.used_sorts
        return found

    def broken(self, line: Line) -> list[int]:
        """Give the sorts of which a line has more than the limit."""
        if not self.budget.sorts:
            return []
        return np.flatnonzero(self._counts_of(line) > self._caps).tolist()

    def reached(self, line: Line) -> tuple[int, ...]:
        """Give the sorts counted whose limit a line leaves no room under."""
        count = self._counts_of(line)
        return tuple(one for one in self.counted if count[one] >= self._caps[one])

    def own_price(self, line: Line) -> int:
        """Price a line by itself: cells, runs, weekends, load; what stands outside included."""
        state, paid, weekends = self.start, self.fixed_price, 0
        for day, column in enumerate(line.tolist()):
            way = int(self._way(column)[state])
            if way < 0:
                return NEVER
            today = self.kind_of_day[self.first + day]
            paid += int(self.states.price[today, way]) + int(self.prices[day, column])
            weekends += int(self.states.weekend[today, way])
            state = int(self.states.target[way])
        load = self.used_units + int(self.deep.units[line[line != FREE]].sum())
        paid += int(self.tail[state]) + int(self.budget.load.price(np.array([load]))[0])
        paid += int(self.budget.weekends.price(np.array([self.used_weekends + weekends]))[0])
        # Requests met may have brought a forbidden line's price a little under NEVER.
        return paid if paid < NEVER // 2 else NEVER
