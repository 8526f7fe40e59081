"""Rows that sharpen limits: what whole seats can fill, not what fractions could."""

import numpy as np

from solver.drawing.rows import Rows, joined
from solver.drawing.table import Numbers, expand

# Dual feasible functions of these orders; higher ones hardly ever cut anything.
ORDERS = (1, 2, 3)


def sharpened(rows: Rows) -> Rows:
    """
    Derive rows that every whole point of the given rows obeys.

    For a limit b and sizes a the function u(a) = (k+1)a/b where that is whole,
    else (k+1)/k times its floor, adds up to at most k+1 over any sizes that fit
    into b. Source: Fekete and Schepers, "New classes of fast lower bounds for
    bin packing problems", Mathematical Programming 91 (2001).

    Parameters
    ----------
    rows
        Rows without negative coefficients, over columns that are 0 or 1.
    """
    size, limit = rows.coefficient, rows.limit[rows.row]
    parts = []
    for order in ORDERS:
        share = (order + 1) * size
        whole = (share % limit == 0) if len(limit) else np.array([], dtype=bool)
        cut = np.where(whole, order * share // limit, (order + 1) * (share // limit))
        count = len(rows.limit)
        # Worth a row only where rounding made some size heavier than its share.
        gain = np.zeros(count, dtype=bool)
        gain[rows.row[cut * limit > order * share]] = True
        kept = gain[rows.row] & (cut > 0)
        number = np.cumsum(gain) - 1
        most = np.full(int(gain.sum()), order * (order + 1))
        parts.append(Rows(number[rows.row[kept]], rows.column[kept], cut[kept], most))
    return joined(parts)


def too_large_together(rows: Rows) -> tuple[Numbers, Numbers]:
    """Find the pairs of columns that no row has room for both of."""
    ranked = np.lexsort((-rows.coefficient, rows.row))
    row, column, size = rows.row[ranked], rows.column[ranked], rows.coefficient[ranked]
    limit = rows.limit[row]
    first, last = row.searchsorted(row), row.searchsorted(row, side="right")
    # Sizes fall within a row: everything up to the last that is too large counts.
    fits = np.zeros(len(row), dtype=np.int64)
    step = 1
    place = np.flatnonzero(first < last)
    while len(place):
        place = place[place + step < last[place]]
        place = place[size[place] + size[place + step] > limit[place]]
        fits[place] = step
        step += 1
    one, step_to = expand(np.ones_like(fits), fits + 1)
    return column[one], column[one + step_to]
