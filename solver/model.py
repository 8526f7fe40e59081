"""Pairs, rules and goals made into one model; nothing is solved here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import ModuleType

import numpy as np

from solver.drawing.draft import Draft
from solver.drawing.rows import Rows
from solver.drawing.slots import deal
from solver.drawing.table import Numbers, Table
from solver.drawing.terms import Terms
from solver.goals import GOALS
from solver.instance import Instance, Volunteer
from solver.pairs import Pairs, eligible
from solver.roster import Assignment, Roster
from solver.rules import RULES


@dataclass(frozen=True)
class Tier:
    """Goals of equal rank: the sum of cost times column plus the constant."""

    names: tuple[str, ...]
    column: Numbers
    cost: Numbers
    constant: int

    def value(self, point: Numbers) -> int:
        """Value a point of the model."""
        return int((self.cost * point[self.column]).sum()) + self.constant

    def floor(self, model: "Model") -> int:
        """Bound it by the bounds of its columns."""
        sides = [self.cost * one[self.column] for one in (model.lower, model.upper)]
        return self.constant + int(np.minimum(*sides).sum())


@dataclass(frozen=True)
class Model:
    """
    Whole columns between bounds, rows, and tiers to make small one after another.

    Column i below ``len(pairs)`` says whether the i-th pair is taken. The first
    tier may be ``pins``: what crews with pinned people lack. ``crews`` names
    the column that counts the crews of shifts drawn together, where there is
    one; ``measuring`` the columns that follow from all others.
    """

    table: Table
    pairs: Pairs
    lower: Numbers
    upper: Numbers
    rows: Rows
    tiers: tuple[Tier, ...]
    crews: Mapping[int, int]
    measuring: Numbers

    def roster(self, point: Numbers) -> Roster:
        """Read the roster off a point of the model."""
        people: dict[int, list[Volunteer]] = {}
        for pair in np.flatnonzero(point[: len(self.pairs)]).tolist():
            person = self.table.volunteers[self.pairs.volunteer[pair]]
            people.setdefault(int(self.pairs.shift[pair]), []).append(person)
        return Roster(
            frozenset(
                Assignment(person.id, shift.id)
                for place, some in people.items()
                for person, shift in deal(self.table.groups[place], some, self._crews(place, point))
            )
        )

    def _crews(self, place: int, point: Numbers) -> int:
        column = self.crews.get(place)
        return len(self.table.groups[place]) if column is None else int(point[column])

    def settled(self, point: Numbers) -> Numbers:
        """Return the point with every measuring column as small as the rows allow."""
        rows, point = self.rows, point.copy()
        point[self.measuring] = 0
        excess = -rows.limit
        np.add.at(excess, rows.row, rows.coefficient * point[rows.column])
        entry = self._measured
        column, size = rows.column[entry], -rows.coefficient[entry]
        np.maximum.at(point, column, -(-excess[rows.row[entry]] // size))
        return point

    @cached_property
    def _measured(self) -> Numbers:
        mine = np.zeros(len(self.lower), dtype=bool)
        mine[self.measuring] = True
        return np.flatnonzero(mine[self.rows.column])

    def allows(self, point: Numbers) -> bool:
        """Tell whether a point keeps every bound and row."""
        if (point < self.lower).any() or (point > self.upper).any():
            return False
        spent = self.rows.coefficient * point[self.rows.column]
        total = np.zeros(len(self.rows.limit), dtype=np.int64)
        np.add.at(total, self.rows.row, spent)
        return bool((total <= self.rows.limit).all())

    def taken(self, roster: Roster) -> Numbers:
        """Return 1 for each pair that a roster has; what is no pair is left out."""
        width = max(len(self.table.shifts), 1)
        people, shifts = self.table.volunteer_place, self.table.shift_place
        codes = [
            people[one.volunteer] * width + shifts[one.shift]
            for one in roster.assignments
            if one.volunteer in people and one.shift in shifts
        ]
        mine = self.pairs.volunteer * width + self.pairs.shift
        return np.isin(mine, codes).astype(np.int64)


def build(instance: Instance, rules: Sequence[ModuleType] = RULES) -> Model:
    """Make the model of an instance under these rules and its own tiers of goals."""
    table = Table(instance)
    known = frozenset(rule.NAME for rule in rules)
    draft = Draft(table, eligible(table, rules), known)
    for rule in rules:
        if hasattr(rule, "rows"):
            rule.rows(draft)
    tiers = [_pins(draft)] if draft.shortfalls else []
    written = {goal.NAME: goal for goal in GOALS}
    for names in instance.tiers:
        parts = [_terms(written, draft, name) for name in names]
        tiers.append(_tier(names, parts, [instance.weight(name) for name in names]))
    lower, upper = draft.bounds()
    return Model(
        table,
        draft.pairs,
        lower,
        upper,
        draft.rows(),
        tuple(tiers),
        draft.merged(),
        draft.measuring(),
    )


def _terms(written: Mapping[str, ModuleType], draft: Draft, name: str) -> Terms:
    base, _, level = name.partition(":")
    found: Terms = written[base].terms(draft, *([int(level)] if level else []))
    return found


def _pins(draft: Draft) -> Tier:
    lacks = np.array(draft.shortfalls, dtype=np.int64)
    return Tier(("pins",), lacks, np.ones_like(lacks), 0)


def _tier(names: tuple[str, ...], parts: Sequence[Terms], weights: Sequence[int]) -> Tier:
    both = list(zip(parts, weights, strict=True))
    column, place = np.unique(np.concatenate([part.column for part in parts]), return_inverse=True)
    cost = np.zeros(len(column), dtype=np.int64)
    np.add.at(cost, place, np.concatenate([part.cost * weight for part, weight in both]))
    paid = np.flatnonzero(cost)
    constant = sum(part.constant * weight for part, weight in both)
    return Tier(names, column[paid], cost[paid], constant)
