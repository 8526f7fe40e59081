"""How long somebody was there: actual minutes, and those that count without a word of explanation."""

from __future__ import annotations

from datetime import datetime, timedelta

from volunteer_app.attendance.models import EVIDENCE

#: times told afterwards need a second word after so long
MAKE_UP_WITHIN = timedelta(days=7)


def actual_minutes(arrived: datetime, left: datetime) -> int:
    """Count the whole minutes between coming and going; never below none."""
    return max(0, int((left - arrived).total_seconds() // 60))


def suggested_minutes(
    arrived: datetime, left: datetime, *, starts: datetime, ends: datetime
) -> int:
    """
    Count the whole minutes of presence that lie within the shift.

    Coming early and forgetting to check out bring nothing by themselves; the lead may count
    more, up to the actual presence, and says why.
    """
    return actual_minutes(max(arrived, starts), min(left, ends))


def weaker(first: str, second: str) -> str:
    """Give the weaker of two grades of evidence: an entry is as good as its worse end."""
    return max(first, second, key=EVIDENCE.index)
