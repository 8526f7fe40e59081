"""Weather: nobody is sent outdoors while heat or storm closes the site."""

import numpy as np

from solver.drawing.table import Mask, Numbers, Table

NAME = "weather"


def permits(table: Table, volunteer: Numbers, shift: Numbers) -> Mask:
    """Keep the pairs whose shift takes place."""
    return np.array([one.id not in table.instance.closed for one in table.shifts], bool)[shift]
