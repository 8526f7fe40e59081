"""The best whole choice of one known line a person: the master as an integer programme."""

import highspy
import numpy as np
from numpy.typing import NDArray

from solver.engines.lines.master import quiet
from solver.engines.lines.piece import Piece


def best_choice(piece: Piece, places: NDArray[np.int64], seconds: float, stop_under: int) -> list[int] | None:
    """
    Choose among the columns at ``places``, those of the roster as it stands among them.

    Returns one column a person when they cost less than ``stop_under``, else None. After
    ``seconds`` the best found counts.
    """
    highs = quiet()
    program = piece.master.highs.getLp()
    highs.passModel(program)
    count, slacks = len(piece.columns), piece.master.slacks
    unused = np.setdiff1d(np.arange(count), places) + slacks
    highs.deleteCols(len(unused), unused.astype(np.int32))
    kept = np.arange(slacks, slacks + len(places), dtype=np.int32)
    whole = np.full(len(kept), int(highspy.HighsVarType.kInteger), dtype=np.uint8)
    highs.changeColsIntegrality(len(kept), kept, whole)
    highs.setOptionValue("time_limit", seconds)
    highs.setOptionValue("mip_rel_gap", 0.0)
    highs.setOptionValue("mip_abs_gap", piece.deep.step - 0.01)
    start = np.array([piece.is_now(piece.columns[int(one)]) for one in places], dtype=float)
    highs.setSolution(len(kept), kept, start)
    highs.run()
    solution = highs.getSolution()
    if not solution.value_valid:
        return None
    shares = np.array(solution.col_value)[slacks:]
    chosen = places[shares > 0.5].tolist()
    if len(chosen) != len(piece.people):
        return None
    return chosen
