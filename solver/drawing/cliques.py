"""Draws conflicts between two pairs together into sets of which one at most is taken."""

from collections.abc import Iterator

import numpy as np

from solver.drawing.rows import Rows, distinct
from solver.drawing.table import Numbers


def cover(edges: Numbers) -> Rows:
    """
    Cover all edges with cliques, greedily, each edge in at least one.

    People's conflicts fall into few patterns, so each pattern is worked out once.

    Parameters
    ----------
    edges
        Two rows: the smaller and the larger column of each conflict.
    """
    width = int(edges.max(initial=0)) + 1
    one, other = np.divmod(distinct(edges[0] * width + edges[1]), width)
    first, cuts = _blocks(one, other)
    alike: dict[tuple[int, bytes], list[int]] = {}
    local = np.stack([one, other]) - np.repeat(first, np.diff(cuts))
    low, high = local.astype(np.int32)
    for place, (start, end) in enumerate(zip(cuts[:-1].tolist(), cuts[1:].tolist(), strict=True)):
        mark = (end - start, low[start:end].tobytes() + high[start:end].tobytes())
        alike.setdefault(mark, []).append(place)
    rows, columns, count = [], [], 0
    for places in alike.values():
        part = slice(cuts[places[0]], cuts[places[0] + 1])
        found = list(_cliques(low[part].tolist(), high[part].tolist()))
        row = np.repeat(np.arange(len(found)), [len(clique) for clique in found])
        member = np.array([one for clique in found for one in clique], dtype=np.int64)
        rank = np.arange(len(places))[:, None]
        rows.append((count + rank * len(found) + row).ravel())
        columns.append((first[places][:, None] + member).ravel())
        count += len(places) * len(found)
    nothing = np.array([], dtype=np.int64)
    column = np.concatenate([nothing, *columns])
    ones = np.ones(count, dtype=np.int64)
    return Rows(np.concatenate([nothing, *rows]), column, np.ones_like(column), ones)


def _blocks(one: Numbers, other: Numbers) -> tuple[Numbers, Numbers]:
    """Cut sorted edges where none spans: the first column of each block, and where its edges end."""
    if not len(one):
        return one, np.zeros(1, dtype=np.int64)
    reach = np.maximum.accumulate(other)
    begins = np.append(0, np.flatnonzero(one[1:] > reach[:-1]) + 1)
    return one[begins], np.append(begins, len(one))


def _cliques(low: list[int], high: list[int]) -> Iterator[list[int]]:
    # Neighbours as bit sets, counted from the column itself.
    after = [0] * (max(high) + 1)
    for one, other in zip(low, high, strict=True):
        after[one] |= 1 << (other - one)
    left = after.copy()
    for one, fits_one in enumerate(after):
        while left[one]:
            clique, fits, todo = [one], fits_one, left[one]
            while fits:
                # Take what is still uncovered first, then whatever fits.
                pick = fits & todo or fits
                step = (pick & -pick).bit_length() - 1
                clique.append(one + step)
                fits &= _around(after, one, step)
                todo &= ~(1 << step)
            clique.sort()
            _strike(left, clique)
            yield clique


def _around(after: list[int], one: int, step: int) -> int:
    """Give the neighbours of a column that stand behind another, counted from that one."""
    found = after[one + step] << step
    for nearer in range(1, step):
        if after[one + nearer] >> (step - nearer) & 1:
            found |= 1 << nearer
    return found


def _strike(left: list[int], clique: list[int]) -> None:
    inside = sum(1 << one for one in clique)
    for one in clique:
        left[one] &= ~(inside >> one)
