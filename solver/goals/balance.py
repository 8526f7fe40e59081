"""Balance: burdens spread over people, those of the last 90 days counted in."""

import numpy as np

from solver.draft import Draft
from solver.score import BALANCE_BLOCK
from solver.spans import EVER
from solver.table import Numbers, expand
from solver.terms import Terms

NAME = "balance"


def terms(draft: Draft) -> Terms:
    """
    Price each seat by what it would cost alone, and add what several cost beyond that.

    A person's strain is convex in their burden, so seats together cost at least the sum of
    each alone. What they cost more gets one column, held up by the tangents of the strain:
    for whole points the cost is exact, and its linear bound is stronger than a bound from
    the tangents alone.
    """
    table, pairs = draft.table, draft.pairs
    before = np.array([one.history.burden for one in table.volunteers], dtype=np.int64)
    weight, begun = table.burden[pairs.shift], before[pairs.volunteer]
    alone = _strain(begun + weight) - _strain(begun)
    low, most = _reachable(draft, weight)
    several = np.flatnonzero(most > 0)
    extra = draft.measures((_strain(before + most) - _strain(before))[several])
    # The slope of the strain is the number of blocks begun.
    opening = (before + low)[several] // BALANCE_BLOCK + 1
    rank, slope = expand(opening, (before + most)[several] // BALANCE_BLOCK + 2)
    person = several[rank]
    row, pair = expand(draft.first[person], draft.first[person + 1])
    room = _strain(before[person]) - slope * before[person]
    draft.at_most(
        np.concatenate([row, np.arange(len(person))]),
        np.concatenate([pair, extra[rank]]),
        np.concatenate([slope[row] * weight[pair] - alone[pair], -np.ones_like(rank)]),
        room + BALANCE_BLOCK * slope * (slope - 1) // 2,
    )
    everyone = np.arange(len(pairs))
    return Terms(np.concatenate([everyone, extra]), np.concatenate([alone, np.ones_like(extra)]))


def _strain(burden: Numbers) -> Numbers:
    full = burden // BALANCE_BLOCK
    return (full + 1) * burden - BALANCE_BLOCK * full * (full + 1) // 2


def _reachable(draft: Draft, weight: Numbers) -> tuple[Numbers, Numbers]:
    """Bound the burden of two seats or more of each person; 0 where there can be no two."""
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
