"""What a sheet says once it is understood: one frozen record a person, shift or availability."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Self

from volunteer_app.imports.cells.grades import CAN


class Record:
    """A record that can be kept as JSON and read back equal."""

    __slots__ = ()

    def as_json(self) -> dict[str, Any]:
        """Give the record's facts as JSON can hold them."""
        return {field.name: jsonable(getattr(self, field.name)) for field in fields(self)}  # type: ignore[arg-type]

    @classmethod
    def from_json(cls, facts: dict[str, Any]) -> Self:
        """Build the record that `as_json` wrote."""
        return cls(**{name: cls.revived(name, value) for name, value in facts.items()})

    @classmethod
    def revived(cls, name: str, value: Any) -> Any:
        """Bring back the type of one fact."""
        if name in DAYS and value is not None:
            return date.fromisoformat(value)
        if name == "away":
            return tuple(date.fromisoformat(one) for one in value)
        if name == "trainings":
            return tuple((known, until and date.fromisoformat(until)) for known, until in value)
        if isinstance(value, list):
            return tuple(tuple(one) if isinstance(one, list) else one for one in value)
        return value


DAYS = frozenset({"born", "insured_until", "day"})


def jsonable(value: Any) -> Any:
    """Give a value as JSON can hold it."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [jsonable(one) for one in value]
    return value


@dataclass(frozen=True, slots=True)
class PersonRow(Record):
    """
    A person as a sheet has them; ``None`` and empty mean that the sheet does not say.

    ``trainings`` are pairs of a name and its last valid day; durations are minutes.
    """

    sheet: str
    row: int
    name: str
    number: str = ""
    phone: str = ""
    email: str = ""
    employer: str = ""
    team: str = ""
    born: date | None = None
    trainings: tuple[tuple[str, date | None], ...] = ()
    insured_until: date | None = None
    weekly_minutes: int | None = None
    monthly_shifts: int | None = None
    period_minutes: int | None = None
    period_shifts: int | None = None
    wishes: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    emergency_name: str = ""
    emergency_phone: str = ""
    may_lead: bool | None = None


@dataclass(frozen=True, slots=True)
class ShiftRow(Record):
    """
    A shift as a sheet has it; ``start`` and ``end`` are minutes from the day's 00:00 on the wall.

    ``end`` passes 1440 over midnight. ``key`` is the sheet's own number for it, or empty.
    """

    sheet: str
    row: int
    day: date
    start: int
    end: int
    site: str
    duty: str
    minimum: int
    wanted: int
    key: str = ""
    trainings: tuple[tuple[str, date | None], ...] = ()
    leads: int = 0
    outdoor: bool | None = None
    adults_only: bool = False
    team: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class AvailabilityRow(Record):
    """
    When a person can serve: weekly (``weekdays``) or on one ``day``, at a grade.

    ``spans`` are pairs of minutes from 00:00 on the wall. ``away`` are days on which the person
    cannot serve at all, whatever else the row says.
    """

    sheet: str
    row: int
    number: str = ""
    name: str = ""
    phone: str = ""
    weekdays: tuple[int, ...] = ()
    day: date | None = None
    spans: tuple[tuple[int, int], ...] = ()
    grade: str = CAN
    away: tuple[date, ...] = ()
    away_note: str = ""
