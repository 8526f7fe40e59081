"""What one ledger entry says, apart from its place in the chain; as plain values for JSON and digests."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Row

from volunteer_app.hours.models import LedgerEntry

#: minutes of one person on one day that need one word, and those that need the organisation's
#: admin; beyond, the district's (source: i志愿's 8 h and 12 h steps)
ONE_WORD = 8 * 60
TWO_WORDS = 12 * 60


@dataclass(frozen=True)
class Facts:
    """
    The facts of an entry.

    Parameters
    ----------
    kind
        ``service``, ``correction`` or ``carried``.
    minutes
        Whole minutes; negative only in a correction.
    served_on
        The day the duty began, on the wall calendar of its site.
    evidence
        One of `attendance.models.EVIDENCE`: the weaker of coming and going.
    verified_by, second_by
        Who vouched for the minutes, and whose second word was needed; never the person.
    """

    organisation_id: int
    person_id: int
    kind: str
    minutes: int
    served_on: date
    evidence: str
    team_id: int | None = None
    duty_kind_id: int | None = None
    attendance_id: int | None = None
    starts: datetime | None = None
    ends: datetime | None = None
    corrects_id: int | None = None
    reason: str = ""
    verified_by: int | None = None
    second_by: int | None = None

    def plain(self) -> dict[str, Any]:
        """Give the facts as JSON can hold them."""
        return {field.name: plain(getattr(self, field.name)) for field in fields(self)}

    def columns(self) -> dict[str, Any]:
        """Give the facts as the entry's columns hold them."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    @classmethod
    def read(cls, stored: dict[str, Any]) -> Facts:
        """Read facts back from their plain form."""
        values = dict(stored)
        values["served_on"] = date.fromisoformat(values["served_on"])
        for name in ("starts", "ends"):
            if values[name] is not None:
                values[name] = datetime.fromisoformat(values[name])
        return cls(**values)

    @classmethod
    def of(cls, entry: LedgerEntry | Row[Any]) -> Facts:
        """Give the facts of a stored entry, or of its columns."""
        return cls(**{field.name: getattr(entry, field.name) for field in fields(cls)})


def plain(value: Any) -> Any:
    """Write a moment in UTC to the microsecond and a day in ISO form; leave all else."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return value.isoformat() if isinstance(value, date) else value


def words_needed(day_minutes: int) -> int:
    """Say whose word a person's minutes of one day need: 1 the lead's, 2 the admin's, 3 the district's."""
    if day_minutes <= ONE_WORD:
        return 1
    return 2 if day_minutes <= TWO_WORDS else 3
