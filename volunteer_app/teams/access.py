"""Who may do what with organisations, teams, people and roles: pure predicates of (person, thing)."""

from __future__ import annotations

from typing import Any

from volunteer_app.people.standing import LEAD, SCHEDULER


def is_district_admin(person: Any, _thing: Any = None) -> bool:
    """Found organisations and appoint for the whole district."""
    return bool(person.standing.district_admin)


def works_in_organisations(person: Any, _thing: Any = None) -> bool:
    """Say whether the organisations' pages hold anything for the person."""
    standing = person.standing
    return bool(
        standing.lead_in
        or standing.schedules
        or standing.administers
        or standing.district_admin
        or standing.auditor
    )


def can_see_organisation(person: Any, organisation: Any) -> bool:
    """Open the organisation's hub: its leads and coordinators, and auditors."""
    standing = person.standing
    return bool(
        standing.coordinates(organisation.id)
        or organisation.id in standing.lead_in
        or standing.auditor
    )


def can_edit_organisation(person: Any, organisation: Any) -> bool:
    """Change the organisation and its teams: its admins and those of the district."""
    return bool(organisation.id in person.standing.administers or person.standing.district_admin)


def can_coordinate(person: Any, organisation: Any) -> bool:
    """Edit sites and kinds of duty, enter proofs: schedulers and admins."""
    return bool(person.standing.coordinates(organisation.id))


def can_see_team(person: Any, team: Any) -> bool:
    """See the members and applicants: the team's leads, its coordinators, and auditors."""
    return can_run_team(person, team) or bool(person.standing.auditor)


def can_run_team(person: Any, team: Any) -> bool:
    """Approve, pause, invite: the team's leads and its coordinators."""
    standing = person.standing
    return bool(team.id in standing.lead_of or standing.coordinates(team.organisation_id))


def can_edit_team(person: Any, team: Any) -> bool:
    """Rename or close a team: admins."""
    return bool(
        team.organisation_id in person.standing.administers or person.standing.district_admin
    )


def can_run_membership(person: Any, membership: Any) -> bool:
    """Change a membership: whoever runs its team; nobody their own."""
    return membership.person_id != person.id and can_run_team(person, membership.team)


def is_own_membership(person: Any, membership: Any) -> bool:
    """Leave a team: oneself."""
    return bool(membership.person_id == person.id)


def can_see_dossier(person: Any, dossier: Any) -> bool:
    """See a person's page: coordinators of the organisation, leads of their teams, auditors."""
    standing = person.standing
    return bool(
        standing.coordinates(dossier.organisation.id)
        or standing.auditor
        or dossier.team_ids & standing.lead_of
    )


def can_invite(person: Any, dossier: Any) -> bool:
    """Invite somebody without an account: whoever runs one of their teams."""
    standing = person.standing
    return bool(
        standing.coordinates(dossier.organisation.id) or dossier.team_ids & standing.lead_of
    )


def can_invite_all(person: Any, organisation: Any) -> bool:
    """Invite everybody without an account: coordinators, and leads for the teams they lead."""
    return can_coordinate(person, organisation) or organisation.id in person.standing.lead_in


def can_help_back(person: Any, dossier: Any) -> bool:
    """Make a link for a new password: admins, for others than themselves."""
    return can_edit_organisation(person, dossier.organisation) and dossier.person.id != person.id


def can_ask_for_phone(person: Any, dossier: Any) -> bool:
    """Look a phone number up with a written reason: admins (6.2 "see phone": r)."""
    return can_edit_organisation(person, dossier.organisation)


def can_change_roles(person: Any, organisation: Any) -> bool:
    """Appoint and end roles of an organisation: its admins and those of the district."""
    return can_edit_organisation(person, organisation)


def can_end_appointment(person: Any, appointment: Any) -> bool:
    """End a role: whoever may appoint in its scope; nobody their own."""
    standing = person.standing
    if appointment.person_id == person.id:
        return False
    if appointment.organisation_id is None:
        return bool(standing.district_admin)
    return bool(appointment.organisation_id in standing.administers or standing.district_admin)


def roles_open_to(person: Any, organisation: Any) -> tuple[str, ...]:
    """Name the roles of an organisation that the person may give."""
    if not can_change_roles(person, organisation):
        return ()
    return (LEAD, SCHEDULER, "organisation_admin")


def can_edit_site(person: Any, site: Any) -> bool:
    """Change a site: whoever coordinates its organisation."""
    return bool(person.standing.coordinates(site.organisation_id))


def can_see_trail(person: Any, organisation: Any) -> bool:
    """Read the audit trail: admins, auditors and privacy officers."""
    standing = person.standing
    return bool(
        organisation.id in standing.administers
        or standing.district & {"district_admin", "auditor", "privacy_officer"}
    )
