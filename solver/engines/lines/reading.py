"""From an instance to arrays, where every rule and goal in force is one that lines know."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from math import gcd

import numpy as np

from solver.drawing.table import Table
from solver.engines.lines.deep import NEVER, UNLIMITED, Budget, Deep, Past, Terms, Whole
from solver.engines.lines.gathered import Runs, Sum, bounds_of, need
from solver.engines.lines.past import past_of
from solver.instance import Instance, Limits, Shift, Volunteer
from solver.language.bounds import Bound
from solver.language.spans import DAY
from solver.pairs import eligible
from solver.rules import RULES

# A person missing to a minimum costs so many times the dearest price, if that tier comes first.
MINIMUM_FACTOR = 20
SUNDAY = 6
# Every rule there is: read here, inert where ``_plain`` says yes, or asked pair by pair.
KNOWN_RULES = frozenset({
    "availability", "weather", "team", "wished", "opt_out", "age", "insurance", "qualification",
    "declined", "bans", "busy", "days_off", "overlap", "rest", "travel", "succession", "limits",
    "streaks", "nights", "runs", "totals", "capacity", "crew", "roles", "experience", "apart", "together",
    "guardian", "household", "kit", "pins",
})  # fmt: skip
KNOWN_LIMITS = frozenset({"most_minutes", "most_shifts", "most_shifts_day", "most_days_in_row"})


@dataclass(frozen=True)
class Reading:
    """
    A deep question and the way back.

    Parameters
    ----------
    shifts
        The shift of each cell, None where there is none. By day, by column.
    lack
        What one missing to a minimum costs in the arrays.
    """

    deep: Deep
    shifts: tuple[tuple[Shift | None, ...], ...]
    lack: int


def read(instance: Instance) -> Reading:
    """
    Write an instance in arrays.

    Raises
    ------
    NotDeep
        If a rule or goal in force is not known here.
    """
    _plain(instance)
    return _Reader(instance).reading()


def _plain(instance: Instance) -> None:
    """Refuse whatever joins people other than cover, and all that lines cannot say."""
    need({rule.NAME for rule in RULES} <= KNOWN_RULES, "a rule not known here")
    for name in ("pins", "kits", "ties", "households", "closures", "weights"):
        need(not getattr(instance, name), name)
    need(not instance.travel.takes_time, "travel")
    goals = [name for tier in instance.tiers for name in tier]
    need(
        goals
        in (["least", "price"], ["price"], ["minimum", "price"], ["least", "minimum", "price"]),
        "goals",
    )
    need(len(instance.tiers) == len(goals), "goals added up")
    people = len(instance.volunteers)
    for shift in instance.shifts:
        alone = shift.least_crew <= 1 and not shift.roles and not shift.experienced
        alone = alone and not shift.experienced_percent and shift.most_novices is None
        need(alone and not shift.kit and not shift.critical, "crews")
        need(shift.most >= people and shift.minimum <= shift.wanted, "capacity")
    for person in instance.volunteers:
        need(not person.guardians, "guardians")
        need(all(one.day < 0 for one in person.history.duties), "seats elsewhere")
        need(person.limits.most_shifts_day == 1, "several shifts a day")
        plain = Limits()
        for column in fields(Limits):
            value = getattr(person.limits, column.name)
            known = column.name in (
                *KNOWN_LIMITS,
                "nights_rest_minutes",
                "rest_minutes",
                "break_minutes",
            )
            need(known or value == getattr(plain, column.name), column.name)


class _Reader:
    """One reading."""

    def __init__(self, instance: Instance) -> None:
        self.instance, self.people = instance, instance.volunteers
        goals = {name for tier in instance.tiers for name in tier}
        self.least, self.counts_minimum = "least" in goals, "minimum" in goals
        places: dict[tuple[object, ...], int] = {}
        self.cells: dict[tuple[int, int], Shift] = {}
        for shift in instance.shifts:
            day, ordinal = int(shift.day), 0
            look = (shift.duty, shift.start - day * DAY, shift.minutes, shift.needs, shift.team)
            while (day, places.setdefault((*look, ordinal), len(places))) in self.cells:
                ordinal += 1
            self.cells[day, places[(*look, ordinal)]] = shift
        self.looks = list(places)
        self.duties = sorted({str(look[0]) for look in self.looks})
        self.sort_of = np.array([self.duties.index(str(look[0])) for look in self.looks])
        self.minutes = np.array([int(str(look[2])) for look in self.looks])
        self.starts = np.array([int(str(look[1])) for look in self.looks])
        self.even = len(set(self.minutes.tolist())) == 1
        self.unit = gcd(*self.minutes.tolist())
        self.units = self.minutes // self.unit

    def reading(self) -> Reading:
        """Write everything down."""
        days, columns = self.instance.days, len(self.looks)
        need(columns > 0, "no shifts")
        self.price = np.full((len(self.people), days, columns + 1), NEVER, dtype=np.int64)
        self.price[:, :, -1] = 0
        self.constant = 0
        self._permit()
        tables = self._cover()
        pairs = [self._person(place, one) for place, one in enumerate(self.people)]
        terms, budgets = tuple(one[0] for one in pairs), tuple(one[1] for one in pairs)
        deep = Deep(
            self.sort_of, self.units, self._after(), self.price, terms, budgets, *tables,
            weekday=self.instance.weekday, constant=self.constant,
        )  # fmt: skip
        grid = tuple(
            tuple(self.cells.get((day, column)) for column in range(columns)) for day in range(days)
        )
        return Reading(deep, grid, int(tables[2].max(initial=0)))

    def _permit(self) -> None:
        """Open the cells that no rule about one person and one shift forbids."""
        table = Table(self.instance)
        pairs = eligible(table, RULES)
        cell_of = {shift.id: cell for cell, shift in self.cells.items()}
        place_of = {one.id: place for place, one in enumerate(self.people)}
        for person, group in zip(pairs.volunteer.tolist(), pairs.shift.tolist(), strict=True):
            for shift in table.groups[group]:
                day, column = cell_of[shift.id]
                self.price[place_of[table.volunteers[person].id], day, column] = 0

    def _cover(self) -> tuple[Whole, Whole, Whole, Whole, Whole]:
        shape = (self.instance.days, len(self.looks))
        minimum, wanted, under, over = (np.zeros(shape, dtype=np.int64) for _ in range(4))
        for cell, shift in self.cells.items():
            minimum[cell] = shift.minimum if self.counts_minimum else 0
            wanted[cell] = shift.wanted
            under[cell], over[cell] = shift.missing_price, shift.surplus_price
        dearest = int(max(under.max(), over.max(), 1))
        lack = np.where(minimum > 0, MINIMUM_FACTOR * dearest, 0)
        return minimum, wanted, lack, under, over

    def _after(self) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
        """Tell which sorts may follow which on the next day; the same everywhere, or not deep."""
        rests = {one.limits.rest_minutes for one in self.people}
        need(len(rests) == 1, "rest that differs")
        count = len(self.duties)
        rest = np.full((count, count), rests.pop(), dtype=np.int64)
        named = np.zeros((count, count), dtype=bool)
        for one in self.instance.successions:
            if one.before in self.duties and one.after in self.duties:
                pair = self.duties.index(one.before), self.duties.index(one.after)
                named[pair] |= one.next_day
                rest[pair] = max(int(rest[pair]), one.rest_minutes)
        ends = self.starts + self.minutes
        need(int(ends.max() + rest.max()) <= 2 * DAY + int(self.starts.min()), "rest over two days")
        gap = DAY + self.starts[None, :] - ends[:, None]
        close = gap < rest[np.ix_(self.sort_of, self.sort_of)]
        after = ~named
        for pair in np.ndindex(count, count):
            short = close[np.ix_(self.sort_of == pair[0], self.sort_of == pair[1])]
            need(bool(named[pair]) or short.all() == short.any(), "rest within a kind of duty")
            after[pair] &= not short.any()
        return after

    def _person(self, place: int, person: Volunteer) -> tuple[Terms, Budget]:
        self._requests(place, person)
        works, rests = Runs(person.limits.most_days_in_row), Runs(None)
        sorts = [Runs(None) for _ in self.duties]
        load, weekends, caps, whole = (
            self._sum(),
            self._sum(),
            [UNLIMITED] * len(self.duties),
            0,
        )
        for bound in (*bounds_of(person.limits), *person.bounds):
            if bound.count == "duty_run" and not bound.duties:
                works.take(bound)
            elif bound.count == "duty_run":
                for sort in self._only(bound):
                    sorts[sort].take(bound)
            elif bound.count == "free_run":
                need(not bound.duties, "free from a kind of duty")
                rests.take(bound)
            elif bound.count == "weekends" and not bound.duties:
                weekends.take(bound)
            elif bound.count == "half_weekends" and not bound.duties:
                need(
                    bound.most == 0 and self.instance.weekday != SUNDAY and not whole,
                    "half weekends",
                )
                whole = NEVER if bound.price is None else bound.price
            elif bound.duties:
                self._cap(place, bound, caps)
            else:
                load.take(bound)
        past = self._past(person)
        known = past is None or (works.least_is_soft and rests.least_is_soft)
        need(known and (past is None or self.instance.weekday != SUNDAY), "a past and hard runs")
        runs = tuple(one.run() for one in sorts)
        runs = () if all(one.idle for one in runs) else runs
        terms = Terms(works.run(), rests.run(), runs, past, whole)
        budget = Budget(load.amount(), weekends.amount(), tuple(caps))
        return terms, budget

    def _sum(self) -> Sum:
        return Sum(self.unit, even=self.even, least=self.least)

    def _past(self, person: Volunteer) -> Past | None:
        kinds = {one.duty for one in person.history.duties if one.day == -1}
        need(kinds <= set(self.duties), "a last duty of no kind here")
        return past_of(person.history, self.duties)

    def _only(self, bound: Bound) -> Iterator[int]:
        need(len(bound.duties) == 1, "runs over several kinds of duty")
        yield from (self.duties.index(one) for one in bound.duties if one in self.duties)

    def _cap(self, place: int, bound: Bound, caps: list[int]) -> None:
        """Take a hard limit of shifts of one kind, or kinds that are never given."""
        plain = bound.count in ("shifts", "days") and bound.is_hard and not bound.least
        need(plain and bound.per == "horizon" and bound.most is not None, "amounts of a kind")
        sorts = [self.duties.index(one) for one in bound.duties if one in self.duties]
        if bound.most == 0:
            columns = np.append(np.isin(self.sort_of, sorts), False)
            self.price[place][:, columns] = NEVER
            return
        need(len(bound.duties) == 1, "amounts of several kinds")
        for sort in sorts:
            caps[sort] = min(caps[sort], int(bound.most or 0))

    def _requests(self, place: int, person: Volunteer) -> None:
        """Price cells by what somebody asks; what is asked of a day is met by any seat named."""
        days = self.instance.days
        for asked in person.requests:
            columns = [
                (day, column)
                for (day, column), shift in self._near(asked.day, asked.shift)
                if asked.duty is None or shift.duty == asked.duty
            ]
            served = [one for one in person.history.duties if one.day == asked.day]
            need(
                not served and (asked.day is None or 0 <= asked.day < days or asked.spared),
                "requests of the past",
            )
            self.constant += 0 if asked.spared else asked.price
            for day, column in columns:
                if self.price[place, day, column] < NEVER:
                    self.price[place, day, column] += asked.price if asked.spared else -asked.price

    def _near(self, day: int | None, shift: object) -> Iterator[tuple[tuple[int, int], Shift]]:
        for column in range(len(self.looks)):
            for one in range(self.instance.days) if day is None else (day,):
                found = self.cells.get((one, column))
                if found is not None and (shift is None or found.id == shift):
                    yield (one, column), found
