"""Which shifts and rules together keep a shift from its minimum: no more of them than it takes."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from solver.beside import kits_beside, settled
from solver.effort import Effort
from solver.instance import Instance, Key, Shift
from solver.roster import Roster
from solver.rules import RULES
from solver.search import solve

# Decisions of people are always in force, and nobody is ever in two places at once.
ALWAYS = frozenset({"pins", "overlap"})
Member = tuple[str, Key]


@dataclass(frozen=True)
class Conflict:
    """
    What cannot all be had.

    Parameters
    ----------
    shifts
        Shifts whose minima cannot all be reached under the rules named.
    rules
        Names of rules; that nobody is in two places at once goes without saying.
        Were any one shift or rule of the conflict let go, the other shifts could
        have their minima under the other rules.
    """

    shifts: tuple[Key, ...]
    rules: tuple[str, ...]


class Unsettled(Exception):
    """Time ran out before it was known whether there is a conflict."""


def conflict(
    instance: Instance, roster: Roster, shift: Key, *, seconds: float = 60
) -> Conflict | None:
    """
    Find a smallest set of shifts and rules that keep a shift from its minimum.

    Smallest means that nothing can be left out of it, not that no other set is
    smaller. Of other shifts only those count whose minimum the roster reaches:
    that they can all be had is known. First the shift is asked alone, then with
    those at the same time, on the same day, in the same week, with all; the
    first of these that cannot have their minima is narrowed down by QuickXplain
    (Junker 2004), each question being put to the exact search.

    Returns
    -------
    Conflict or None
        None when the shift has its minimum, or could have it and no minimum
        that is reached be lost.

    Raises
    ------
    Unsettled
        When time ran out.
    """
    asked = _Asked(instance, shift, time.monotonic() + seconds)
    rules: list[Member] = [("rule", rule.NAME) for rule in RULES if rule.NAME not in ALWAYS]
    target = instance.shift_by_id[shift]
    if len(roster.crew(shift)) >= target.minimum:
        return None
    for circle in _circles(instance, roster, target):
        members = [*rules, *(("shift", one) for one in circle)]
        if asked.clash(members):
            found = quickxplain(members, asked.clash)
            return Conflict(
                (shift, *(name for kind, name in found if kind == "shift")),
                tuple(str(name) for kind, name in found if kind == "rule"),
            )
    return None


def quickxplain(
    members: Sequence[Member], clash: Callable[[Sequence[Member]], bool]
) -> list[Member]:
    """
    Narrow members that clash down to some of which none can be left out.

    Parameters
    ----------
    clash
        Tells whether some members clash; more of them clash no less.
    """

    def narrow(kept: list[Member], some: list[Member], *, grown: bool) -> list[Member]:
        if grown and clash(kept):
            return []
        if len(some) == 1:
            return some
        half = len(some) // 2
        later = narrow([*kept, *some[:half]], some[half:], grown=True)
        earlier = narrow([*kept, *later], some[:half], grown=bool(later))
        return [*earlier, *later]

    if clash([]):
        return []
    return narrow([], list(members), grown=False)


def _circles(instance: Instance, roster: Roster, shift: Shift) -> Iterator[list[Key]]:
    """Give wider and wider circles of other shifts that have their minimum, in order of time."""
    others = sorted(
        (
            one
            for one in instance.shifts
            if one.id != shift.id and 0 < one.minimum <= len(roster.crew(one.id))
        ),
        key=lambda one: (one.start, one.end, str(one.id)),
    )
    near: tuple[Callable[[Shift], bool], ...] = (
        lambda one: False,
        lambda one: one.start < shift.end and shift.start < one.end,
        lambda one: one.day == shift.day,
        lambda one: instance.week(one.day) == instance.week(shift.day),
        lambda one: True,
    )
    size = -1
    for belongs in near:
        circle = [one.id for one in others if belongs(one)]
        if len(circle) > size:
            yield circle
            size = len(circle)


class _Asked:
    """The questions already answered, and the clock."""

    def __init__(self, instance: Instance, shift: Key, until: float) -> None:
        self._instance, self._shift, self._until = instance, shift, until
        self._known: dict[frozenset[Member], bool] = {}

    def clash(self, members: Sequence[Member]) -> bool:
        """Tell whether the shift and these cannot all have their minima under these rules."""
        mark = frozenset(members)
        if mark not in self._known:
            self._known[mark] = self._ask(mark)
        return self._known[mark]

    def _ask(self, members: frozenset[Member]) -> bool:
        left = self._until - time.monotonic()
        if left <= 0:
            raise Unsettled
        inside = {self._shift, *(name for kind, name in members if kind == "shift")}
        rules = [one for one in RULES if one.NAME in ALWAYS or ("rule", one.NAME) in members]
        result = solve(piece(self._instance, frozenset(inside)), Effort(left, 1), rules=rules)
        if result.tiers[0].bound > 0:
            return True
        if result.tiers[0].value > 0:
            raise Unsettled
        return False


def piece(instance: Instance, shifts: frozenset[Key]) -> Instance:
    """Ask for the minima of some shifts alone; pins elsewhere are settled."""
    return replace(
        instance,
        volunteers=tuple(
            settled(instance, instance.pinned, one, shifts) for one in instance.volunteers
        ),
        shifts=tuple(one for one in instance.shifts if one.id in shifts),
        kits=kits_beside(instance, instance.pinned, shifts),
        pins=tuple(one for one in instance.pins if one.shift in shifts),
        bans=tuple(one for one in instance.bans if one.shift in shifts),
        published=frozenset(),
        tiers=(("minimum",),),
    )
