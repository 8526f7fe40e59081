"""Which columns to set free together: where the relaxation is fractional, and where it is missed."""

import random

import numpy as np
from numpy.typing import NDArray

from solver.drawing.table import Mask, Numbers
from solver.engines.wide.relaxation import Proof, charged
from solver.model import Model

TOLERANCE = 1e-6


def fractional(model: Model, near: NDArray[np.float64]) -> Mask:
    """
    Set free the shifts that have a fractional pair, and all pairs of fractional people.

    All other shifts stand as the relaxation has them, lawful by themselves: with nobody in
    the free ones the whole is lawful.
    """
    pairs = model.pairs
    share = near[: len(pairs)]
    broken = (share > TOLERANCE) & (share < 1 - TOLERANCE)
    shifts = np.zeros(len(model.table.shifts), dtype=bool)
    people = np.zeros(len(model.table.volunteers), dtype=bool)
    shifts[pairs.shift[broken]] = True
    people[pairs.volunteer[broken]] = True
    free = with_others(model, shifts[pairs.shift] | people[pairs.volunteer])
    odd = np.abs(near - np.rint(near)) > TOLERANCE
    odd[model.measuring] = False
    odd[: len(pairs)] = False
    return free | odd


def around(
    model: Model, point: Numbers, proof: Proof | None, most: int, dice: random.Random
) -> Mask:
    """
    Set free some shifts around one where the tier loses most against its bound.

    From there the neighbourhood grows over people who could be in both shifts.
    """
    pairs, count = model.pairs, len(model.table.shifts)
    taken = point[: len(pairs)] > 0
    loss = np.zeros(count) if proof is None else losses(model, point, proof)
    loss += loss.mean() / 4 + TOLERANCE
    size = np.bincount(pairs.shift, minlength=count)
    chosen = np.zeros(count, dtype=bool)
    fresh = dice.choices(range(count), loss.tolist())
    used = 0
    while fresh and used < most:
        for shift in fresh:
            if not chosen[shift] and (used + size[shift] <= most or not used):
                chosen[shift] = True
                used += int(size[shift])
        people = np.unique(pairs.volunteer[chosen[pairs.shift]])
        known = np.zeros(len(model.table.volunteers), dtype=bool)
        known[people] = True
        near = np.flatnonzero(known[pairs.volunteer] & ~chosen[pairs.shift] & taken)
        near = near if len(near) else np.flatnonzero(known[pairs.volunteer] & ~chosen[pairs.shift])
        others = np.unique(pairs.shift[near])
        others = others[used + size[others] <= most]
        fresh = dice.choices(others.tolist(), loss[others].tolist(), k=4) if len(others) else []
    return with_others(model, chosen[pairs.shift])


def losses(model: Model, point: Numbers, proof: Proof) -> NDArray[np.float64]:
    """
    Say by how much each shift keeps a point from the bound its prices prove.

    A column loses where it stands at the dearer end of what its reduced cost would choose, a
    row where it has a price and room left (complementary slackness). What is lost by columns
    that are no pairs and by rows is laid on the shifts of the pairs in the same rows.
    """
    rows, pairs = model.rows, model.pairs
    cost = charged(model, proof.price, proof.kept)
    cost[proof.tier.column] += proof.tier.cost
    lost = np.abs(cost) * np.where(cost > 0, point - model.lower, model.upper - point)
    sums = np.bincount(rows.row, rows.coefficient * point[rows.column], minlength=len(rows.limit))
    of_row = proof.price * (rows.limit - sums).clip(0)
    among = np.bincount(rows.column, minlength=len(lost))
    share = np.where(rows.column < len(pairs), 0.0, lost[rows.column] / among[rows.column])
    of_row += np.bincount(rows.row, share, minlength=len(of_row))
    mine = rows.column < len(pairs)
    heads = np.bincount(rows.row[mine], minlength=len(of_row))
    found = np.bincount(pairs.shift, lost[: len(pairs)], minlength=len(model.table.shifts))
    laid = of_row[rows.row[mine]] / heads[rows.row[mine]]
    found = found + np.bincount(pairs.shift[rows.column[mine]], laid, minlength=len(found))
    return found.astype(np.float64)


def with_others(model: Model, some: Mask) -> Mask:
    """Add to free pairs the columns that are no pairs and stand in rows with what is free."""
    rows, count = model.rows, len(model.pairs)
    free = np.zeros(len(model.lower), dtype=bool)
    free[:count] = some & ~model.pairs.pinned
    before = -1
    while before != (before := int(free.sum())):
        touched = np.zeros(len(rows.limit), dtype=bool)
        touched[rows.row[free[rows.column]]] = True
        found = rows.column[touched[rows.row]]
        free[found[found >= count]] = True
    return free


def standing_in_broken_rows(model: Model, point: Numbers) -> Mask:
    """Mark the pairs of the shifts that a point, whole but perhaps unlawful, breaks rows of."""
    rows, pairs = model.rows, model.pairs
    settled = model.settled(point)
    sums = np.bincount(rows.row, rows.coefficient * settled[rows.column], minlength=len(rows.limit))
    entries = rows.column[(sums > rows.limit)[rows.row]]
    shifts = np.zeros(len(model.table.shifts), dtype=bool)
    shifts[pairs.shift[entries[entries < len(pairs)]]] = True
    return shifts[pairs.shift]
