"""The days before the horizon, as a line goes on from them."""

from collections.abc import Sequence

from solver.engines.lines.deep import FREE, Past
from solver.instance import History


def past_of(history: History, duties: Sequence[str]) -> Past | None:
    """
    Give what somebody's line goes on from; None when nothing is known.

    Raises
    ------
    ValueError
        If the last duty is of a kind that is not among ``duties``.
    """
    kinds = {one.day: one.duty for one in history.duties}
    known = history.known_from
    if -1 in kinds:
        first, same = -1, -1
        while first - 1 in kinds:
            first -= 1
        while kinds.get(same - 1) == kinds[-1]:
            same -= 1
        sort = list(duties).index(kinds[-1])
        return Past(sort, -same, -first, 0, edge=first <= known, sort_edge=same <= known)
    if known >= 0:
        return None
    first = -1
    while first > known and first - 1 not in kinds:
        first -= 1
    begun = first > known or first - 1 in kinds
    return Past(FREE, 0, 0, -first, edge=not begun)
