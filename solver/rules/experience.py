"""Experience: enough experienced people in a crew, and not too many novices."""

import numpy as np

from solver.drawing.draft import Draft
from solver.drawing.table import Mask, Numbers

NAME = "experience"


def rows(draft: Draft) -> None:
    """Ask for the experienced, bound the others."""
    for place, shift in enumerate(draft.table.shifts):
        members = draft.by_shift[place]
        asked = shift.experienced or shift.experienced_percent or shift.most_novices is not None
        if not len(members) or not asked:
            continue
        people = [draft.table.volunteers[one] for one in draft.pairs.volunteer[members]]
        old = np.array([one.is_experienced(shift.duty) for one in people], dtype=bool)
        if shift.experienced:
            draft.at_least_if_open(place, members[old], shift.experienced)
        if shift.experienced_percent:
            _share(draft, place, members, old)
        if shift.most_novices is not None:
            novices = members[~old].tolist()
            weights, most = [1] * len(novices), shift.most_novices
            if draft.table.count[place] > 1:
                novices, weights, most = [*novices, draft.open(place)], [*weights, -most], 0
            draft.row(novices, weights, most)


def _share(draft: Draft, place: int, members: Numbers, old: Mask) -> None:
    """Ask for a share: in hundredths of a person the experienced outweigh it."""
    shift = draft.table.shifts[place]
    weights = np.where(old, shift.experienced_percent - 100, shift.experienced_percent)
    # Pins may make the crew larger than it may be.
    most = -(-shift.experienced_percent * len(members) // 100)
    draft.excused(place, members.tolist(), weights.tolist(), most, each=100)
