"""A model under construction: columns and rows, while rules and goals add theirs."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from solver.drawing.cliques import cover
from solver.drawing.knapsacks import sharpened, too_large_together
from solver.drawing.rows import Rows, joined, merged
from solver.drawing.table import Numbers, Table
from solver.pairs import Pairs


@dataclass
class Draft:
    """
    Columns and rows so far; column i below ``len(pairs)`` is the i-th pair.

    Every column is a whole number between its bounds. A pinned pair has 1 as
    its lower bound. Rows with no negative coefficient ("caps") give way to what
    the pins alone use up, so that pins never make the model infeasible.
    """

    table: Table
    pairs: Pairs
    rules: frozenset[str] = frozenset()
    shortfalls: list[int] = field(default_factory=list)
    flags: dict[Hashable, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Begin with the pairs."""
        self._lower = [self.pairs.pinned.astype(np.int64)]
        self._upper = [np.ones(len(self.pairs), dtype=np.int64)]
        self._size = len(self.pairs)
        self._rows: list[Rows] = []
        self._conflicts: list[Numbers] = []
        self._open: dict[int, int] = {}
        self._measures: list[Numbers] = []

    @cached_property
    def first(self) -> Numbers:
        """Return where each volunteer's pairs begin, and after the last one's end."""
        people = np.arange(len(self.table.volunteers) + 1)
        return self.pairs.volunteer.searchsorted(people)

    @cached_property
    def by_shift(self) -> list[Numbers]:
        """Return the pairs of each shift."""
        ranked = np.argsort(self.pairs.shift, kind="stable")
        places = np.arange(1, len(self.table.shifts))
        cuts = self.pairs.shift[ranked].searchsorted(places)
        return np.split(ranked, cuts) if len(self.table.shifts) else []

    def of(self, volunteer: int) -> range:
        """Return the pairs of one volunteer, in order of time."""
        return range(self.first[volunteer], self.first[volunteer + 1])

    def has(self, rule: str) -> bool:
        """Tell whether a rule of this name is obeyed, so that another may lean on it."""
        return rule in self.rules

    def most_days(self) -> Numbers:
        """Bound the days with a seat or a settled duty that each volunteer could come to."""
        table, pairs = self.table, self.pairs
        found = np.zeros(len(table.volunteers), dtype=np.int64)
        days = np.unique(np.stack([pairs.volunteer, table.day[pairs.shift]]), axis=1)
        np.add.at(found, days[0], 1)
        if self.has("limits"):
            pinned = np.bincount(pairs.volunteer, pairs.pinned, minlength=len(found))
            seats = np.maximum(table.limits("most_shifts"), pinned.astype(np.int64))
            found = np.minimum(found, seats)
        np.add.at(found, table.duties[:, 0], 1)
        return found

    @cached_property
    def cliques(self) -> Rows:
        """Return the sets of pairs of which one at most is taken, once every rule is in."""
        limits = self._limits(self._tidied(joined(self._rows)))
        self.conflict(*too_large_together(self._of_one(limits)))
        return cover(np.concatenate(self._conflicts, axis=1))

    @cached_property
    def single(self) -> NDArray[np.bool_]:
        """Tell which volunteers can take one seat at most, whatever they are given."""
        count = len(self.table.volunteers)
        size = np.bincount(self.cliques.row, minlength=len(self.cliques.limit))
        owner = np.zeros(len(size), dtype=np.int64)
        owner[self.cliques.row] = self.pairs.volunteer[self.cliques.column]
        largest = np.zeros(count, dtype=np.int64)
        np.maximum.at(largest, owner, size)
        pinned = np.bincount(self.pairs.volunteer, self.pairs.pinned, minlength=count)
        alone = largest == np.diff(self.first)
        if self.has("limits"):
            alone |= self.table.limits("most_shifts") <= 1
        return (alone | (np.diff(self.first) <= 1)) & (pinned <= 1)

    def columns(self, lower: Numbers, upper: Numbers) -> Numbers:
        """Add columns with these bounds."""
        self._lower.append(np.asarray(lower, dtype=np.int64))
        self._upper.append(np.asarray(upper, dtype=np.int64))
        self._size += len(self._lower[-1])
        return np.arange(self._size - len(self._lower[-1]), self._size)

    def measures(self, upper: Numbers) -> Numbers:
        """
        Add columns from 0 that goals make as small as rows let them.

        They stand with negative coefficients only, each alone of its kind in
        its rows, so their best values follow from all other columns.
        """
        added = self.columns(np.zeros_like(upper), upper)
        self._measures.append(added)
        return added

    def measuring(self) -> Numbers:
        """Return all the columns that only measure."""
        return np.concatenate([np.array([], dtype=np.int64), *self._measures])

    def column(self, lower: int, upper: int) -> int:
        """Add one column with these bounds."""
        return int(self.columns(np.array([lower]), np.array([upper]))[0])

    def markers(self, group: Numbers, member: Numbers) -> Numbers:
        """
        Return for each group a column that is 1 if one of its pairs is taken.

        Groups are numbered from 0 without gaps; a group of one is its pair.
        """
        count = int(group.max()) + 1 if len(group) else 0
        sizes = np.bincount(group, minlength=count)
        marker = np.zeros(count, dtype=np.int64)
        alone = sizes[group] == 1
        marker[group[alone]] = member[alone]
        several = np.flatnonzero(sizes > 1)
        pinned = np.zeros(count, dtype=np.int64)
        np.maximum.at(pinned, group, self.pairs.pinned[member].astype(np.int64))
        marker[several] = self.columns(pinned[several], np.ones_like(several))
        group, member = group[~alone], member[~alone]
        entries = np.arange(len(group))
        self.at_most(
            np.concatenate([entries, entries]),
            np.concatenate([member, marker[group]]),
            np.concatenate([np.ones_like(entries), -np.ones_like(entries)]),
            np.zeros_like(entries),
        )
        return marker

    def lack(self, most: int) -> int:
        """Add a column for what pins force, to be made as small as it can be before all else."""
        lack = self.column(0, most)
        self.shortfalls.append(lack)
        return lack

    def open(self, shift: int) -> int:
        """Return the column that counts the shift's crews: one or none, or several alike."""
        if shift not in self._open:
            members = self.by_shift[shift]
            one = self.table.count[shift] == 1
            self._open[shift] = self._crew(shift, members) if one else self._crews(shift, members)
        return self._open[shift]

    def opened(self, shift: int) -> int | None:
        """Return the column that counts the crews of shifts alike, if rules asked for it."""
        return self._open.get(shift) if self.table.count[shift] > 1 else None

    def merged(self) -> dict[int, int]:
        """Return the crew columns of shifts alike, by place."""
        return {one: column for one, column in self._open.items() if self.table.count[one] > 1}

    def _crew(self, shift: int, members: Numbers) -> int:
        """Mark a shift's crew, half of it as half open at least: that sharpens the bound."""
        crew = int(self.markers(np.zeros_like(members), members)[0])
        most = max(self.table.shifts[shift].most, int(self.pairs.pinned[members].sum()))
        if len(members) > most and self.has("capacity"):
            self.row([*members.tolist(), crew], [1] * len(members) + [-most], 0)
        return crew

    def _crews(self, shift: int, members: Numbers) -> int:
        """Count crews so that all who go can be dealt out over them."""
        one = self.table.shifts[shift]
        most = min(int(self.table.count[shift]), len(members) // one.least_crew)
        crews = self.column(0, most)
        self.row([*members.tolist(), crews], [1] * len(members) + [-one.most], 0)
        every = np.arange(len(members))
        self.at_most(
            np.concatenate([every, every]),
            np.concatenate([members, np.full(len(members), crews)]),
            np.concatenate([np.ones_like(every), -np.ones_like(every)]),
            np.zeros_like(every),
        )
        self.row([crews, *members.tolist()], [one.least_crew] + [-1] * len(members), 0)
        return crews

    def at_least_if_open(self, shift: int, members: Numbers, least: int) -> None:
        """
        Ask for so many of these members whenever the shift has a crew.

        Where somebody is pinned to the shift the lack is allowed and counted
        in ``shortfalls``, to be made as small as it can be before all else.
        """
        columns = [*members.tolist(), self.open(shift)]
        self.excused(shift, columns, [-1] * len(members) + [least], least)

    def excused(
        self, shift: int, columns: list[int], weights: list[int], most: int, *, each: int = 1
    ) -> None:
        """
        Keep a sum of columns at 0 or less, as far as the shift's pins let it.

        Where somebody is pinned to the shift up to ``most`` may be lacking, each
        worth ``each`` in the sum; ``shortfalls`` counts them.
        """
        if self.pairs.pinned[self.by_shift[shift]].any():
            columns, weights = [*columns, self.lack(most)], [*weights, -each]
        self.row(columns, weights, 0)

    def follows(self, shift: int, pair: int, others: list[int]) -> None:
        """Let a pair be taken with one of some others only, unless it is pinned."""
        if self.pairs.pinned[pair]:
            self.excused(shift, [pair, *others], [1] + [-1] * len(others), 1)
        else:
            self.row([pair, *others], [1] + [-1] * len(others), 0)

    def row(self, columns: list[int], coefficients: list[int], limit: int) -> None:
        """Add one row."""
        self.at_most(
            np.zeros(len(columns), dtype=np.int64),
            np.array(columns, dtype=np.int64),
            np.array(coefficients, dtype=np.int64),
            np.array([limit], dtype=np.int64),
        )

    def at_most(self, row: Numbers, column: Numbers, coefficient: Numbers, limit: Numbers) -> None:
        """Add rows: ``row`` numbers them from 0, ``limit`` has one value for each."""
        if len(limit):
            self._rows.append(Rows(row, column, coefficient, limit))

    def conflict(self, one: Numbers, other: Numbers) -> None:
        """Let each volunteer take one at most of each two pairs, both their own."""
        both = np.stack([np.minimum(one, other), np.maximum(one, other)])
        self._conflicts.append(both)

    def bounds(self) -> tuple[Numbers, Numbers]:
        """Return the lower and upper bounds of all columns."""
        return np.concatenate(self._lower), np.concatenate(self._upper)

    def rows(self) -> Rows:
        """Return every row that can bind, conflicts drawn together into cliques."""
        plain = self._tidied(joined(self._rows))
        sharper = sharpened(self._limits(plain))
        return joined([plain, self._tidied(sharper), self._tidied(self.cliques)])

    def _of_one(self, rows: Rows) -> Rows:
        """Pick the rows that hold nothing but pairs of one person."""
        count = len(rows.limit)
        paired = rows.column < len(self.pairs)
        owner = np.append(self.pairs.volunteer, -1)[np.where(paired, rows.column, -1)]
        low, high = np.full(count, len(self.first)), np.full(count, -1)
        np.minimum.at(low, rows.row, owner)
        np.maximum.at(high, rows.row, np.where(paired, owner, len(self.first)))
        mine = low == high
        number, kept = np.cumsum(mine) - 1, mine[rows.row]
        return Rows(
            number[rows.row[kept]], rows.column[kept], rows.coefficient[kept], rows.limit[mine]
        )

    def _limits(self, rows: Rows) -> Rows:
        """Pick the rows that bound sums of unlike pairs."""
        count = len(rows.limit)
        upper = self.bounds()[1]
        odd = (rows.coefficient <= 0) | (upper[rows.column] > 1)
        unlike = rows.coefficient != 1
        fit = (np.bincount(rows.row, weights=odd, minlength=count) == 0) & (rows.limit > 0)
        fit &= np.bincount(rows.row, weights=unlike, minlength=count) > 0
        number = np.cumsum(fit) - 1
        kept = fit[rows.row]
        return Rows(
            number[rows.row[kept]],
            rows.column[kept],
            rows.coefficient[kept],
            rows.limit[fit],
        )

    def _tidied(self, rows: Rows) -> Rows:
        """Let caps give way to pins, and drop what cannot bind."""
        rows = merged(rows)
        row, column, coefficient, limit = rows.row, rows.column, rows.coefficient, rows.limit
        lower, upper = self.bounds()
        count = len(limit)
        cap = np.bincount(row, weights=coefficient < 0, minlength=count) == 0
        used = np.bincount(row, weights=coefficient * lower[column], minlength=count)
        limit = np.where(cap, np.maximum(limit, used.astype(np.int64)), limit)
        most = np.where(coefficient > 0, upper[column], lower[column]) * coefficient
        binding = np.bincount(row, weights=most, minlength=count) > limit
        kept = binding[row]
        number = np.cumsum(binding) - 1
        return Rows(number[row[kept]], column[kept], coefficient[kept], limit[binding])
