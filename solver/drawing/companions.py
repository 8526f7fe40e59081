"""Seats of several people in one shift, side by side."""

from collections.abc import Iterable, Iterator

from solver.drawing.draft import Draft
from solver.instance import Key


def seats_beside(
    draft: Draft, one: Key, others: Iterable[Key]
) -> Iterator[tuple[int, int, list[int]]]:
    """Yield each shift a person could take, their pair in it, and those of some others."""
    place = draft.table.volunteer_place
    if one not in place:
        return
    known = [place[other] for other in others if other in place]
    shifts = draft.pairs.shift
    theirs: dict[int, list[int]] = {}
    for other in sorted(known):
        for pair in draft.of(other):
            theirs.setdefault(int(shifts[pair]), []).append(pair)
    for pair in draft.of(place[one]):
        yield int(shifts[pair]), pair, theirs.get(int(shifts[pair]), [])
