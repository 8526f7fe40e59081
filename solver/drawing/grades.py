"""What every pair costs by the wishes of its person: grades of hours, kinds of duty."""

import numpy as np

from solver.drawing.draft import Draft
from solver.drawing.table import Mask, Numbers, Spans, Table
from solver.language.spans import Grade
from solver.score import CAN_COST, RATHER_NOT_COST, UNWISHED_COST


def seat_costs(draft: Draft) -> Numbers:
    """Price each pair by the grades of its minutes and by the kind of duty."""
    table, volunteer, shift = draft.table, draft.pairs.volunteer, draft.pairs.shift
    length = table.minutes[shift]
    could = _minutes(draft, Grade.CAN)
    gladly = _minutes(draft, Grade.PREFER)
    cost = RATHER_NOT_COST * (length - could) + CAN_COST * (could - gladly)
    return cost + UNWISHED_COST * length * _unwished(table, volunteer, shift)


def _minutes(draft: Draft, grade: Grade) -> Numbers:
    table, shift = draft.table, draft.pairs.shift
    windows = Spans.of(
        (place, [window for window in one.windows if window.grade >= grade])
        for place, one in enumerate(table.volunteers)
    )
    start, end = table.start[shift], table.end[shift]
    return windows.minutes(draft.pairs.volunteer, start, end)


def _unwished(table: Table, volunteer: Numbers, shift: Numbers) -> Mask:
    kinds = sorted({one.duty for one in table.shifts})
    number = {name: place for place, name in enumerate(kinds)}
    duty = np.array([number[one.duty] for one in table.shifts], dtype=np.int64)
    choosy = np.array([bool(one.wishes) for one in table.volunteers], dtype=bool)
    owner, wish = table.wishing("wishes", number)
    wishes = np.unique(owner * len(kinds) + wish)
    return choosy[volunteer] & ~np.isin(volunteer * len(kinds) + duty[shift], wishes)
