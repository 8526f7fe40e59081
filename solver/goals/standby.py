"""Standby: so many as the minimum turn up, with the confidence asked for."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

import numpy as np

from solver.drawing.draft import Draft
from solver.drawing.flags import exact
from solver.drawing.terms import Terms

NAME = "standby"

Counts = tuple[int, ...]


def terms(draft: Draft) -> Terms:
    """
    Count the people by whom turn-out may stay below the minimum.

    Who may be in a crew or stand by for it is counted by chance of turning up.
    For each level up to the minimum the largest counts that do not yet reach it
    are listed; whoever reaches it has more of some chance than each of these.
    """
    table = draft.table
    short: list[int] = []
    lost = 0
    for place, shift in enumerate(table.shifts):
        if not (shift.confidence and shift.minimum) or shift.id in table.instance.closed:
            continue
        beside = [table.shift_place[one.id] for one in table.instance.standbys(shift.id)]
        most = sum(table.shifts[one].most for one in (place, *beside))
        chances, steps = _steps(draft, [place, *beside], most)
        sizes = tuple(len(one) for one in steps)
        for level in range(1, shift.minimum + 1):
            if not reaches(sizes, chances, level, shift.confidence):
                lost += 1
                continue
            short.append(int(draft.measures(np.array([1]))[0]))
            for counts in largest_short(sizes, chances, level, shift.confidence):
                further = [
                    steps[kind][count]
                    for kind, count in enumerate(counts)
                    if count < len(steps[kind])
                ]
                draft.row([short[-1], *further], [-1] * (len(further) + 1), -1)
    return Terms(np.array(short, dtype=np.int64), np.ones(len(short), dtype=np.int64), lost)


def _steps(draft: Draft, shifts: list[int], most: int) -> tuple[Counts, list[list[int]]]:
    """
    Give the chances people have, surest first, and for each columns that count them.

    The n-th column of a chance is 1 exactly if n + 1 people of that chance are there.
    """
    table, pairs = draft.table, draft.pairs
    members = np.concatenate([draft.by_shift[one] for one in shifts])
    most = max(most, int(pairs.pinned[members].sum()), 1)
    people, group = np.unique(pairs.volunteer[members], return_inverse=True)
    present = exact(draft, group, members)
    kinds: dict[int, list[int]] = {}
    for person, column in zip(people.tolist(), present.tolist(), strict=True):
        kinds.setdefault(table.volunteers[person].show_up, []).append(column)
    kinds.pop(0, None)
    chances = tuple(sorted(kinds, reverse=True))
    return chances, [_counting(draft, kinds[chance], most) for chance in chances]


def _counting(draft: Draft, people: list[int], most: int) -> list[int]:
    """Return columns the n-th of which is 1 exactly if n + 1 people are there, up to so many."""
    kept = int(draft.bounds()[0][people].sum())
    columns = [draft.column(int(count < kept), 1) for count in range(min(len(people), most))]
    for one, following in pairwise(columns):
        draft.row([following, one], [1, -1], 0)
    counted = list(columns)
    if len(people) > most:
        # Room for more than can be there, should the rule of capacity be left out.
        rest = draft.column(max(0, kept - most), len(people) - most)
        draft.row([rest, columns[-1]], [1, most - len(people)], 0)
        counted.append(rest)
    both = [*counted, *people]
    signs = [1] * len(counted) + [-1] * len(people)
    draft.row(both, signs, 0)
    draft.row(both, [-one for one in signs], 0)
    return columns


def largest_short(sizes: Counts, chances: Counts, level: int, confidence: int) -> Iterator[Counts]:
    """
    Yield the counts of each chance that do not reach a level and become reaching by any one more.

    Parameters
    ----------
    sizes
        How many people there are of each chance.
    chances, confidence
        Percent.
    level
        How many are to turn up.
    """
    for counts in _short(sizes, chances, level, confidence):
        more = (
            (*counts[:kind], count + 1, *counts[kind + 1 :])
            for kind, count in enumerate(counts)
            if count < sizes[kind]
        )
        if all(reaches(one, chances, level, confidence) for one in more):
            yield counts


def _short(sizes: Counts, chances: Counts, level: int, confidence: int) -> Iterator[Counts]:
    """Yield counts that do not reach a level, the last of each as large as it can be."""

    def further(head: Counts) -> Iterator[Counts]:
        kind = len(head)
        if kind == len(sizes):
            yield head
            return
        rest = (0,) * (len(sizes) - kind - 1)
        fine = [
            count
            for count in range(sizes[kind] + 1)
            if not reaches((*head, count, *rest), chances, level, confidence)
        ]
        for count in fine if rest else fine[-1:]:
            yield from further((*head, count))

    yield from further(())


@lru_cache(maxsize=1 << 16)
def reaches(counts: Counts, chances: Counts, level: int, confidence: int) -> bool:
    """Tell whether so many of each chance are ``level`` people with a confidence, in percent."""
    people = [chance for chance, count in zip(chances, counts, strict=True) for _ in range(count)]
    # below[k]: the chance that k turn up, for k short of the level, times 100 for each person.
    below = [1] + [0] * (level - 1)
    for chance in people:
        for k in range(level - 1, -1, -1):
            below[k] = below[k] * (100 - chance) + (below[k - 1] * chance if k else 0)
    total = 100 ** len(people)
    return (total - sum(below)) * 100 >= confidence * total
