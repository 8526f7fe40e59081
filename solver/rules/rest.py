"""Rest: enough time between duty days, and a break between seats of one day."""

import numpy as np

from solver.drawing.draft import Draft
from solver.drawing.table import Mask, Numbers, Table, expand

NAME = "rest"


def permits(table: Table, volunteer: Numbers, shift: Numbers) -> Mask:
    """Keep the pairs that leave enough rest from and to every settled duty."""
    owner, start, end, day, _ = table.duties.T
    low = owner.searchsorted(volunteer)
    high = owner.searchsorted(volunteer, side="right")
    pair, duty = expand(low, high)
    who, what = volunteer[pair], shift[pair]
    after = _too_close(table, who, table.start[what] - end[duty], table.day[what] > day[duty])
    before = _too_close(table, who, start[duty] - table.end[what], day[duty] > table.day[what])
    fine = np.ones(len(volunteer), dtype=bool)
    fine[pair[after | before]] = False
    return fine


def rows(draft: Draft) -> None:
    """Let each person take one of any two shifts that stand too close."""
    table, pairs = draft.table, draft.pairs
    asked = np.maximum(table.limits("rest_minutes"), table.limits("break_minutes"))
    start, end = table.start[pairs.shift], table.end[pairs.shift]
    day, owner = table.day[pairs.shift], pairs.volunteer
    place = np.flatnonzero(asked[owner] > 0)
    longest = int(table.minutes.max(initial=0))
    reach = 1
    # Sorted by start, nobody farther than rest and longest seat can be too close.
    while len(place):
        place = place[place + reach < len(pairs)]
        other = place + reach
        near = start[other] - start[place] < asked[owner[place]] + longest
        place = place[(owner[place] == owner[other]) & near]
        other = place + reach
        gap = start[other] - end[place]
        clash = _too_close(table, owner[place], gap, day[other] > day[place])
        draft.conflict(place[clash], other[clash])
        reach += 1


def _too_close(table: Table, who: Numbers, gap: Numbers, later_day: Mask) -> Mask:
    over_night = table.limits("rest_minutes")[who]
    within_day = table.limits("break_minutes")[who]
    asked = np.where(later_day, over_night, within_day)
    return (gap >= 0) & (gap < asked)
