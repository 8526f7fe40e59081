"""Household: of one home not too many are away at the same time."""

import numpy as np

from solver.drawing.draft import Draft
from solver.language.ties import Household

NAME = "household"


def rows(draft: Draft) -> None:
    """Bound who is away whenever somebody of a home sets out."""
    for home in draft.table.instance.households:
        _home(draft, home)


def _home(draft: Draft, home: Household) -> None:
    table = draft.table
    known = (table.volunteer_place.get(one) for one in home.volunteers)
    members = np.array(sorted(one for one in known if one is not None), dtype=np.int64)
    mine = np.array([pair for one in members.tolist() for pair in draft.of(one)], dtype=np.int64)
    if not len(mine):
        return
    start, end = (some[draft.pairs.shift[mine]] for some in (table.start, table.end))
    duties = table.duties[np.isin(table.duties[:, 0], members)]
    for at in np.unique(np.concatenate([start, duties[:, 1]])).tolist():
        running = (duties[:, 1] <= at) & (at < duties[:, 2])
        left = home.most_away - len(np.unique(duties[running, 0]))
        leaving = mine[(start <= at) & (at < end)].tolist()
        draft.row(leaving, [1] * len(leaving), max(0, left))
