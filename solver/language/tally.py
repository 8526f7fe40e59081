"""What a bound counts in one person's seats: totals over stretches of days, and runs."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from solver.instance import Instance, Shift, Volunteer
from solver.language.bounds import HORIZON, WEEK, Bound
from solver.language.spans import Served

SATURDAY = 5


@dataclass(frozen=True)
class Tally:
    """
    One amount held against a bound.

    Parameters
    ----------
    first, last
        Days it is taken over; a run of weekends goes from Saturday to Sunday.
    amount
        In the bound's unit.
    own
        Whether seats of this roster have a part in it, and not history alone.
    whole
        Whether it can be called too little: every day is known, and a run did
        not begin before what is known nor may go on after the horizon.
    before
        For runs, how much of it lies before the horizon.
    """

    first: int
    last: int
    amount: int
    own: bool
    whole: bool
    before: int = 0

    def missing(self, bound: Bound) -> int:
        """Count the units short of the least."""
        return max(0, bound.least - self.amount) if self.whole else 0

    def surplus(self, bound: Bound) -> int:
        """Count the units beyond the most, without what was so before the horizon."""
        if bound.most is None:
            return 0
        return max(0, self.amount - bound.most) - max(0, self.before - bound.most)


def tallies(
    instance: Instance, volunteer: Volunteer, seats: Sequence[Shift], bound: Bound
) -> Iterator[Tally]:
    """Yield every amount a bound is held against."""
    duties = [one for one in volunteer.history.duties if bound.counts(one.duty)]
    own = [one.served for one in seats if bound.counts(one.duty)]
    if bound.is_run:
        yield from _runs(instance, volunteer, own, duties, bound)
    elif bound.count in ("weekends", "half_weekends"):
        yield _weekends(instance, own, duties, halves=bound.count == "half_weekends")
    else:
        yield from _totals(instance, volunteer, own, duties, bound)


def _totals(
    instance: Instance, volunteer: Volunteer, own: list[Served], duties: list[Served], bound: Bound
) -> Iterator[Tally]:
    for first, last in stretches(instance, bound.per):
        mine = [one for one in own if first <= one.day <= last]
        settled = [one for one in duties if first <= one.day <= last]
        both = mine + settled
        amount = {
            "minutes": sum(one.end - one.start for one in both),
            "shifts": len(both),
            "days": len({one.day for one in both}),
        }[str(bound.count)]
        known = volunteer.history.known_from <= first and last < instance.days
        yield Tally(first, last, amount, bool(mine), known)


def stretches(instance: Instance, per: int | str) -> Iterator[tuple[int, int]]:
    """Yield first and last day of the horizon, of each week in it, or of so many days up to each."""
    if per == HORIZON:
        yield 0, instance.days - 1
    elif per == WEEK:
        for monday in range(-instance.weekday, instance.days, 7):
            yield monday, monday + 6
    else:
        for last in range(instance.days):
            yield last - int(per) + 1, last


def _weekends(
    instance: Instance, own: list[Served], duties: list[Served], *, halves: bool
) -> Tally:
    """Count the weekends of the horizon with a seat, or those with a seat on one day only."""
    end = instance.days
    days = {one.day for one in own + duties if 0 <= one.day < end}
    mine = {one.day for one in own}
    counted = []
    for saturday in range(SATURDAY - instance.weekday - 7, end, 7):
        weekend = {saturday, saturday + 1}
        if halves and (saturday < 0 or saturday + 1 >= end):
            continue
        worked = len(days & weekend)
        if worked == 1 or (worked == 2 and not halves):
            counted.append(weekend)
    return Tally(0, end - 1, len(counted), any(mine & one for one in counted), whole=True)


def _runs(
    instance: Instance, volunteer: Volunteer, own: list[Served], duties: list[Served], bound: Bound
) -> Iterator[Tally]:
    mine = {one.day for one in own}
    worked = mine | {one.day for one in duties if one.day < instance.days}
    if bound.count == "weekend_run":
        yield from _weekend_runs(instance, mine, worked)
        return
    known = volunteer.history.known_from
    free = bound.count == "free_run"
    days = set(range(known, instance.days)) - worked if free else worked
    for first, last in runs(days):
        # A stretch of free days is this roster's doing if a seat of it stands beside it.
        beside = {first - 1, last + 1} if free else set(range(first, last + 1))
        begun = first > known or (free and first - 1 in worked)
        ended = -1 <= last < instance.days - 1
        before = max(0, min(last, -1) - first + 1)
        yield Tally(first, last, last - first + 1, bool(mine & beside), begun and ended, before)


def _weekend_runs(instance: Instance, mine: set[int], worked: set[int]) -> Iterator[Tally]:
    def weekends(days: Iterable[int]) -> set[int]:
        return {instance.week(day) for day in days if (day + instance.weekday) % 7 >= SATURDAY}

    ours = weekends(mine)
    for first, last in runs(weekends(worked)):
        saturdays = [7 * week - instance.weekday + SATURDAY for week in range(first, last + 1)]
        before = sum(saturday + 1 < 0 for saturday in saturdays)
        own = any(first <= week <= last for week in ours)
        yield Tally(
            saturdays[0], saturdays[-1] + 1, len(saturdays), own, whole=False, before=before
        )


def runs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield first and last of each maximal stretch of whole numbers."""
    ranked = sorted(numbers)
    for place, number in enumerate(ranked):
        if not place or ranked[place - 1] < number - 1:
            first = number
        if place + 1 == len(ranked) or ranked[place + 1] > number + 1:
            yield first, number
