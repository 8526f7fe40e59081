"""On which days or weekends somebody serves, as columns that are exact in both directions."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

import numpy as np

from solver.drawing.draft import Draft
from solver.drawing.table import Numbers
from solver.language.spans import EVER, Served
from solver.language.tally import SATURDAY


@dataclass(frozen=True)
class Flags:
    """
    Where somebody serves: ``column`` is 1 exactly if a seat of theirs is there.

    Parameters
    ----------
    column
        By day, or by number of the week for weekends.
    settled
        Days or weeks with a duty that is settled; those are served anyway.
    pinned
        Days or weeks with a pinned seat.
    """

    column: dict[int, int]
    settled: frozenset[int]
    pinned: frozenset[int]

    def may(self, place: int) -> bool:
        """Tell whether anybody could serve there."""
        return place in self.settled or place in self.column

    def must(self, place: int) -> bool:
        """Tell whether duties or pins alone make this a place of service."""
        return place in self.settled or place in self.pinned

    def terms(self, places: Iterable[int], sign: int = 1) -> tuple[list[int], list[int], int]:
        """Add places up: columns, their coefficients, and what is settled."""
        known = list(places)
        columns = [
            self.column[one] for one in known if one in self.column and one not in self.settled
        ]
        return columns, [sign] * len(columns), sign * sum(one in self.settled for one in known)


def day_flags(draft: Draft, person: int, duties: Collection[str]) -> Flags:
    """Return on which days somebody has a seat of these kinds; empty is all kinds."""
    return _flags(draft, person, frozenset(duties))


def weekend_flags(
    draft: Draft, person: int, duties: Collection[str], *, history: bool = True
) -> Flags:
    """
    Return in which weeks somebody has a seat of these kinds on Saturday or Sunday.

    Without ``history`` days before the horizon do not count.
    """
    return _flags(draft, person, frozenset(duties), weekends=True, since=-EVER if history else 0)


def _flags(
    draft: Draft,
    person: int,
    duties: frozenset[str],
    *,
    weekends: bool = False,
    since: int = -EVER,
) -> Flags:
    known = (person, duties, weekends, since)
    if known not in draft.flags:
        draft.flags[known] = _made(draft, person, duties, weekends=weekends, since=since)
    found = draft.flags[known]
    assert isinstance(found, Flags)
    return found


def _made(
    draft: Draft, person: int, duties: frozenset[str], *, weekends: bool, since: int
) -> Flags:
    table = draft.table
    mine = pairs_of(draft, person, duties)
    place = table.day[draft.pairs.shift[mine]]
    served = settled_of(draft, person, duties)
    settled = {one.day for one in served if since <= one.day < table.instance.days}
    if weekends:
        weekday = table.instance.weekday
        mine = mine[(place + weekday) % 7 >= SATURDAY]
        place = table.week[draft.pairs.shift[mine]]
        settled = {table.instance.week(day) for day in settled if (day + weekday) % 7 >= SATURDAY}
    places, group = np.unique(place, return_inverse=True)
    column = exact(draft, group, mine)
    pinned = frozenset(place[draft.pairs.pinned[mine]].tolist())
    columns = dict(zip(places.tolist(), column.tolist(), strict=True))
    return Flags(columns, frozenset(settled), pinned)


def exact(draft: Draft, group: Numbers, member: Numbers) -> Numbers:
    """Return markers of groups that are also 0 if none of their pairs is taken."""
    marker = draft.markers(group, member)
    several = np.bincount(group, minlength=len(marker)) > 1
    number, count = np.cumsum(several) - 1, int(several.sum())
    kept = several[group]
    draft.at_most(
        np.concatenate([number[group[kept]], np.arange(count)]),
        np.concatenate([member[kept], marker[several]]),
        np.concatenate([np.full(int(kept.sum()), -1), np.full(count, 1)]),
        np.zeros(count, dtype=np.int64),
    )
    return marker


def pairs_of(draft: Draft, person: int, duties: Collection[str]) -> Numbers:
    """Return the pairs of one person, of these kinds if any are named."""
    mine = np.array(draft.of(person), dtype=np.int64)
    if not duties or not len(mine):
        return mine
    shifts = draft.table.shifts
    counted = [shifts[one].duty in duties for one in draft.pairs.shift[mine].tolist()]
    return mine[np.array(counted, dtype=bool)]


def settled_of(draft: Draft, person: int, duties: Collection[str]) -> list[Served]:
    """Return the settled duties of one person, of these kinds if any are named."""
    served = draft.table.volunteers[person].history.duties
    return [one for one in served if not duties or one.duty in duties]
