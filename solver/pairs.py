"""Which volunteer could take which shift: the one place where a search asks."""

from collections.abc import Sequence
from dataclasses import dataclass
from types import ModuleType

import numpy as np

from solver.drawing.table import Mask, Numbers, Spans, Table, expand
from solver.language.spans import EVER


@dataclass(frozen=True)
class Pairs:
    """
    Eligible (volunteer, shift) pairs, sorted by volunteer and then in time.

    Parameters
    ----------
    volunteer, shift
        Places in the table.
    pinned
        Pairs that must stay; they are here whether eligible or not.
    """

    volunteer: Numbers
    shift: Numbers
    pinned: Mask

    def __len__(self) -> int:
        """Count the pairs."""
        return len(self.volunteer)


def eligible(table: Table, rules: Sequence[ModuleType]) -> Pairs:
    """Find every pair that no rule about one person and one shift forbids."""
    names = {rule.NAME for rule in rules}
    volunteer, shift = _candidates(table, by_time="availability" in names, by_team="team" in names)
    for rule in rules:
        if hasattr(rule, "permits"):
            fine = rule.permits(table, volunteer, shift)
            volunteer, shift = volunteer[fine], shift[fine]
    pinned = np.array([], dtype=np.int64)
    if "pins" in names:
        pinned = np.array(_pinned_codes(table), dtype=np.int64)
    width = len(table.shifts)
    codes = np.unique(np.concatenate([volunteer * width + shift, pinned]))
    return Pairs(codes // max(width, 1), codes % max(width, 1), np.isin(codes, pinned))


def _pinned_codes(table: Table) -> list[int]:
    width = len(table.shifts)
    return [
        table.volunteer_place[pin.volunteer] * width + table.shift_place[pin.shift]
        for pin in table.instance.pins
    ]


def _candidates(table: Table, *, by_time: bool, by_team: bool) -> tuple[Numbers, Numbers]:
    """
    Join people and shifts on team and time, a superset of the eligible pairs.

    Nothing is decided here: a pair left out would be refused by the rule of
    availability or of teams. Without those rules the join is by nothing.
    """
    people = np.arange(len(table.volunteers))
    windows = Spans(people, np.full(len(people), -EVER), np.full(len(people), EVER))
    if by_time:
        windows = table.windows
    found = []
    for members, shifts in _teams(table, by_team=by_team):
        first = windows.owner.searchsorted(members)
        last = windows.owner.searchsorted(members, side="right")
        _, chosen = expand(first, last)
        starts = table.start[shifts]
        low = starts.searchsorted(windows.start[chosen])
        high = starts.searchsorted(windows.end[chosen])
        origin, place = expand(low, high)
        volunteer, shift = windows.owner[chosen][origin], shifts[place]
        inside = table.end[shift] <= windows.end[chosen][origin]
        found.append(np.stack([volunteer[inside], shift[inside]]))
    if not found:
        return np.array([], dtype=np.int64), np.array([], dtype=np.int64)
    both = np.concatenate(found, axis=1)
    return both[0], both[1]


def _teams(table: Table, *, by_team: bool) -> list[tuple[Numbers, Numbers]]:
    """List each team's members beside its shifts; no team means everybody."""
    shifts: dict[str | None, list[int]] = {}
    for place, one in enumerate(table.shifts):
        shifts.setdefault(one.team if by_team else None, []).append(place)
    members: dict[str | None, list[int]] = {None: list(range(len(table.volunteers)))}
    if by_team:
        for place, person in enumerate(table.volunteers):
            for team in person.teams:
                members.setdefault(team, []).append(place)
    return [
        (np.array(members.get(team, ()), dtype=np.int64), np.array(places))
        for team, places in shifts.items()
    ]
