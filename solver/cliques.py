"""Draws conflicts between two pairs together into sets of which one at most is taken."""

from collections.abc import Iterator

import numpy as np

from solver.rows import Rows
from solver.table import Numbers


def cover(edges: Numbers) -> Rows:
    """
    Cover all edges with cliques, greedily, each edge in at least one.

    Parameters
    ----------
    edges
        Two rows: the smaller and the larger column of each conflict.
    """
    found = list(_cliques(np.unique(edges, axis=1)))
    sizes = [len(clique) for clique in found]
    row = np.repeat(np.arange(len(found)), sizes)
    column = np.array([one for clique in found for one in clique], dtype=np.int64)
    ones = np.ones(len(found), dtype=np.int64)
    return Rows(row, column, np.ones(len(column), dtype=np.int64), ones)


def _cliques(edges: Numbers) -> Iterator[list[int]]:
    # Neighbours as bit sets, counted from the column itself: a person's pairs
    # stand next to each other, so the sets stay small.
    after: dict[int, int] = {}
    for one, other in edges.T.tolist():
        after[one] = after.get(one, 0) | 1 << (other - one)
    left = dict(after)
    for one in sorted(after):
        while left[one]:
            clique = [one]
            fits, todo = after[one], left[one]
            while fits:
                # Take what is still uncovered first, then whatever fits.
                pick = fits & todo or fits
                step = (pick & -pick).bit_length() - 1
                other = one + step
                clique.append(other)
                fits &= after.get(other, 0) << step
                todo &= ~(1 << step)
            _strike(left, clique)
            yield clique


def _strike(left: dict[int, int], clique: list[int]) -> None:
    for place, one in enumerate(clique):
        if one in left:
            for other in clique[place + 1 :]:
                left[one] &= ~(1 << (other - one))
