"""The solver's clock: whole minutes from the local midnight a period begins with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

from solver.language.spans import DAY, is_night
from volunteer_app.kit import clock

ONE, TWO = timedelta(days=1), timedelta(days=2)


@dataclass(frozen=True)
class Timeline:
    """
    A horizon on the wall calendar of a zone.

    Minutes are truly elapsed ones, so that lengths and rests stay right over a clock change;
    days and nights are those of the wall.
    """

    first_day: date
    days: int
    zone: str

    @cached_property
    def origin(self) -> datetime:
        """The moment from which minutes count."""
        return clock.at(self.first_day, 0, self.zone)

    def minute(self, moment: datetime) -> int:
        """Turn a moment into minutes."""
        return int((moment - self.origin).total_seconds() // 60)

    def moment(self, minute: int) -> datetime:
        """Turn minutes into a moment."""
        return (self.origin + timedelta(minutes=minute)).astimezone(UTC)

    def at(self, day: date, minute: int) -> int:
        """Turn a wall time into minutes; the minute of the day may pass 1440."""
        first = self.midnight(day)
        if self.midnight(day + ONE) - first == DAY == self.midnight(day + TWO) - first - DAY:
            return first + minute
        return self.minute(clock.at(day, minute, self.zone))

    def midnight(self, day: date) -> int:
        """Give the minute a day begins with; remembered, for it is asked for all the time."""
        if day not in self._midnights:
            self._midnights[day] = self.minute(clock.at(day, 0, self.zone))
        return self._midnights[day]

    @cached_property
    def _midnights(self) -> dict[date, int]:
        return {}

    def months(self) -> tuple[int, ...]:
        """Give the days on which a month begins, of the month the horizon begins in and later ones."""
        first, last = self.first_day.replace(day=1), self.date(self.days - 1)
        count = (last.year - first.year) * 12 + last.month - first.month + 1
        starts = (first + relativedelta(months=step) for step in range(count + 1))
        return tuple((start - self.first_day).days for start in starts)

    def day(self, moment: datetime) -> int:
        """Count the wall days from the first one to a moment's."""
        return (moment.astimezone(ZoneInfo(self.zone)).date() - self.first_day).days

    def date(self, day: int) -> date:
        """Give the date of a counted day."""
        return self.first_day + timedelta(days=day)

    def night(self, starts: datetime, ends: datetime) -> bool:
        """Say whether a stretch touches 22:00 to 06:00 on the wall."""
        local = starts.astimezone(ZoneInfo(self.zone))
        begin = local.hour * 60 + local.minute
        return is_night(begin, begin + int((ends - starts).total_seconds() // 60))
