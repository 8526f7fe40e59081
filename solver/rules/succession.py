"""Succession: some kinds of duty do not follow others on the next day, or for a while."""

from dataclasses import dataclass

import numpy as np

from solver.drawing.draft import Draft
from solver.drawing.table import Mask, Numbers, Table, expand
from solver.language.spans import DAY

NAME = "succession"


def permits(table: Table, volunteer: Numbers, shift: Numbers) -> Mask:
    """Keep the pairs that follow, and are followed by, no settled duty too closely."""
    fine = np.ones(len(volunteer), dtype=bool)
    if not table.instance.successions:
        return fine
    owner, start, end, day, kind = table.duties.T
    settled = _Seats(start, end, day, kind)
    low, high = owner.searchsorted(volunteer), owner.searchsorted(volunteer, side="right")
    pair, duty = expand(low, high)
    mine, theirs = _seats(table, shift[pair]), settled.at(duty)
    clash = _follow(table, mine, theirs) | _follow(table, theirs, mine)
    fine[pair[clash]] = False
    return fine


def rows(draft: Draft) -> None:
    """Let each person take one of any two shifts that follow too closely."""
    table, pairs = draft.table, draft.pairs
    if not table.instance.successions:
        return
    # Whatever is farther apart than this lies beyond the next day and every rest.
    reach_minutes = 3 * DAY + int(table.minutes.max(initial=0))
    reach_minutes += max(one.rest_minutes for one in table.instance.successions)
    start, owner = table.start[pairs.shift], pairs.volunteer
    place, reach = np.arange(len(pairs)), 1
    while len(place):
        place = place[place + reach < len(pairs)]
        other = place + reach
        near = start[other] - start[place] < reach_minutes
        place = place[(owner[place] == owner[other]) & near]
        one, two = (_seats(table, pairs.shift[some]) for some in (place, place + reach))
        clash = place[_follow(table, one, two) | _follow(table, two, one)]
        draft.conflict(clash, clash + reach)
        reach += 1


@dataclass(frozen=True)
class _Seats:
    """Start, end, day and kind of some seats."""

    start: Numbers
    end: Numbers
    day: Numbers
    kind: Numbers

    def at(self, place: Numbers) -> "_Seats":
        return _Seats(self.start[place], self.end[place], self.day[place], self.kind[place])


def _seats(table: Table, shift: Numbers) -> _Seats:
    return _Seats(table.start, table.end, table.day, table.kind).at(shift)


def _follow(table: Table, before: _Seats, after: _Seats) -> Mask:
    """Tell where the second follows the first too closely."""
    width = max(1, len(table.kinds))
    next_day, rest = np.zeros((width, width), dtype=bool), np.zeros((width, width), dtype=np.int64)
    for one in table.instance.successions:
        if one.before in table.kinds and one.after in table.kinds:
            cell = table.kinds[one.before], table.kinds[one.after]
            next_day[cell] |= one.next_day
            rest[cell] = max(rest[cell], one.rest_minutes)
    gap = after.start - before.end
    due = rest[before.kind, after.kind]
    tomorrow = after.day == before.day + 1
    return (next_day[before.kind, after.kind] & tomorrow) | ((gap >= 0) & (gap < due))
