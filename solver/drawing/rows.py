"""Linear rows in arrays."""

from dataclasses import dataclass

import numpy as np

from solver.drawing.table import Numbers


@dataclass(frozen=True)
class Rows:
    """
    For each row, the sum of coefficient times column is at most its limit.

    Parameters
    ----------
    row, column, coefficient
        The entries, in no order; rows are numbered from 0.
    limit
        One for each row.
    """

    row: Numbers
    column: Numbers
    coefficient: Numbers
    limit: Numbers


def joined(parts: list[Rows]) -> Rows:
    """Put rows below each other."""
    sizes = np.array([len(part.limit) for part in parts], dtype=np.int64)
    offsets = np.cumsum(sizes) - sizes
    nothing = np.array([], dtype=np.int64)
    row = [part.row + offset for part, offset in zip(parts, offsets, strict=True)]
    return Rows(
        np.concatenate([nothing, *row]),
        np.concatenate([nothing, *(part.column for part in parts)]),
        np.concatenate([nothing, *(part.coefficient for part in parts)]),
        np.concatenate([nothing, *(part.limit for part in parts)]),
    )


def merged(rows: Rows) -> Rows:
    """Add up coefficients where a column stands in a row more than once."""
    width = int(rows.column.max(initial=0)) + 1
    codes, place = np.unique(rows.row * width + rows.column, return_inverse=True)
    if len(codes) == len(rows.row):
        return rows
    total = np.zeros(len(codes), dtype=np.int64)
    np.add.at(total, place, rows.coefficient)
    kept = total != 0
    return Rows(codes[kept] // width, codes[kept] % width, total[kept], rows.limit)


def distinct(codes: Numbers) -> Numbers:
    """Sort whole numbers and drop doubles; much quicker than hashing where many are doubled."""
    codes = np.sort(codes)
    kept = np.ones(len(codes), dtype=bool)
    kept[1:] = codes[1:] != codes[:-1]
    return codes[kept]
