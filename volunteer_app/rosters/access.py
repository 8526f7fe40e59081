"""Who may do what with periods, shifts and drafts: pure predicates of (person, thing)."""

from __future__ import annotations

from typing import Any

from volunteer_app.people.standing import OPERATOR, PRIVACY_OFFICER


def works_on_rosters(person: Any, _thing: Any = None) -> bool:
    """Say whether anybody's roster but the person's own is open to them."""
    standing = person.standing
    return bool(
        standing.lead_of
        or standing.schedules
        or standing.administers
        or standing.district_admin
        or standing.auditor
    )


def can_open_period(person: Any, organisation: Any) -> bool:
    """Leads open periods of their teams, coordinators of any team of the organisation."""
    standing = person.standing
    return standing.coordinates(organisation.id) or organisation.id in standing.lead_in


def can_see_period(person: Any, period: Any) -> bool:
    """Leads of one of its teams, coordinators of its organisation and auditors see the draft."""
    standing = person.standing
    return bool(
        standing.coordinates(period.organisation_id)
        or standing.auditor
        or period.team_ids & standing.lead_of
    )


def can_roster(person: Any, period: Any) -> bool:
    """Change the draft and run the solver: coordinators, and leads of every team it rosters."""
    standing = person.standing
    return standing.coordinates(period.organisation_id) or standing.leads_all(period.team_ids)


def can_publish(person: Any, period: Any) -> bool:
    """Publish: schedulers and admins, not leads."""
    return bool(person.standing.coordinates(period.organisation_id))


def can_see_patterns(person: Any, organisation: Any) -> bool:
    """See the weekly patterns: whoever plans in the organisation, and auditors."""
    return can_open_period(person, organisation) or person.standing.auditor


def can_edit_pattern(person: Any, pattern: Any) -> bool:
    """Change a weekly pattern: coordinators, and the lead of the team it is for."""
    standing = person.standing
    return standing.coordinates(pattern.organisation_id) or pattern.team_id in standing.lead_of


def can_set_policy(person: Any, organisation: Any) -> bool:
    """Change the house's limits: admins of the organisation and of the district."""
    standing = person.standing
    return organisation.id in standing.administers or standing.district_admin


def can_see_its_period(person: Any, thing: Any) -> bool:
    """See what belongs to a period: whoever sees its draft."""
    return can_see_period(person, thing.period)


def can_roster_its_period(person: Any, thing: Any) -> bool:
    """Change what belongs to a period: whoever changes its draft."""
    return can_roster(person, thing.period)


def can_see_open_shifts(person: Any, _thing: Any = None) -> bool:
    """See, without names, where help is wanted: all but who keeps the house or its privacy only."""
    standing = person.standing
    keepers = {PRIVACY_OFFICER, OPERATOR}
    serves_or_plans = standing.member_of or works_on_rosters(person)
    return bool(serves_or_plans or not standing.district & keepers)


def holds_seat(person: Any, seat: Any) -> bool:
    """Answer an offer or give a seat back: only the person it is for."""
    return bool(seat.person_id == person.id)


def can_coordinate(person: Any, organisation: Any) -> bool:
    """Mark an organisation's days: its schedulers and admins."""
    return bool(person.standing.coordinates(organisation.id))


def can_coordinate_its_house(person: Any, thing: Any) -> bool:
    """Change what belongs to an organisation: its schedulers and admins."""
    return can_coordinate(person, thing.organisation)
