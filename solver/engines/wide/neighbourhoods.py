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

    The loss shows in reduced costs: a pair taken at a price above 0, or left at one below it.
    From there the neighbourhood grows over people who could be in both shifts.
    """
    pairs, count = model.pairs, len(model.table.shifts)
    taken = point[: len(pairs)] > 0
    loss = np.zeros(count, dtype=np.float64)
    price = np.zeros(len(pairs))
    if proof is not None:
        cost = charged(model, proof.price, proof.kept)
        cost[proof.tier.column] += proof.tier.cost
        price = cost[: len(pairs)]
        np.add.at(loss, pairs.shift, np.where(taken, price, -price).clip(0))
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
