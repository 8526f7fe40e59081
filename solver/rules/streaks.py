"""Streaks: not too many duty days in a row, nor within any seven days."""

import numpy as np

from solver.drawing.draft import Draft
from solver.drawing.table import Numbers
from solver.language.spans import EVER

NAME = "streaks"


def rows(draft: Draft) -> None:
    """Bound the duty days in every stretch of days that could hold too many."""
    in_row = draft.table.limits("most_days_in_row")
    of_seven = draft.table.limits("most_days_of_seven")
    settled: dict[int, set[int]] = {}
    for owner, day in draft.table.duties[:, [0, 3]].tolist():
        settled.setdefault(owner, set()).add(day)
    within = np.minimum(in_row, of_seven)
    # A run longer than allowed needs more days than seats and settled days give.
    for person in np.flatnonzero((within < EVER) & (draft.most_days() > within)).tolist():
        mine = np.array(draft.of(person), dtype=np.int64)
        days = draft.table.day[draft.pairs.shift[mine]]
        stretches = [(int(in_row[person]) + 1, int(in_row[person]))]
        stretches.append((7, int(of_seven[person])))
        done = settled.get(person, set())
        _bound(draft, mine, days, done, [one for one in stretches if one[1] < 7])


def _bound(
    draft: Draft,
    mine: Numbers,
    days: Numbers,
    done: set[int],
    stretches: list[tuple[int, int]],
) -> None:
    """Add one row a stretch; days already settled count without a column."""
    every = np.unique(np.array([*days.tolist(), *done], dtype=np.int64))
    todo = [
        (first, length, most)
        for length, most in stretches
        for first in _openings(every, length)
        if ((every >= first) & (every < first + length)).sum() > most
    ]
    if not todo or not len(mine):
        return
    open_days = np.unique(days)
    marker = draft.markers(open_days.searchsorted(days), mine)
    for first, length, most in todo:
        used = sum(first <= day < first + length for day in done)
        # A day already settled costs nothing more, unless all is lost already.
        columns = [
            int(column)
            for day, column in zip(open_days.tolist(), marker, strict=True)
            if first <= day < first + length and (day not in done or used > most)
        ]
        draft.row(columns, [1] * len(columns), max(0, most - used))


def _openings(every: Numbers, length: int) -> list[int]:
    if not len(every):
        return []
    return list(range(int(every[0]) - length + 1, int(every[-1]) + 1))
