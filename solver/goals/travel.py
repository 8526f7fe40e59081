"""Travel: short ways from home to seat, from seat to seat, and home again."""

import numpy as np

from solver.drawing.draft import Draft
from solver.drawing.routes import Routes
from solver.drawing.table import Numbers
from solver.drawing.terms import Terms

NAME = "travel"


def terms(draft: Draft) -> Terms:
    """
    Price each way that is really gone: between two seats of a day with none in between.

    A way counts from 0 up by what lies at its ends less what lies between, so for
    whole rosters it is 1 exactly where it is gone.
    """
    table, pairs = draft.table, draft.pairs
    paid = _Paid(draft)
    if table.instance.travel.takes_time:
        routes = Routes(table)
        day = table.day[pairs.shift]
        ranked = np.lexsort((np.arange(len(day)), day, pairs.volunteer))
        edge = np.flatnonzero((np.diff(pairs.volunteer[ranked]) != 0) | (np.diff(day[ranked]) != 0))
        for some in np.split(ranked, edge + 1):
            _day(draft, routes, some, paid)
    return paid.terms()


class _Paid:
    """Columns and what each costs, and a way that depends on others."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._column: list[int] = []
        self._cost: list[int] = []

    def way(self, ends: list[int], between: list[int], minutes: int) -> None:
        """Pay for a way that is gone where all its ends are taken and nothing between."""
        if not minutes:
            return
        if len(ends) == 1 and not between:
            column = ends[0]
        else:
            column = int(self._draft.measures(np.ones(1, dtype=np.int64))[0])
            weights = [1] * len(ends) + [-1] * (len(between) + 1)
            self._draft.row([*ends, *between, column], weights, len(ends) - 1)
        self._column.append(column)
        self._cost.append(minutes)

    def terms(self) -> Terms:
        return Terms(np.array(self._column, dtype=np.int64), np.array(self._cost, dtype=np.int64))


def _day(draft: Draft, routes: Routes, some: Numbers, paid: _Paid) -> None:
    """Pay for the ways of one person's day."""
    shift, who = draft.pairs.shift[some], draft.pairs.volunteer[some]
    out, back = routes.out(who, shift).tolist(), routes.back(who, shift).tolist()
    columns = some.tolist()
    for place, column in enumerate(columns):
        paid.way([column], columns[:place], out[place])
        paid.way([column], columns[place + 1 :], back[place])
        later = np.arange(place + 1, len(columns))
        ways = routes.between(np.full(len(later), shift[place]), shift[later])
        for other in later[_possible(draft, some, place, later)].tolist():
            minutes = int(ways[other - place - 1])
            paid.way([column, columns[other]], columns[place + 1 : other], minutes)


def _possible(draft: Draft, some: Numbers, place: int, later: Numbers) -> Numbers:
    """Find which later pairs one person could take with this one: all that do not overlap it."""
    table, pairs = draft.table, draft.pairs
    one, others = some[place], some[later]
    apart = table.start[pairs.shift[others]] >= table.end[pairs.shift[one]]
    both = pairs.pinned[others] & pairs.pinned[one]
    found: Numbers = np.flatnonzero(apart | both | (not draft.has("overlap")))
    return found
