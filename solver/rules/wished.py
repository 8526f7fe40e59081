"""Wished: who does only what they wished for gets nothing else."""

import numpy as np

from solver.drawing.table import Mask, Numbers, Table

NAME = "wished"


def permits(table: Table, volunteer: Numbers, shift: Numbers) -> Mask:
    """Keep the pairs of people who take anything, and the wished ones of the others."""
    kinds = sorted({one.duty for one in table.shifts})
    number = {name: place for place, name in enumerate(kinds)}
    duty = np.array([number[one.duty] for one in table.shifts], dtype=np.int64)
    strict = np.array([one.only_wished for one in table.volunteers], dtype=bool)
    owner, wish = table.wishing("wishes", number)
    wishes = np.unique(owner * len(kinds) + wish)
    return ~strict[volunteer] | np.isin(volunteer * len(kinds) + duty[shift], wishes)
