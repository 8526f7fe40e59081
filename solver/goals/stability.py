"""Stability: people keep the seats they have been told of."""

import numpy as np

from solver.drawing.draft import Draft
from solver.drawing.flags import exact
from solver.drawing.terms import Terms
from solver.language.notice import cost_of_change, is_last_day

NAME = "stability"


def terms(draft: Draft) -> Terms:
    """Price the published seats that are taken from somebody, late ones dearer."""
    table, pairs = draft.table, draft.pairs
    now, width = table.instance.now, max(len(table.shifts), 1)
    everyone = table.instance.published
    known = [
        table.volunteer_place[one.volunteer] * width + table.shift_place[one.shift]
        for one in everyone
        if one.volunteer in table.volunteer_place and one.shift in table.shift_place
    ]
    costs = np.array([cost_of_change(now, start) for start in table.start.tolist()], dtype=np.int64)
    asked = [table.shift_place[one.shift] for one in everyone if one.shift in table.shift_place]
    elsewhere = len(everyone) - len(asked)
    code = pairs.volunteer * width + pairs.shift
    kept = np.flatnonzero(np.isin(code, known))
    called = [_called_up(draft, pair) for pair in kept.tolist()]
    # Of who stands by a column tells whether they keep that seat or are called up from it.
    columns = np.array([pair if up is None else up for pair, up in zip(kept, called, strict=True)])
    return Terms(
        columns.astype(np.int64), -costs[pairs.shift[kept]], elsewhere + int(costs[asked].sum())
    )


def _called_up(draft: Draft, pair: int) -> int | None:
    """Return a column that is 1 only if somebody has a seat or the one they stand by for in it."""
    table, pairs = draft.table, draft.pairs
    shift = table.shifts[pairs.shift[pair]]
    if shift.standby_for is None or not is_last_day(table.instance.now, shift.start):
        return None
    place = table.shift_place.get(shift.standby_for)
    own = draft.of(int(pairs.volunteer[pair]))
    others = [one for one in own if pairs.shift[one] == place]
    if not others:
        return None
    seats = np.array([pair, *others])
    return int(exact(draft, np.zeros_like(seats), seats)[0])
