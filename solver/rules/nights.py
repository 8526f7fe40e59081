"""Nights: not too many in a row, and time off after the last of a full run."""

import numpy as np

from solver.drawing.draft import Draft
from solver.drawing.table import Numbers
from solver.language.spans import DAY, EVER, NIGHT_ENDS, is_night, night_of

NAME = "nights"


def rows(draft: Draft) -> None:
    """Bound runs of nights, and keep seats away from the end of a full run."""
    table, pairs = draft.table, draft.pairs
    most = table.limits("most_nights_in_row")
    for person in np.flatnonzero((most < EVER) & (_at_stake(draft) >= most)).tolist():
        mine = np.array(draft.of(person), dtype=np.int64)
        duties = table.volunteers[person].history.duties
        done = {
            night_of(duty.start): duty.end
            for duty in sorted(duties, key=lambda one: one.end)
            if is_night(duty.start, duty.end)
        }
        dark = mine[table.night[pairs.shift[mine]]]
        if len(dark) or (done and len(mine)):
            _person(draft, person, int(most[person]), mine, dark, done)


def _at_stake(draft: Draft) -> Numbers:
    """Bound how many nights in a row each person could have, as far as their pairs tell."""
    pairs, table = draft.pairs, draft.table
    dark = table.night[pairs.shift]
    owner = np.append(pairs.volunteer[dark], table.duties[:, 0])
    night = (table.start[pairs.shift[dark]] - NIGHT_ENDS) // DAY
    night = np.append(night, (table.duties[:, 1] - NIGHT_ENDS) // DAY)
    owner, night = np.unique(np.stack([owner, night]), axis=1)
    first = np.ones(len(owner), dtype=bool)
    first[1:] = (owner[1:] != owner[:-1]) | (night[1:] != night[:-1] + 1)
    run = np.cumsum(first) - 1
    longest = np.zeros(len(table.volunteers), dtype=np.int64)
    np.maximum.at(longest, owner, np.bincount(run)[run] if len(run) else run)
    return longest


def _person(
    draft: Draft,
    person: int,
    most: int,
    mine: Numbers,
    dark: Numbers,
    done: dict[int, int],
) -> None:
    night = np.array(
        [night_of(int(start)) for start in draft.table.start[draft.pairs.shift[dark]]],
        dtype=np.int64,
    )
    own = np.unique(night)
    marker = draft.markers(own.searchsorted(night), dark)
    column = dict(zip(own.tolist(), marker.tolist(), strict=True))
    every = sorted(set(column) | set(done))
    for last in every:
        run = range(last - most, last + 1)
        if all(one in column or one in done for one in run):
            _cap(draft, run, column, done, most)
        before = range(last - most + 1, last)
        if most and all(one in column or one in done for one in before):
            ends = dark[night == last].tolist()
            for end in ends if last not in done else [*ends, None]:
                _time_off(draft, person, mine, (last, end), before, column, done)


def _cap(
    draft: Draft,
    run: range,
    column: dict[int, int],
    done: dict[int, int],
    most: int,
) -> None:
    left = most - sum(one in done for one in run)
    # A night already settled costs nothing more, unless all is lost already.
    free = [column[one] for one in run if one in column and (one not in done or left < 0)]
    draft.row(free, [1] * len(free), max(0, left))


def _time_off(
    draft: Draft,
    person: int,
    mine: Numbers,
    closing: tuple[int, int | None],
    before: range,
    column: dict[int, int],
    done: dict[int, int],
) -> None:
    """Keep later seats off for a while if the run closes with this night's seat."""
    table, shift = draft.table, draft.pairs.shift
    last, seat = closing
    end = done[last] if seat is None else int(table.end[shift[seat]])
    limits = table.volunteers[person].limits
    gap = table.start[shift[mine]] - end
    soon = mine[(gap >= 0) & (gap < limits.nights_rest_minutes)]
    run = [column[one] for one in before if one not in done]
    if seat is not None:
        run.append(seat)
    for later in soon.tolist():
        start = int(table.start[shift[later]])
        if table.night[shift[later]] and night_of(start) == last:
            continue
        draft.row([*run, later], [1] * (len(run) + 1), len(run))
