"""Linear rows in arrays."""

from dataclasses import dataclass

from solver.table import Numbers


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
