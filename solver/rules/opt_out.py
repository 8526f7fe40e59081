"""Opt-out: who wants to be asked by a person is not placed by the machine."""

import numpy as np

from solver.drawing.table import Mask, Numbers, Table

NAME = "opt_out"


def permits(table: Table, volunteer: Numbers, shift: Numbers) -> Mask:
    """Keep the pairs of everybody else; pins come in by their own door."""
    out = np.array([one.opted_out for one in table.volunteers], dtype=bool)
    return ~out[volunteer]
