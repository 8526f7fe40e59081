"""Totals that bounds are held against, as sums of columns over the pairs of one person."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from solver.drawing.draft import Draft
from solver.drawing.flags import Flags, day_flags, pairs_of, settled_of, weekend_flags
from solver.drawing.table import Numbers
from solver.language.bounds import Bound
from solver.language.spans import Served
from solver.language.tally import SATURDAY, stretches


@dataclass(frozen=True)
class Amount:
    """
    One total: the sum of size times column, and what is settled.

    Parameters
    ----------
    columns, sizes
        What more seats would add.
    settled
        What settled duties make of it.
    whole
        Whether it can be too little, every day being known.
    every
        All columns with a part in it, those that add nothing among them.
    """

    columns: list[int]
    sizes: list[int]
    settled: int
    whole: bool
    every: list[int]


def amounts(draft: Draft, person: int, bound: Bound) -> Iterator[Amount]:
    """Yield every total of one person that a bound is held against, half weekends excepted."""
    if bound.count == "weekends":
        flags = weekend_flags(draft, person, bound.duties, history=False)
        yield _flagged(flags, [*(flags.column.keys() | flags.settled)], whole=True)
        return
    history = draft.table.volunteers[person].history
    end = draft.table.instance.days
    for first, last in stretches(draft.table.instance, bound.per):
        whole = history.known_from <= first and last < end
        if bound.count == "days":
            # A week may reach beyond the horizon, where duties can be settled too.
            served = settled_of(draft, person, bound.duties)
            beyond = len({one.day for one in served if end <= one.day <= last})
            flags = day_flags(draft, person, bound.duties)
            yield _flagged(flags, range(first, last + 1), whole=whole, more=beyond)
        else:
            yield _summed(draft, person, bound, (first, last), whole)


def _flagged(flags: Flags, places: Sequence[int], *, whole: bool, more: int = 0) -> Amount:
    columns, sizes, settled = flags.terms(places)
    every = [flags.column[one] for one in places if one in flags.column]
    return Amount(columns, sizes, settled + more, whole, every)


def _summed(draft: Draft, person: int, bound: Bound, days: tuple[int, int], whole: bool) -> Amount:
    table = draft.table
    mine = pairs_of(draft, person, bound.duties)
    day = table.day[draft.pairs.shift[mine]]
    mine = mine[(day >= days[0]) & (day <= days[1])]
    minutes = bound.count == "minutes"
    size: Numbers = table.minutes[draft.pairs.shift[mine]] if minutes else np.ones_like(mine)
    served: list[Served] = [
        one for one in settled_of(draft, person, bound.duties) if days[0] <= one.day <= days[1]
    ]
    settled = sum(one.end - one.start for one in served) if minutes else len(served)
    return Amount(mine.tolist(), size.tolist(), settled, whole, mine.tolist())


@dataclass(frozen=True)
class Weekend:
    """Saturday and Sunday of one weekend: is a duty settled, and the column of a seat, if any."""

    settled: tuple[bool, bool]
    columns: tuple[int | None, int | None]
    pinned: tuple[bool, bool]

    @property
    def is_half(self) -> bool:
        """Tell whether pins and settled duties alone take one of the days only."""
        return (self.settled[0] or self.pinned[0]) != (self.settled[1] or self.pinned[1])


def weekends(draft: Draft, person: int, bound: Bound) -> list[Weekend]:
    """Return the weekends that lie in the horizon whole and could be served in."""
    instance = draft.table.instance
    flags = day_flags(draft, person, bound.duties)
    found = []
    for saturday in range(SATURDAY - instance.weekday, instance.days - 1, 7):
        both = (saturday, saturday + 1)
        if saturday >= 0 and any(flags.may(day) for day in both):
            first, second = both
            found.append(
                Weekend(
                    (first in flags.settled, second in flags.settled),
                    (flags.column.get(first), flags.column.get(second)),
                    (first in flags.pinned, second in flags.pinned),
                )
            )
    return found


def half(draft: Draft, weekend: Weekend, column: int) -> None:
    """Make a column 1 at least where one day of a weekend is served without the other."""
    for day, other in ((0, 1), (1, 0)):
        served, beside = weekend.columns[day], weekend.columns[other]
        if weekend.settled[other] or (served is None and not weekend.settled[day]):
            continue
        columns, sizes = [column], [-1]
        if served is not None and not weekend.settled[day]:
            columns, sizes = [*columns, served], [*sizes, 1]
        if beside is not None:
            columns, sizes = [*columns, beside], [*sizes, -1]
        draft.row(columns, sizes, -1 if weekend.settled[day] else 0)
