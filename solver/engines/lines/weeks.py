"""The weeks of a deep question: which days are weekend, and where weeks begin."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from solver.engines.lines.deep import Deep


def kinds_of_days(deep: Deep) -> NDArray[np.int32]:
    """Tell weekdays 0, Saturdays 1 and Sundays 2."""
    weekday = (np.arange(deep.days) + deep.weekday) % 7
    return np.where(weekday == 5, 1, np.where(weekday == 6, 2, 0)).astype(np.int32)


def weeks_of(deep: Deep) -> Sequence[tuple[int, int]]:
    """Cut the horizon at its Mondays."""
    starts = [0, *(day for day in range(1, deep.days) if (day + deep.weekday) % 7 == 0)]
    return list(zip(starts, [*starts[1:], deep.days], strict=True))
