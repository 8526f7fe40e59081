"""Two years of heat and storm: the days on which outdoor duty was stopped, cut short or kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

#: a drawn day's warning and level, how many of them in two years, and the months they fall in
HEAT, TYPHOON, RAIN = "heat", "typhoon", "rain"
SIGNALS = (
    (HEAT, 39, 1, (7, 8)),
    (HEAT, 37, 1, (6, 7, 8, 9)),
    (HEAT, 35, 7, (6, 7, 8, 9)),
    (TYPHOON, "yellow", 2, (7, 8, 9)),
    (TYPHOON, "blue", 4, (7, 8, 9, 10)),
    (RAIN, "orange", 4, (5, 6, 7, 8)),
    (RAIN, "yellow", 14, (4, 5, 6, 7, 8, 9)),
)
#: by key of the kind of duty: campaigns stop at a blue typhoon, open ground at yellow rain
CAMPAIGNS = ("party", "street", "riverday", "courier", "marshal")
OPEN_GROUND = ("river", "riverday", "street", "party")
NOON, FOUR = 12 * 60, 16 * 60
HOT_MINUTES = 120
#: how many days ago it rained so hard that a day of the attended roster was called off
STORM_AGO = 9
STORM_REASON = "暴雨橙色预警，户外服务暂停"


@dataclass(frozen=True)
class Signal:
    """The worst warning of one day."""

    warning: str
    level: int | str

    def stops(self, kind: str, start: int, minutes: int) -> bool:
        """
        Say whether an outdoor duty did not take place, by the rules the roster keeps (domain 3).

        Parameters
        ----------
        kind
            Our short key of the kind of duty.
        start, minutes
            When it was to begin, in minutes of the day, and how long it was to last.
        """
        if self.warning == HEAT:
            temperature = int(self.level)
            at_noon = start < FOUR and start + minutes > NOON
            return temperature >= 39 or minutes > HOT_MINUTES or (temperature >= 37 and at_noon)
        if self.level in ("yellow", "blue"):
            return kind in {TYPHOON: CAMPAIGNS, RAIN: OPEN_GROUND}[self.warning] or (
                self.warning == TYPHOON and self.level == "yellow"
            )
        return True


def draw_weather(chance: Random, today: date, days: int) -> dict[date, Signal]:
    """Draw the days with a warning among those before today, and the storm of the attended roster."""
    found = {today - timedelta(days=STORM_AGO): Signal(RAIN, "orange")}
    behind = [today - timedelta(days=ago) for ago in range(1, days + 1)]
    for warning, level, times, months in SIGNALS:
        left = times - sum(one == Signal(warning, level) for one in found.values())
        season = [day for day in behind if day.month in months and day not in found]
        found.update((day, Signal(warning, level)) for day in spread(chance, season, left))
    return found


def spread(chance: Random, season: list[date], times: int) -> Iterator[date]:
    """Draw some days of a season."""
    yield from chance.sample(season, min(times, len(season)))
