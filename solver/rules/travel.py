"""Travel: nobody is expected at a site before they can be there."""

import numpy as np

from solver.drawing.draft import Draft
from solver.drawing.routes import Routes
from solver.drawing.table import Mask, Numbers, Table, expand

NAME = "travel"


def permits(table: Table, volunteer: Numbers, shift: Numbers) -> Mask:
    """Keep the pairs that leave time for the way from and to every settled duty."""
    fine = np.ones(len(volunteer), dtype=bool)
    if not table.instance.travel.takes_time:
        return fine
    routes = Routes(table)
    owner, start, end = table.duties.T[:3]
    low, high = owner.searchsorted(volunteer), owner.searchsorted(volunteer, side="right")
    pair, duty = expand(low, high)
    after = table.start[shift[pair]] - end[duty]
    before = start[duty] - table.end[shift[pair]]
    there, back = routes.from_duty(duty, shift[pair]), routes.to_duty(shift[pair], duty)
    late = ((after >= 0) & (after < there)) | ((before >= 0) & (before < back))
    fine[pair[late]] = False
    return fine


def rows(draft: Draft) -> None:
    """Let each person take one of any two shifts with too little time for the way."""
    table, pairs = draft.table, draft.pairs
    if not table.instance.travel.takes_time:
        return
    routes = Routes(table)
    start, end = table.start[pairs.shift], table.end[pairs.shift]
    place, reach = np.arange(len(pairs)), 1
    longest = int(table.minutes.max(initial=0)) + routes.longest
    # Sorted by start, nobody farther than the longest seat and way can be too close.
    while len(place):
        place = place[place + reach < len(pairs)]
        other = place + reach
        near = start[other] - start[place] < longest
        place = place[(pairs.volunteer[place] == pairs.volunteer[other]) & near]
        other = place + reach
        gap = start[other] - end[place]
        clash = (gap >= 0) & (gap < routes.between(pairs.shift[place], pairs.shift[other]))
        draft.conflict(place[clash], other[clash])
        reach += 1
