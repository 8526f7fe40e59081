"""Linear algebra of the interior point, compiled: numpy's own would wake threads of its own."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from solver.engines.lines.deep import Whole

Real = NDArray[np.float64]


def reordered(function: Callable[..., Any]) -> Callable[..., Any]:
    """Compile with sums in any order, which lets them be taken several at a time."""
    try:
        return njit(cache=True, nogil=True, fastmath={"reassoc", "contract"})(function)
    except RuntimeError:
        return njit(nogil=True, fastmath={"reassoc", "contract"})(function)


@reordered
def gather(
    start: Whole, index: Whole, place: Whole, weight: Real, cells: Real, mixed: Real, people: Real
) -> None:
    """Add up weight times column times its transpose, by blocks: cells, people by cells, people."""
    for one in range(len(place)):
        heavy, who = weight[one], place[one]
        if heavy <= 0:
            continue
        people[who] += heavy
        for first in range(start[one], start[one + 1]):
            mixed[who, index[first]] += heavy
            row = cells[index[first]]
            for second in range(start[one], first + 1):
                row[index[second]] += heavy


@reordered
def reduce_people(cells: Real, mixed: Real, people: Real) -> None:
    """Take the people's rows out of the cells' block, its lower half."""
    for who in range(len(people)):
        for row in range(cells.shape[0]):
            held = mixed[who, row] / people[who]
            if held != 0.0:
                for column in range(row + 1):
                    cells[row, column] -= held * mixed[who, column]


@reordered
def factor(matrix: Real) -> bool:
    """Put the Cholesky factor in place of a matrix's lower half; say whether there is one."""
    for row in range(matrix.shape[0]):
        mine = matrix[row]
        for column in range(row + 1):
            other, total = matrix[column], 0.0
            for at in range(column):
                total += mine[at] * other[at]
            if column < row:
                mine[column] = (mine[column] - total) / other[column]
            elif not mine[row] - total > 0.0:
                return False
            else:
                mine[row] = np.sqrt(mine[row] - total)
    return True


@reordered
def substitute(lower: Real, side: Real) -> None:
    """Solve for a side, in its place, by a Cholesky factor."""
    for row in range(len(side)):
        total = side[row]
        for column in range(row):
            total -= lower[row, column] * side[column]
        side[row] = total / lower[row, row]
    for row in range(len(side) - 1, -1, -1):
        side[row] /= lower[row, row]
        held = side[row]
        for column in range(row):
            side[column] -= lower[row, column] * held


@reordered
def worths_of(
    start: Whole, index: Whole, place: Whole, cells: Real, people: Real, found: Real
) -> None:
    """Give for each column the sum of its rows' worths."""
    for one in range(len(place)):
        total = people[place[one]]
        for at in range(start[one], start[one + 1]):
            total += cells[index[at]]
        found[one] = total


@reordered
def amounts_of(
    start: Whole, index: Whole, place: Whole, share: Real, cells: Real, people: Real
) -> None:
    """Add each column's share to its rows."""
    for one in range(len(place)):
        people[place[one]] += share[one]
        for at in range(start[one], start[one + 1]):
            cells[index[at]] += share[one]
