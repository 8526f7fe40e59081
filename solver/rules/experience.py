"""Experience: enough experienced people in a crew, and not too many novices."""

import numpy as np

from solver.draft import Draft

NAME = "experience"


def rows(draft: Draft) -> None:
    """Ask for the experienced, bound the others."""
    for place, shift in enumerate(draft.table.shifts):
        members = draft.by_shift[place]
        if not len(members) or not (shift.experienced or shift.most_novices is not None):
            continue
        people = [draft.table.volunteers[one] for one in draft.pairs.volunteer[members]]
        old = np.array([one.is_experienced(shift.duty) for one in people], dtype=bool)
        if shift.experienced:
            draft.at_least_if_open(place, members[old], shift.experienced)
        if shift.most_novices is not None:
            novices = members[~old].tolist()
            weights, most = [1] * len(novices), shift.most_novices
            if draft.table.count[place] > 1:
                novices, weights, most = [*novices, draft.open(place)], [*weights, -most], 0
            draft.row(novices, weights, most)
