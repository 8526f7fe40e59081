"""Who may do what with qualifications, proofs, insurance and the safety rules: pure predicates."""

from __future__ import annotations

from typing import Any


def can_see_proofs(person: Any, dossier: Any) -> bool:
    """See what somebody is trained in: coordinators, leads of their teams, auditors, oneself."""
    standing = person.standing
    return bool(
        dossier.person.id == person.id
        or standing.coordinates(dossier.organisation.id)
        or standing.auditor
        or dossier.team_ids & standing.lead_of
    )


def can_enter_proofs(person: Any, dossier: Any) -> bool:
    """Enter and end proofs and insurance: coordinators; nobody their own."""
    return bool(
        person.standing.coordinates(dossier.organisation.id) and dossier.person.id != person.id
    )


def can_see_rules(person: Any, organisation: Any) -> bool:
    """See the kinds of duty and what runs out soon: leads, coordinators, auditors."""
    standing = person.standing
    return bool(
        standing.coordinates(organisation.id)
        or organisation.id in standing.lead_in
        or standing.auditor
    )


def can_add_kind(person: Any, organisation: Any) -> bool:
    """Add a kind of duty: schedulers and admins (6.2 "edit site, duty type")."""
    return bool(person.standing.coordinates(organisation.id))


def can_edit_kind(person: Any, kind: Any) -> bool:
    """Change a kind of duty and its safety rules: schedulers and admins of its organisation."""
    return bool(person.standing.coordinates(kind.organisation_id))


def can_edit_qualifications(person: Any, _thing: Any = None) -> bool:
    """Change the district's list of qualifications: admins of the district."""
    return bool(person.standing.district_admin)


def can_see_qualifications(person: Any, _thing: Any = None) -> bool:
    """See the district's list of qualifications: whoever works with it."""
    return bool(person.standing.staff)
