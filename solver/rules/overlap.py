"""Overlap: nobody is in two places at once."""

import numpy as np

from solver.drawing.draft import Draft
from solver.drawing.table import Mask, Numbers, Spans, Table

NAME = "overlap"


def permits(table: Table, volunteer: Numbers, shift: Numbers) -> Mask:
    """Keep the pairs that run into no settled duty."""
    people = enumerate(table.volunteers)
    duties = Spans.of((place, one.history.duties) for place, one in people)
    return ~duties.touches(volunteer, table.start[shift], table.end[shift])


def rows(draft: Draft) -> None:
    """Let each person take one of any two shifts at the same time."""
    shift, owner = draft.pairs.shift, draft.pairs.volunteer
    start, end = draft.table.start[shift], draft.table.end[shift]
    place = np.arange(len(shift))
    reach = 1
    # Pairs are sorted by person and start: look at ever farther neighbours.
    while len(place):
        place = place[place + reach < len(shift)]
        place = place[owner[place] == owner[place + reach]]
        clash = place[start[place + reach] < end[place]]
        draft.conflict(clash, clash + reach)
        reach += 1
