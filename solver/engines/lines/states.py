"""The states of a line from one day to the next: what every rule about runs must remember."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

import numpy as np

from solver.engines.lines.deep import FREE, NEVER, UNLIMITED, Run, Terms, Whole


class State(NamedTuple):
    """A day's end: the sort worked or FREE, how long it, and how long work or rest went on."""

    sort: int
    sort_run: int
    run: int
    # Whether the run, and the run of the sort, reach back over the first day's edge.
    edge: bool
    sort_edge: bool


OPEN = State(FREE, 0, 0, True, True)


@dataclass(frozen=True)
class States:
    """
    States and the ways between them; the first state is the one before day 0.

    Parameters
    ----------
    source, target, kind
        Of each way: states, and the kind of sort worked (sorts alike in every rule are one
        kind), FREE for a free day.
    price
        Of each way, by day: any day, Saturday, Sunday. Shape (3, ways).
    weekend
        Whether a way begins a weekend of work, by day. Shape (3, ways).
    working
        Whether each state is a working one.
    kinds
        The kind of each sort.
    """

    source: Whole
    target: Whole
    kind: Whole
    price: Whole
    weekend: Whole
    working: Whole
    kinds: tuple[int, ...]

    @cached_property
    def way_of(self) -> Whole:
        """Give the way taken from each state by each kind, -1 for none; FREE is the last row."""
        found = np.full((max(self.kinds) + 2, self.count), -1, dtype=np.int64)
        found[self.kind, self.source] = np.arange(len(self.kind))
        return found

    @property
    def count(self) -> int:
        """Return the number of states."""
        return len(self.working)


@lru_cache(maxsize=512)
def states_of(terms: Terms, after: tuple[tuple[bool, ...], ...]) -> States:
    """Find every state that can be reached, and the ways between them."""
    return _Walk(terms, after).states()


class _Walk:
    """A walk over all states from the first one."""

    def __init__(self, terms: Terms, after: tuple[tuple[bool, ...], ...]) -> None:
        self.terms, self.after = terms, after
        count = len(after)
        self.runs = terms.sorts or (Run(),) * count
        rows = [after[sort] if self.runs[sort].idle else (sort,) for sort in range(count)]
        whole = [
            (rows[sort], tuple(one[sort] for one in after), self.runs[sort].idle)
            for sort in range(count)
        ]
        # A state remembers the first sort with the same successors.
        self.shown = [rows.index(row) for row in rows]
        self.kinds = tuple(whole.index(one) for one in whole)

    def states(self) -> States:
        """Walk, and write everything down in arrays."""
        first = self._first()
        places: dict[State, int] = {first: 0}
        queue = [first]
        ways: list[tuple[int, int, int, int]] = []
        for state in queue:
            for kind, target, price in self._ways(state):
                if target not in places:
                    places[target] = len(queue)
                    queue.append(target)
                ways.append((places[state], places[target], kind, price))
        ways.sort(key=lambda way: way[1])
        table = np.array(ways, dtype=np.int64).T
        working = np.array([state.sort != FREE for state in queue], dtype=np.int64)
        works, worked = table[2] != FREE, working[table[0]] == 1
        broken = np.where(works != worked, self.terms.whole_weekend, 0)
        prices = np.minimum(NEVER, np.stack([table[3], table[3], table[3] + broken]))
        weekend = np.stack([works & False, works, works & ~worked]).astype(np.int64)
        return States(table[0], table[1], table[2], prices, weekend, working, self.kinds)

    def _first(self) -> State:
        past = self.terms.past
        if past is None:
            return OPEN
        rule = self.terms.rest if past.sort == FREE else self.terms.work
        run = _cap(rule, max(1, past.rest_run if past.sort == FREE else past.work_run))
        edge = _kept(rule, run, past.edge)
        if past.sort == FREE:
            return State(FREE, 0, run, edge, False)
        own = self.runs[past.sort]
        length = 0 if own.idle else _cap(own, past.sort_run)
        sort_edge = _kept(own, length, past.sort_edge)
        return State(self.shown[past.sort], length, run, edge, sort_edge)

    def _ways(self, state: State) -> Iterator[tuple[int, State, int]]:
        leave = self._leave_sort(state) + _short(self.terms.work, state.run, state.edge)
        rest = self.terms.rest
        if state.sort != FREE:
            if leave < NEVER:
                yield FREE, State(FREE, 0, 1, False, False), leave
        elif _long(rest, state.run) < NEVER:
            run = _cap(rest, state.run + 1)
            yield (
                FREE,
                State(FREE, 0, run, _kept(rest, run, state.edge), False),
                _long(rest, state.run),
            )
        for sort, kind in enumerate(self.kinds):
            if sort != kind:
                continue
            if state.sort == FREE:
                price = _short(rest, state.run, state.edge) if state.run else 0
                target = self._begun(sort, 1, state is OPEN or state == OPEN)
            elif not self.after[state.sort][sort]:
                continue
            else:
                target, price = self._on(state, sort)
            if price < NEVER:
                yield kind, target, price

    def _on(self, state: State, sort: int) -> tuple[State, int]:
        """Work on after a day of work."""
        work = self.terms.work
        run = _cap(work, state.run + 1)
        edge = _kept(work, run, state.edge)
        if self.shown[sort] == state.sort and not self.runs[sort].idle:
            rule = self.runs[sort]
            length = _cap(rule, state.sort_run + 1)
            price = _long(work, state.run) + _long(rule, state.sort_run)
            kept = _kept(rule, length, state.sort_edge)
            return State(state.sort, length, run, edge, kept), price
        price = _long(work, state.run) + self._leave_sort(state)
        return self._begun(sort, run, edge, fresh=False), price

    def _begun(self, sort: int, run: int, edge: bool, *, fresh: bool = True) -> State:
        rule = self.runs[sort]
        length = 0 if rule.idle else 1
        kept = _kept(rule, 1, edge and fresh)
        return State(self.shown[sort], length, run, _kept(self.terms.work, run, edge), kept)

    def _leave_sort(self, state: State) -> int:
        if state.sort == FREE or self.runs[state.sort].idle:
            return 0
        return _short(self.runs[state.sort], state.sort_run, state.sort_edge)


def _cap(rule: Run, run: int) -> int:
    """Count no further than anything depends on."""
    return min(run, max(1, rule.least, rule.most if rule.most < UNLIMITED else 0))


def _kept(rule: Run, run: int, edge: bool) -> bool:
    """Remember the edge only while the run would be short without it."""
    return edge and run < rule.least


def _short(rule: Run, run: int, edge: bool) -> int:
    if run >= rule.least or edge:
        return 0
    return min(NEVER, rule.short * (rule.least - run))


def _long(rule: Run, run: int) -> int:
    return rule.long if run >= rule.most else 0
