"""Limits: minutes and shifts in all, by week, by day and in any 24 hours."""

import numpy as np

from solver.draft import Draft
from solver.spans import DAY, EVER
from solver.table import Numbers

NAME = "limits"


def rows(draft: Draft) -> None:
    """Keep every person within every limit they have."""
    table, shift = draft.table, draft.pairs.shift
    instance = table.instance
    one = np.ones(len(shift), dtype=np.int64)
    length, day, week = table.minutes[shift], table.day[shift], table.week[shift]
    owner, start, end, day_of_duty = table.duties.T
    worked = end - start
    inside = ((start >= 0) & (start < instance.days * DAY)).astype(np.int64)
    week_of_duty = (day_of_duty + instance.weekday) // 7
    nothing, nowhere = 0 * one, 0 * owner
    for name, use, unit, spent, unit_spent in (
        ("most_minutes", length, nothing, worked * inside, nowhere),
        ("most_shifts", one, nothing, inside, nowhere),
        ("most_minutes_week", length, week, worked, week_of_duty),
        ("most_shifts_week", one, week, nowhere + 1, week_of_duty),
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
    table, pairs = draft.table, draft.pairs
    limit = table.limits("most_minutes_day")
    duties = table.duties
    for person in np.flatnonzero(limit < EVER).tolist():
        mine = np.array(draft.of(person), dtype=np.int64)
        if not len(mine):
            continue
        low, high = np.searchsorted(duties[:, 0], [person, person + 1])
        start = table.start[pairs.shift[mine]]
        end = table.end[pairs.shift[mine]]
        spent = duties[low:high]
        opening = np.unique(np.concatenate([start, end - DAY, spent[:, 1], spent[:, 2] - DAY]))[
            :, None
        ]
        shared = np.minimum(end, opening + DAY) - np.maximum(start, opening)
        done = np.minimum(spent[:, 2], opening + DAY) - np.maximum(spent[:, 1], opening)
        left = limit[person] - np.maximum(done, 0).sum(axis=1)
        tight = np.maximum(shared, 0).sum(axis=1) > left
        row, place = np.nonzero(shared[tight] > 0)
        draft.at_most(row, mine[place], shared[tight][row, place], np.maximum(left[tight], 0))
