"""Balance: burdens spread over people, those of the last 90 days counted in."""

import numpy as np

from solver.draft import Draft
from solver.score import BALANCE_BLOCK
from solver.spans import EVER
from solver.table import Numbers
from solver.terms import Terms

NAME = "balance"


def terms(draft: Draft) -> Terms:
    """
    Price each person's burden by a cost that rises with each block begun.

    Blocks begun before the horizon price every new minute; each further block
    that could be reached gets a column for what lies above its start.
    """
    table, pairs = draft.table, draft.pairs
    before = np.array([one.history.burden for one in table.volunteers], dtype=np.int64)
    weight = table.burden[pairs.shift]
    most = _reachable(draft, weight)
    begun = before // BALANCE_BLOCK + 1
    last = -((before + most) // -BALANCE_BLOCK)
    person = np.repeat(np.arange(len(before)), np.maximum(last - begun, 0))
    rank = np.arange(len(person)) - person.searchsorted(person)
    level = (begun[person] + rank) * BALANCE_BLOCK
    above = draft.measures(before[person] + most[person] - level)
    _measure(draft, weight, person, above, level - before[person])
    everyone = np.arange(len(pairs))
    return Terms(
        np.concatenate([everyone, above]),
        np.concatenate([weight * begun[pairs.volunteer], np.ones_like(above)]),
    )


def _reachable(draft: Draft, weight: Numbers) -> Numbers:
    """Bound the burden anybody could be given."""
    table, owner = draft.table, draft.pairs.volunteer
    most = np.zeros(len(table.volunteers), dtype=np.int64)
    np.add.at(most, owner, weight)
    heaviest = np.zeros_like(most)
    np.maximum.at(heaviest, owner, weight)
    seats = table.limits("most_shifts")
    pinned = np.bincount(owner, weights=draft.pairs.pinned, minlength=len(most))
    seats = np.maximum(seats, pinned.astype(np.int64))
    return np.where(seats < EVER, np.minimum(most, heaviest * np.minimum(seats, 1 << 20)), most)


def _measure(draft: Draft, weight: Numbers, person: Numbers, above: Numbers, room: Numbers) -> None:
    """Make each column at least the person's burden less the room below its level."""
    first, last = draft.first[person], draft.first[person + 1]
    row = np.repeat(np.arange(len(person)), last - first)
    skipped = np.repeat(np.cumsum(last - first) - (last - first), last - first)
    pair = np.arange(len(row)) - skipped + first[row]
    draft.at_most(
        np.concatenate([row, np.arange(len(person))]),
        np.concatenate([pair, above]),
        np.concatenate([weight[pair], -np.ones_like(above)]),
        room,
    )
