"""Kit: crews that are out at the same time have no more pieces than there are."""

from collections.abc import Iterator

import numpy as np

from solver.drawing.draft import Draft
from solver.drawing.table import Numbers
from solver.language.kit import Kit, KitNeed

NAME = "kit"


def rows(draft: Draft) -> None:
    """Bound the pieces in use at every moment that no later one is as full as."""
    for stock in draft.table.instance.kits:
        places, needs = _takers(draft, stock.name)
        if not len(places):
            continue
        start = draft.table.start[places]
        back = draft.table.end[places] + stock.handover_minutes
        for at, running in _moments(start, back, stock):
            taken = [(places[one], needs[one]) for one in running]
            out = sum(one.count for one in stock.lent if one.start <= at < one.end)
            _bound(draft, taken, max(0, stock.count - out))


def _takers(draft: Draft, name: str) -> tuple[Numbers, list[KitNeed]]:
    """List the shifts that take some of a kit and could have a crew, with what they take."""
    found = [
        (place, need)
        for place, shift in enumerate(draft.table.shifts)
        for need in shift.kit
        if need.name == name and len(draft.by_shift[place])
    ]
    return np.array([place for place, _ in found], dtype=np.int64), [need for _, need in found]


def _moments(start: Numbers, back: Numbers, stock: Kit) -> Iterator[tuple[int, list[int]]]:
    """Yield moments of setting out at which the most shifts run, and which ones do."""
    changes = {one.start for one in stock.lent} | {one.end for one in stock.lent}
    moments = np.unique(start).tolist()
    sets = [np.flatnonzero((start <= at) & (at < back)).tolist() for at in moments]
    for place, (at, running) in enumerate(zip(moments, sets, strict=True)):
        following = moments[place + 1] if place + 1 < len(moments) else None
        same_stock = following is not None and not any(at < one <= following for one in changes)
        if not same_stock or not set(running) <= set(sets[place + 1]):
            yield at, running


def _bound(draft: Draft, taken: list[tuple[int, KitNeed]], pieces: int) -> None:
    columns: list[int] = []
    weights: list[int] = []
    for place, need in taken:
        if need.per_head:
            members = draft.by_shift[place].tolist()
            columns += members
            weights += [need.per_head] * len(members)
        if need.per_crew:
            columns.append(draft.open(place))
            weights.append(need.per_crew)
    draft.row(columns, weights, pieces)
