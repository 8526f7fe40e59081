"""Who holds a qualification when, as arrays."""

import numpy as np

from solver.drawing.table import Spans, Table


def holders(table: Table, name: str) -> Spans:
    """Return the spans in which each volunteer holds a qualification."""
    nobody = np.array([], dtype=np.int64)
    return table.held.get(name, Spans(nobody, nobody, nobody))
