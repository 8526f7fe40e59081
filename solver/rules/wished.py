"""Wished: who does only what they wished for gets nothing else."""

import numpy as np

from solver.table import Mask, Numbers, Table

NAME = "wished"


def permits(table: Table, volunteer: Numbers, shift: Numbers) -> Mask:
    """Keep the pairs of people who take anything, and the wished ones of the others."""
    kinds = sorted({one.duty for one in table.shifts})
    number = {name: place for place, name in enumerate(kinds)}
    duty = np.array([number[one.duty] for one in table.shifts], dtype=np.int64)
    strict = np.array([one.only_wished for one in table.volunteers], dtype=bool)
    wishes = [
        place * len(kinds) + number[wish]
        for place, one in enumerate(table.volunteers)
        if one.only_wished
        for wish in one.wishes
        if wish in number
    ]
    return ~strict[volunteer] | np.isin(volunteer * len(kinds) + duty[shift], wishes)
