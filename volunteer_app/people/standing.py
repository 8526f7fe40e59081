"""What a person's roles amount to: plain facts that every access rule reads."""

from __future__ import annotations

from dataclasses import dataclass

LEAD = "lead"
SCHEDULER = "scheduler"
ORGANISATION_ADMIN = "organisation_admin"
DISTRICT_ADMIN = "district_admin"
AUDITOR = "auditor"
PRIVACY_OFFICER = "privacy_officer"
OPERATOR = "operator"

TEAM_ROLES = (LEAD,)
ORGANISATION_ROLES = (SCHEDULER, ORGANISATION_ADMIN)
DISTRICT_ROLES = (DISTRICT_ADMIN, AUDITOR, PRIVACY_OFFICER, OPERATOR)
ROLES = TEAM_ROLES + ORGANISATION_ROLES + DISTRICT_ROLES


@dataclass(frozen=True)
class Standing:
    """
    A person's roles and memberships at the time of the request.

    Parameters
    ----------
    lead_of
        Teams led, sub-teams included.
    lead_in
        Organisations of those teams.
    schedules, administers
        Organisations where the person is scheduler, or organisation admin.
    district
        Roles that reach over the whole district.
    member_of, member_in
        Teams the person belongs to, and their organisations.
    """

    lead_of: frozenset[int] = frozenset()
    lead_in: frozenset[int] = frozenset()
    schedules: frozenset[int] = frozenset()
    administers: frozenset[int] = frozenset()
    district: frozenset[str] = frozenset()
    member_of: frozenset[int] = frozenset()
    member_in: frozenset[int] = frozenset()

    @property
    def district_admin(self) -> bool:
        """Whether the person administers the whole district."""
        return DISTRICT_ADMIN in self.district

    @property
    def auditor(self) -> bool:
        """Whether the person may read, and only read, everywhere."""
        return AUDITOR in self.district

    @property
    def staff(self) -> bool:
        """Whether the person works on anybody's roster but their own."""
        return bool(self.lead_of or self.schedules or self.administers or self.district)

    def coordinates(self, organisation_id: int) -> bool:
        """Whether the person schedules or administers the organisation, or the district."""
        return (
            organisation_id in self.schedules
            or organisation_id in self.administers
            or self.district_admin
        )

    def touches(self, organisation_id: int) -> bool:
        """Whether the organisation's things exist for the person at all; else they are 404."""
        return (
            self.coordinates(organisation_id)
            or organisation_id in self.lead_in
            or organisation_id in self.member_in
            or bool(self.district)
        )

    def leads_all(self, team_ids: frozenset[int]) -> bool:
        """Whether every one of the teams is led by the person."""
        return bool(team_ids) and team_ids <= self.lead_of


NOBODY = Standing()
