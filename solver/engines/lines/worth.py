"""What the cells are worth in the whole, and from that where a roster is weak."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from solver.engines.lines.deep import FREE, Whole
from solver.engines.lines.person import Line
from solver.engines.lines.piece import Column, Piece
from solver.engines.lines.sheet import Sheet

Real = NDArray[np.float64]
# So many of the best lines a person are kept for pieces to begin with.
KEPT = 30


@dataclass
class Worth:
    """
    The outcome of column generation on the whole.

    Parameters
    ----------
    cell
        What one more person in a cell is worth. Shape (days, columns).
    line
        The cost of each person's cheapest line at these worths.
    pool
        Good lines and their own prices, for each person.
    """

    cell: Real
    line: Real
    pool: list[list[tuple[Line, int]]]

    def losses(self, sheet: Sheet) -> Real:
        """Give by how much each person's line is dearer than their cheapest at these worths."""
        held = np.where(sheet.lines == FREE, self.cell.shape[1], sheet.lines)
        worth = np.concatenate([self.cell, np.zeros((len(self.cell), 1))], axis=1)
        taken = worth[np.arange(held.shape[1]), held].sum(axis=1)
        return np.maximum(0.0, sheet.own - taken - self.line)


def worth_of(piece: Piece) -> Worth:
    """Read the worths off a piece that asked about everybody and every day."""
    worth = piece.centre if piece.centre is not None else np.zeros(len(piece.cells), dtype=np.int64)
    cell = np.zeros((piece.end - piece.first, piece.deep.columns))
    cell[piece.cells.day, piece.cells.column] = worth / piece.scale
    reduced = np.array(
        [
            one.price - worth[piece.cells.rows_of(one.line)].sum() / piece.scale
            for one in piece.columns
        ]
    )
    place = np.array([one.place for one in piece.columns])
    pool, least = [], np.zeros(len(piece.people))
    for who in range(len(piece.people)):
        mine = np.flatnonzero(place == who)
        mine = mine[np.argsort(reduced[mine], kind="stable")[:KEPT]]
        pool.append([(piece.columns[int(one)].line, piece.columns[int(one)].price) for one in mine])
        least[who] = reduced[mine].min()
    return Worth(cell, least, pool)


def seeds(worth: Worth, people: list[int]) -> list[Column]:
    """Give pooled lines as columns of a piece over the whole horizon."""
    return [
        Column(place, line, price)
        for place, who in enumerate(people)
        for line, price in worth.pool[who]
    ]


def scaled_worth(worth: Worth, piece: Piece) -> Whole:
    """Give the worths of a piece's cells in its own scale."""
    days = slice(piece.first, piece.end)
    return piece.whole(worth.cell[days][piece.cells.day, piece.cells.column])
