"""Team: a team's shifts are for its members."""

import numpy as np

from solver.drawing.table import Mask, Numbers, Table

NAME = "team"


def permits(table: Table, volunteer: Numbers, shift: Numbers) -> Mask:
    """Keep the pairs whose shift is for everybody or for a team of the person's."""
    names = sorted({one.team for one in table.shifts if one.team is not None})
    number = {name: place for place, name in enumerate(names)}
    asked = np.array(
        [-1 if one.team is None else number[one.team] for one in table.shifts], dtype=np.int64
    )
    owner, which = table.wishing("teams", number)
    belongs = np.unique(owner * len(names) + which)
    team = asked[shift]
    return (team < 0) | np.isin(volunteer * len(names) + team, belongs)
