"""Runs that a bound holds too long or too short, as places that would have to be served or free."""

from collections.abc import Iterator
from dataclasses import dataclass

from solver.drawing.draft import Draft
from solver.drawing.flags import Flags, day_flags, weekend_flags
from solver.language.bounds import Bound


@dataclass(frozen=True)
class Pattern:
    """
    Places that together make a run too long or too short.

    Parameters
    ----------
    flags
        Whose they are.
    served, free
        Places with a seat and places without one; when all are so, the pattern
        is there. Places that could not be otherwise are left out, and settled
        duties among ``served`` are named in ``settled``.
    settled
        Places of ``served`` that are so anyway.
    units
        How much too long or too short.
    """

    flags: Flags
    served: tuple[int, ...]
    free: tuple[int, ...]
    settled: tuple[int, ...]
    units: int = 1

    @property
    def open(self) -> list[int]:
        """Return the columns of the places that are not served anyway."""
        return [self.flags.column[one] for one in self.served if one not in self.settled]

    @property
    def spare(self) -> list[int]:
        """Return the columns of the places that must stay free."""
        return [self.flags.column[one] for one in self.free]

    @property
    def is_forced(self) -> bool:
        """Tell whether pins and settled duties alone serve all that is to be served."""
        return all(self.flags.must(one) for one in self.served)


def patterns(draft: Draft, person: int, bound: Bound) -> Iterator[Pattern]:
    """
    Yield every pattern that a bound on runs forbids or prices.

    A run of L beyond the most has L - most of them, one for each day too many;
    a run short of the least has exactly one, with all its units.
    """
    if bound.count == "weekend_run":
        flags = weekend_flags(draft, person, bound.duties)
        weeks = draft.table.instance.week(draft.table.instance.days - 1)
        yield from _too_long(flags, bound, range(weeks + 1))
        return
    flags = day_flags(draft, person, bound.duties)
    days = range(draft.table.instance.days)
    known = draft.table.volunteers[person].history.known_from
    if bound.count == "free_run":
        yield from _free_too_long(flags, bound, days, known)
        yield from _free_too_short(flags, bound, days, known)
    else:
        yield from _too_long(flags, bound, days)
        yield from _too_short(flags, bound, days, known)


def _made(
    flags: Flags, served: range | list[int], free: range | list[int], units: int
) -> Pattern | None:
    """Make a pattern, unless it can never be."""
    if not all(map(flags.may, served)) or any(one in flags.settled for one in free):
        return None
    settled = tuple(one for one in served if one in flags.settled)
    spare = tuple(one for one in free if one in flags.column)
    return Pattern(flags, tuple(served), spare, settled, units)


def _too_long(flags: Flags, bound: Bound, places: range) -> Iterator[Pattern]:
    if bound.most is None:
        return
    for last in places:
        found = _made(flags, range(last - bound.most, last + 1), [], 1)
        if found is not None:
            yield found


def _too_short(flags: Flags, bound: Bound, days: range, known: int) -> Iterator[Pattern]:
    for length in range(1, bound.least):
        # From the first that ends on the day before the horizon to the last that ends within it.
        for first in range(max(known + 1, -length), len(days) - length):
            run, beside = range(first, first + length), [first - 1, first + length]
            found = _made(flags, run, beside, bound.least - length)
            if found is not None:
                yield found


def _free_too_long(flags: Flags, bound: Bound, days: range, known: int) -> Iterator[Pattern]:
    if bound.most is None:
        return
    for last in days:
        if last - bound.most >= known:
            found = _made(flags, [], range(last - bound.most, last + 1), 1)
            if found is not None:
                yield found


def _free_too_short(flags: Flags, bound: Bound, days: range, known: int) -> Iterator[Pattern]:
    for length in range(1, bound.least):
        for first in range(max(known, -length), len(days) - length):
            run, beside = range(first, first + length), [first - 1, first + length]
            found = _made(flags, beside, run, bound.least - length)
            if found is not None:
                yield found
