"""Which days are public holidays, which weekend days are worked (调休), and an organisation's own word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import holidays

HOLIDAY, MAKEUP, ORDINARY = "holiday", "makeup", "ordinary"

#: whose public holidays hold at a place, by its time zone; elsewhere days are marked by hand
COUNTRIES: Mapping[str, str] = {
    "Asia/Shanghai": "CN",
    "Asia/Urumqi": "CN",
    "Asia/Hong_Kong": "HK",
    "Asia/Macau": "MO",
    "Asia/Taipei": "TW",
    "Asia/Singapore": "SG",
}
LANGUAGES: Mapping[str, Mapping[bool, str]] = {
    "CN": {True: "zh_CN", False: "en_US"},
    "HK": {True: "zh_CN", False: "en_HK"},
    "MO": {True: "zh_CN", False: "en_MO"},
    "TW": {True: "zh_CN", False: "en_US"},
    "SG": {True: "en_SG", False: "en_SG"},
}


@dataclass(frozen=True)
class DayKind:
    """What kind of day it is, and the holiday's name."""

    kind: str
    name: str = ""
    #: whether the organisation said so itself
    marked: bool = False


@dataclass(frozen=True)
class Calendar:
    """
    The days of a zone, with an organisation's own marks on top.

    Parameters
    ----------
    zone
        IANA zone; tells whose public holidays hold.
    marks
        Day → (kind, name), as the organisation marked it.
    chinese
        Whether holidays are named in Chinese.
    """

    zone: str
    marks: Mapping[date, tuple[str, str]]
    chinese: bool = True

    def kind_of(self, day: date) -> DayKind:
        """Say what kind of day it is; an organisation's mark wins."""
        if day in self.marks:
            kind, name = self.marks[day]
            return DayKind(kind, name, marked=True)
        known = public_holidays(COUNTRIES.get(self.zone, ""), day.year, self.chinese)
        if known is None:
            return DayKind(ORDINARY)
        if day in known:
            return DayKind(HOLIDAY, str(known[day]))
        if day in getattr(known, "weekend_workdays", ()):
            return DayKind(MAKEUP)
        return DayKind(ORDINARY)


@lru_cache(maxsize=64)
def public_holidays(country: str, year: int, chinese: bool) -> Any:
    """Give a country's public holidays of a year, and of nothing where none are known."""
    if not country:
        return None
    language = LANGUAGES[country][chinese]
    return holidays.country_holidays(country, years=year, language=language)
