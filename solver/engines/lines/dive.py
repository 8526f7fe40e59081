"""Diving: what the mixture is surest of is settled, cell by cell, and new lines come in between."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from solver.engines.lines.deep import FREE, NEVER
from solver.engines.lines.piece import EXACT, Column, Piece

# Of the days not settled, this share at least is settled in a step.
SHARE = 0.08
# More boldly from step to step, up to this share, while nothing is lost by it.
BOLD = 0.4
# A cell this sure is settled at once.
SURE = 0.97
# A line of which the mixture has this much is taken whole.
WHOLE = 0.98
ROUNDS = 4


class Dive:
    """
    One dive from a piece whose columns were generated; the piece is of no use afterwards.

    Settling single cells rather than whole lines leaves everybody room to give way, after the
    diving heuristics in Sadykov et al. 2019 (doi 10.1287/ijoc.2018.0822).
    """

    def __init__(self, piece: Piece, keep_on: Callable[[], float], share: float = SHARE) -> None:
        self.piece, self.keep_on, self.share = piece, keep_on, share
        self.days = piece.end - piece.first
        self.settled = np.zeros((len(piece.people), self.days), dtype=bool)
        piece.own_prices()

    def best(self, stop_at: int) -> list[Column] | None:
        """Dive down to one line a person; None when it leads nowhere under ``stop_at``."""
        piece, exact = self.piece, EXACT * self.piece.deep.step
        share, known = self.share, piece.master.value
        while True:
            if not piece.master.solve(self.keep_on(), exact):
                return None
            if piece.master.value > known + 2 * exact:
                # The lines known do not go well together; others may.
                piece.bound, piece.centre = -NEVER, None
                piece.generate(self.keep_on, stop_at + 1, rounds=ROUNDS)
                if not piece.master.solve(self.keep_on(), exact):
                    return None
                share = self.share
            else:
                share = min(BOLD, 1.5 * share)
            known = max(known, piece.master.value)
            if piece.bound > stop_at or (
                known - piece.master.gap > stop_at and not self._hopeful()
            ):
                return None
            shares = piece.master.share
            chosen = np.flatnonzero(shares > WHOLE)
            if len(chosen) == len(piece.people):
                return [piece.columns[int(one)] for one in chosen]
            self._settle(shares, share)

    def _hopeful(self) -> bool:
        """Tell whether the mixture may still get cheaper by further lines."""
        return self.piece.bound < self.piece.master.value - EXACT * self.piece.deep.step

    def _settle(self, shares: NDArray[np.float64], share: float) -> None:
        piece = self.piece
        lines = np.array([one.line for one in piece.columns])
        place = np.array([one.place for one in piece.columns])
        used = np.flatnonzero(shares > 1e-9)
        sure = np.zeros((len(piece.people), self.days, piece.deep.columns + 1))
        day = np.arange(self.days)
        for one in used:
            sure[place[one], day, lines[one]] += shares[one]
        sure[self.settled] = 0
        best = sure.max(axis=2)
        order = np.argsort(-best, axis=None, kind="stable")
        open_ = int((~self.settled).sum())
        # Cells that are certain anyway come on top of the share.
        least = max(1, int(share * open_)) + int((best > SURE).sum())
        shut: list[NDArray[np.int64]] = []
        alive = np.ones(len(lines), dtype=bool)
        for one in order[: min(least, open_)]:
            who, when = divmod(int(one), self.days)
            column = int(sure[who, when].argmax())
            column = FREE if column == piece.deep.columns else column
            mine = (place == who) & alive & (shares > 1e-9)
            if not (mine & (lines[:, when] == column)).any():
                continue
            away = (place == who) & (lines[:, when] != column)
            alive &= ~away
            shut.append(np.flatnonzero(away))
            self.settled[who, when] = True
            prices = piece.people[who].prices[when]
            held = prices[column]
            prices[:] = NEVER
            prices[column] = held
            if self.settled[who].all():
                piece.fixed[who] = piece.columns[int(np.flatnonzero((place == who) & alive)[0])]
        piece.master.shut(np.unique(np.concatenate(shut)))
