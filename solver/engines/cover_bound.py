"""How full a roster can be at best: a linear programme of seats, people and their own limits."""

from collections.abc import Iterator

import highspy
import numpy as np
from numpy.typing import NDArray

from solver.pairs import Pairs
from solver.table import Numbers, Table


def least_open(table: Table, pairs: Pairs, wish: str, seconds: float) -> int:
    """
    Bound from below how many seats must stay open.

    Every lawful roster is a point of this programme: crews no larger than allowed, nobody
    in two places at once, nobody over their own shifts and minutes a week, a day and in
    all. Rules left out (rest, runs of days, crews) only make the bound weaker. People with
    pins, which may break limits, are left without limits.

    Parameters
    ----------
    wish
        ``minimum`` or ``wanted``: up to where seats count as open.
    seconds
        Time to spend; when it is over nothing is known and 0 is given back.
    """
    asked = np.array(table.asked(wish), dtype=float) * table.count
    room = np.array([sum(int(one.most or 0) for one in group) for group in table.groups], float)
    count, places = len(pairs), len(asked)
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("time_limit", max(0.1, seconds))
    highs.setOptionValue("threads", 1)
    costs = np.concatenate([np.zeros(count), np.ones(places)])
    upper = np.concatenate([np.ones(count), asked])
    nothing = np.array([], dtype=np.int32)
    highs.addCols(
        count + places, costs, np.zeros(count + places), upper, 0, nothing, nothing, np.array([])
    )
    rows = list(_crews(pairs, asked, room, count)) + list(_people(table, pairs))
    starts = np.cumsum([0, *(len(row[0]) for row in rows)])[:-1]
    highs.addRows(
        len(rows),
        np.array([row[2] for row in rows], dtype=float),
        np.array([row[3] for row in rows], dtype=float),
        sum(len(row[0]) for row in rows),
        starts.astype(np.int32),
        np.concatenate([row[0] for row in rows]).astype(np.int32),
        np.concatenate([row[1] for row in rows]).astype(float),
    )
    highs.run()
    if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return 0
    return max(0, int(np.ceil(highs.getInfo().objective_function_value - 1e-6)))


Weights = NDArray[np.float64] | Numbers
Row = tuple[Numbers, Weights, float, float]


def _crews(pairs: Pairs, asked: Weights, room: Weights, first: int) -> Iterator[Row]:
    """Give, for each shift drawn, how many come and how many are missed."""
    ranked = np.argsort(pairs.shift, kind="stable")
    cuts = pairs.shift[ranked].searchsorted(np.arange(len(asked) + 1))
    for place in range(len(asked)):
        crew = ranked[cuts[place] : cuts[place + 1]]
        ones = np.ones(len(crew))
        yield np.append(crew, first + place), np.append(ones, 1), asked[place], highspy.kHighsInf
        if len(crew) > room[place]:
            yield crew, ones, -highspy.kHighsInf, room[place]


def _people(table: Table, pairs: Pairs) -> Iterator[Row]:
    """Give each person's limits over the seats they could take."""
    days = np.array([int(one.day or 0) for one in table.shifts])
    weeks = np.array([table.instance.week(int(one)) for one in days])
    minutes = np.array([one.minutes for one in table.shifts])
    starts = np.array([one.start for one in table.shifts])
    ends = np.array([one.end for one in table.shifts])
    cuts = pairs.volunteer.searchsorted(np.arange(len(table.volunteers) + 1))
    for place, person in enumerate(table.volunteers):
        mine = np.arange(cuts[place], cuts[place + 1])
        if not len(mine) or pairs.pinned[mine].any():
            continue
        seat, limits = pairs.shift[mine], person.limits
        yield from _sums(mine, np.ones(len(mine)), limits.most_shifts)
        yield from _sums(mine, minutes[seat], limits.most_minutes)
        for week in np.unique(weeks[seat]):
            part = weeks[seat] == week
            yield from _sums(mine[part], minutes[seat[part]], limits.most_minutes_week)
            yield from _sums(mine[part], np.ones(part.sum()), limits.most_shifts_week)
        for month in np.unique(table.month[seat]):
            part = table.month[seat] == month
            yield from _sums(mine[part], np.ones(part.sum()), limits.most_shifts_month)
        for day in np.unique(days[seat]):
            part = (days[seat] == day) & (ends[seat] <= (day + 1) * 1440)
            yield from _sums(mine[part], minutes[seat[part]], limits.most_minutes_day)
        seen: set[bytes] = set()
        for start in np.unique(starts[seat]):
            part = (starts[seat] <= start) & (ends[seat] > start)
            if part.sum() > 1 and part.tobytes() not in seen:
                seen.add(part.tobytes())
                yield mine[part], np.ones(part.sum()), -highspy.kHighsInf, 1.0


def _sums(some: Numbers, weight: Weights, limit: int | None) -> Iterator[Row]:
    if limit is not None and weight.sum() > limit:
        yield some, weight, -highspy.kHighsInf, float(limit)
