"""Who may see, confirm, decide and correct hours: pure predicates of (person, thing)."""

from __future__ import annotations

from typing import Any


def sees_ledgers(person: Any, _thing: Any = None) -> bool:
    """See anybody's hours but one's own: leads, coordinators, auditors."""
    standing = person.standing
    return bool(
        standing.lead_of
        or standing.schedules
        or standing.administers
        or standing.district_admin
        or standing.auditor
    )


def can_see_ledger(person: Any, organisation: Any) -> bool:
    """See an organisation's hours; leads see those of their teams in it."""
    standing = person.standing
    return sees_all(person, organisation) or organisation.id in standing.lead_in


def sees_all(person: Any, organisation: Any) -> bool:
    """See every team's hours: coordinators and auditors."""
    standing = person.standing
    return bool(standing.coordinates(organisation.id) or standing.auditor)


def can_see_minutes(person: Any, day: Any) -> bool:
    """See a shift's minutes: leads of its teams, coordinators, auditors."""
    return can_verify(person, day) or person.standing.auditor


def can_verify(person: Any, day: Any) -> bool:
    """Confirm a shift's minutes, other people's: leads of its teams, coordinators."""
    standing = person.standing
    return bool(standing.coordinates(day.organisation_id) or day.team_ids & standing.lead_of)


def can_see_entry(person: Any, entry: Any) -> bool:
    """See an entry of somebody: the lead of its team, coordinators, auditors."""
    standing = person.standing
    return bool(
        standing.coordinates(entry.organisation_id)
        or standing.auditor
        or entry.team_id in standing.lead_of
    )


def can_propose(person: Any, entry: Any) -> bool:
    """Propose a correction: the lead of the entry's team, coordinators; nobody for their own."""
    standing = person.standing
    return bool(
        entry.person_id != person.id
        and (standing.coordinates(entry.organisation_id) or entry.team_id in standing.lead_of)
    )


def decides(person: Any, organisation_id: int, level: int) -> bool:
    """Give the second word: the organisation's admin at level 2, the district's at both."""
    standing = person.standing
    if standing.district_admin:
        return True
    return level == 2 and organisation_id in standing.administers


def can_decide(person: Any, waiting: Any) -> bool:
    """Approve or refuse what waits: neither the person it is about nor whoever proposed it."""
    return decides(person, waiting.organisation_id, waiting.level) and person.id not in (
        waiting.person_id,
        waiting.proposed_by,
    )


def can_answer(person: Any, question: Any) -> bool:
    """Answer a question about hours: the lead of its team, coordinators; nobody their own."""
    return can_propose(person, question)
