"""Loads spread evenly over people: a price that rises with each block of them."""

import numpy as np

from solver.drawing.draft import Draft
from solver.drawing.table import Numbers, expand
from solver.drawing.terms import Terms
from solver.language.spans import EVER


def spread(draft: Draft, weight: Numbers, before: Numbers, block: int) -> Terms:
    """
    Price each seat by what it would cost alone, and add what several cost beyond that.

    Parameters
    ----------
    weight
        What each pair loads onto its person.
    before
        What each person carries already.
    block
        Each further block of so much is dearer by one a unit.


    Notes
    -----
    A person's strain is convex in their load, so seats together cost at least the sum of
    each alone. What they cost more gets one column, held up by the tangents of the strain:
    for whole points the cost is exact, and its linear bound is stronger than a bound from
    the tangents alone.
    """
    pairs = draft.pairs
    begun = before[pairs.volunteer]
    alone = _strain(begun + weight, block) - _strain(begun, block)
    low, most = _reachable(draft, weight)
    several = np.flatnonzero(most > 0)
    extra = draft.measures((_strain(before + most, block) - _strain(before, block))[several])
    # The slope of the strain is the number of blocks begun.
    opening = (before + low)[several] // block + 1
    rank, slope = expand(opening, (before + most)[several] // block + 2)
    person = several[rank]
    row, pair = expand(draft.first[person], draft.first[person + 1])
    room = _strain(before[person], block) - slope * before[person]
    draft.at_most(
        np.concatenate([row, np.arange(len(person))]),
        np.concatenate([pair, extra[rank]]),
        np.concatenate([slope[row] * weight[pair] - alone[pair], -np.ones_like(rank)]),
        room + block * slope * (slope - 1) // 2,
    )
    everyone = np.arange(len(pairs))
    return Terms(np.concatenate([everyone, extra]), np.concatenate([alone, np.ones_like(extra)]))


def _strain(load: Numbers, block: int) -> Numbers:
    full = load // block
    return (full + 1) * load - block * full * (full + 1) // 2


def _reachable(draft: Draft, weight: Numbers) -> tuple[Numbers, Numbers]:
    """Bound the load of two seats or more of each person; 0 where there can be no two."""
    owner, count = draft.pairs.volunteer, len(draft.table.volunteers)
    ranked = np.lexsort((weight, owner))
    first, last = draft.first[:-1], draft.first[1:]
    seats = np.where(draft.single, np.minimum(last - first, 1), last - first)
    if draft.has("limits"):
        pinned = np.bincount(owner, draft.pairs.pinned, minlength=count).astype(np.int64)
        most_shifts = np.minimum(draft.table.limits("most_shifts"), EVER)
        seats = np.minimum(seats, np.maximum(most_shifts, pinned))
    # Sorted within each person: the lightest two, and as many of the heaviest as may be.
    spent = np.append(0, np.cumsum(weight[ranked]))
    several = seats > 1
    low = np.where(several, spent[np.minimum(first + 2, len(weight))] - spent[first], 0)
    return low, np.where(several, spent[last] - spent[last - np.minimum(seats, last - first)], 0)
