"""Limits: minutes and shifts in all, by month, by week, by day and in any 24 hours."""

import numpy as np

from solver.drawing.draft import Draft
from solver.drawing.table import Mask, Numbers, Table, expand
from solver.language.spans import DAY, EVER

NAME = "limits"


def permits(table: Table, volunteer: Numbers, shift: Numbers) -> Mask:
    """
    Keep the pairs whose seat is not by itself more than somebody is to have.

    Rows would keep to it, too, but let a fraction of such a seat into every linear bound.
    """
    minutes = table.minutes[shift]
    fine = minutes <= table.limits("most_minutes")[volunteer]
    fine &= minutes <= table.limits("most_minutes_week")[volunteer]
    fine &= np.minimum(minutes, DAY) <= table.limits("most_minutes_day")[volunteer]
    for name in ("most_shifts", "most_shifts_week", "most_shifts_month", "most_shifts_day"):
        fine &= table.limits(name)[volunteer] > 0
    return fine


def rows(draft: Draft) -> None:
    """Keep every person within every limit they have."""
    table, shift = draft.table, draft.pairs.shift
    instance = table.instance
    one = np.ones(len(shift), dtype=np.int64)
    length, day, week = table.minutes[shift], table.day[shift], table.week[shift]
    owner, start, end, day_of_duty, _ = table.duties.T
    worked = end - start
    inside = ((start >= 0) & (start < instance.days * DAY)).astype(np.int64)
    week_of_duty = (day_of_duty + instance.weekday) // 7
    nothing, nowhere = 0 * one, 0 * owner
    for name, use, unit, spent, unit_spent in (
        ("most_minutes", length, nothing, worked * inside, nowhere),
        ("most_shifts", one, nothing, inside, nowhere),
        ("most_minutes_week", length, week, worked, week_of_duty),
        ("most_shifts_week", one, week, nowhere + 1, week_of_duty),
        ("most_shifts_month", one, table.month[shift], nowhere + 1, table.months_of(day_of_duty)),
        ("most_shifts_day", one, day, nowhere + 1, day_of_duty),
    ):
        limit = table.limits(name)
        if (limit < EVER).any():
            _sums(draft, limit, use, unit, spent, unit_spent)
    _any_24_hours(draft)


def _sums(
    draft: Draft,
    limit: Numbers,
    use: Numbers,
    unit: Numbers,
    spent: Numbers,
    unit_spent: Numbers,
) -> None:
    """Bound what each person is given in each unit of time, duties taken off."""
    owner = draft.pairs.volunteer
    bound = np.flatnonzero(limit[owner] < EVER)
    span = 1 << 20
    code = owner[bound] * span + unit[bound] + span // 2
    groups, row = np.unique(code, return_inverse=True)
    left = limit[groups // span].copy()
    duty = draft.table.duties[:, 0] * span + unit_spent + span // 2
    place = np.minimum(groups.searchsorted(duty), max(len(groups) - 1, 0))
    if len(groups):
        known = groups[place] == duty
        np.subtract.at(left, place[known], spent[known])
    # More may be settled already than is allowed: then nothing is added.
    draft.at_most(row, bound, use[bound], np.maximum(left, 0))


def _any_24_hours(draft: Draft) -> None:
    """
    Bound the minutes in every 24 hours that could hold too many.

    The sum over a moving day is greatest where it opens with a seat's start or closes with a
    seat's end, so only those days are looked at; settled duties count as seats without a column.
    """
    table, pairs = draft.table, draft.pairs
    limit = table.limits("most_minutes_day")
    mine = np.flatnonzero(limit[pairs.volunteer] < EVER)
    if not len(mine):
        return
    done = table.duties[np.isin(table.duties[:, 0], pairs.volunteer[mine])]
    owner = np.concatenate([pairs.volunteer[mine], done[:, 0]])
    start = np.concatenate([table.start[pairs.shift[mine]], done[:, 1]])
    end = np.concatenate([table.end[pairs.shift[mine]], done[:, 2]])
    column = np.concatenate([mine, np.full(len(done), -1)])
    ranked = np.lexsort((start, owner))
    owner, start, end, column = owner[ranked], start[ranked], end[ranked], column[ranked]
    opening = np.unique(np.stack([np.tile(owner, 2), np.append(start, end - DAY)]), axis=1)
    row, item = _within(opening, owner, start, int((end - start).max()))
    begins = np.maximum(start[item], opening[1, row])
    ends = np.minimum(end[item], opening[1, row] + DAY)
    row, item, begins, ends = (one[ends > begins] for one in (row, item, begins, ends))
    spent = np.bincount(row, (ends - begins) * (column[item] < 0), minlength=opening.shape[1])
    left = limit[opening[0]] - spent.astype(np.int64)
    most = _union(row, begins, ends) if draft.has("overlap") else ends - begins
    tight = np.bincount(row, most, minlength=len(left)) - spent > left
    kept = tight[row] & (column[item] >= 0)
    number = np.cumsum(tight) - 1
    shared = (ends - begins)[kept]
    draft.at_most(number[row[kept]], column[item[kept]], shared, np.maximum(left[tight], 0))


def _within(
    opening: Numbers, owner: Numbers, start: Numbers, longest: int
) -> tuple[Numbers, Numbers]:
    """Find for each opening day the items of its owner that begin in it or not long before."""
    span = 1 << 42
    code = owner * span + start
    day = opening[0] * span + opening[1]
    return expand(code.searchsorted(day - longest), code.searchsorted(day + DAY))


def _union(row: Numbers, begins: Numbers, ends: Numbers) -> Numbers:
    """Count for each stretch the minutes no earlier stretch of its row has: none twice."""
    span = 1 << 42
    ranked = np.lexsort((begins, row))
    code = row[ranked] * span
    reach = np.maximum.accumulate(code + ends[ranked]) - code
    before = np.full(len(row), -EVER)
    before[1:] = np.where(row[ranked][1:] == row[ranked][:-1], reach[:-1], -EVER)
    found = np.zeros(len(row), dtype=np.int64)
    found[ranked] = np.maximum(reach - np.maximum(begins[ranked], before), 0)
    return found
