"""Who may do what on the day of a shift: pure predicates of (person, day)."""

from __future__ import annotations

from typing import Any


def sees_days(person: Any, _thing: Any = None) -> bool:
    """See the day's shifts at all: leads, coordinators, auditors."""
    standing = person.standing
    return bool(
        standing.lead_of
        or standing.schedules
        or standing.administers
        or standing.district_admin
        or standing.auditor
    )


def can_see_day(person: Any, day: Any) -> bool:
    """See who is due and who came: leads of the shift's teams, its coordinators, auditors."""
    standing = person.standing
    return bool(
        standing.coordinates(day.organisation_id)
        or standing.auditor
        or day.team_ids & standing.lead_of
    )


def can_take_roll(person: Any, day: Any) -> bool:
    """Check people in and out and close the shift: leads of its teams, the organisation's schedulers."""
    standing = person.standing
    return bool(day.organisation_id in standing.schedules or day.team_ids & standing.lead_of)


def can_see_phones(person: Any, day: Any) -> bool:
    """See phone numbers a day before and after: whoever takes the roll."""
    return can_take_roll(person, day)


def can_take_roll_of(person: Any, line: Any) -> bool:
    """Check one person in or out: whoever takes the roll of their shift."""
    return can_take_roll(person, line.day)
