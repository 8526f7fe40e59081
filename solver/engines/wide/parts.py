"""Parts of a model: some columns free, all others standing where a point has them."""

from dataclasses import replace

import numpy as np

from solver.drawing.rows import Rows
from solver.drawing.table import Mask, Numbers
from solver.model import Model, Tier


def part(model: Model, point: Numbers, free: Mask) -> tuple[Model, Numbers]:
    """
    Make the model of the free columns alone.

    Returns
    -------
    tuple
        The part, and for each of its columns the column it is in the whole.
    """
    columns = np.flatnonzero(free)
    place = np.full(len(free), -1)
    place[columns] = np.arange(len(columns))
    lower, upper = model.lower[columns], model.upper[columns]
    pairs = columns[columns < len(model.pairs)]
    some = replace(
        model.pairs,
        volunteer=model.pairs.volunteer[pairs],
        shift=model.pairs.shift[pairs],
        pinned=model.pairs.pinned[pairs],
    )
    measuring = place[model.measuring[free[model.measuring]]]
    tiers = tuple(_tier(tier, point, free, place) for tier in model.tiers)
    found = replace(
        model,
        pairs=some,
        lower=lower,
        upper=upper,
        rows=_rows(model, point, free, place, upper),
        tiers=tiers,
        crews={},
        measuring=measuring,
    )
    return found, columns


def _tier(tier: Tier, point: Numbers, free: Mask, place: Numbers) -> Tier:
    mine = free[tier.column]
    fixed = int((tier.cost[~mine] * point[tier.column[~mine]]).sum())
    return Tier(tier.names, place[tier.column[mine]], tier.cost[mine], tier.constant + fixed)


def _rows(model: Model, point: Numbers, free: Mask, place: Numbers, upper: Numbers) -> Rows:
    """Keep the rows that free columns could break."""
    rows, count = model.rows, len(model.rows.limit)
    mine = free[rows.column]
    fixed = np.where(mine, 0, rows.coefficient * point[rows.column])
    limit = rows.limit - np.bincount(rows.row, fixed, minlength=count).astype(np.int64)
    top = np.where(rows.coefficient > 0, model.upper[rows.column], model.lower[rows.column])
    most = np.bincount(rows.row[mine], (rows.coefficient * top)[mine], minlength=count)
    kept = most > limit
    number = np.cumsum(kept) - 1
    entry = np.flatnonzero(mine & kept[rows.row])
    return Rows(
        number[rows.row[entry]], place[rows.column[entry]], rows.coefficient[entry], limit[kept]
    )
