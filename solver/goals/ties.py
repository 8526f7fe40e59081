"""Ties: who would rather serve together does, who would rather not does not."""

import numpy as np

from solver.drawing.companions import seats_beside
from solver.drawing.draft import Draft
from solver.drawing.terms import Terms
from solver.language.ties import Tie

NAME = "ties"


def terms(draft: Draft) -> Terms:
    """Price each shift in which a tie is broken."""
    columns: list[int] = []
    costs: list[int] = []
    for tie in draft.table.instance.ties:
        if tie.price is not None:
            broken = _apart(draft, tie) if tie.kind == "apart" else _together(draft, tie)
            columns += broken
            costs += [tie.price] * len(broken)
    return Terms(np.array(columns, dtype=np.int64), np.array(costs, dtype=np.int64))


def _together(draft: Draft, tie: Tie) -> list[int]:
    """Return columns that are 1 where one of the two is in a shift without the other."""
    found = []
    for one, other in (tie.volunteers, tie.volunteers[::-1]):
        for _, mine, theirs in seats_beside(draft, one, (other,)):
            alone = int(draft.measures(np.ones(1, dtype=np.int64))[0])
            draft.row([mine, *theirs, alone], [1, *([-1] * len(theirs)), -1], 0)
            found.append(alone)
    return found


def _apart(draft: Draft, tie: Tie) -> list[int]:
    """Return columns that are 1 where both are in a shift."""
    found = []
    one, other = tie.volunteers
    for _, mine, theirs in seats_beside(draft, one, (other,)):
        if theirs:
            both = int(draft.measures(np.ones(1, dtype=np.int64))[0])
            draft.row([mine, *theirs, both], [1, 1, -1], 1)
            found.append(both)
    return found
