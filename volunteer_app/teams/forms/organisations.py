"""Forms of organisations and teams."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import SelectField

from volunteer_app.kit import answers
from volunteer_app.kit.forms import HouseForm

KINDS = [
    ("office", _l("Subdistrict office")),
    ("union", _l("Volunteer union")),
    ("company", _l("Company")),
    ("association", _l("Association")),
    ("school", _l("School")),
    ("other", _l("Other")),
]
TAKEN = _l("There is one of this name already.")


def number_or_none(value: Any) -> int | None:
    """Read a chosen id; the empty choice is none."""
    return int(value) if value not in (None, "", "None") else None


class OrganisationForm(HouseForm):
    """Ask for the facts of an organisation."""

    clashes = {  # noqa: RUF012 - read only
        "uq_organisation_name": ("name", TAKEN),
        "organisation.name": ("name", TAKEN),
    }

    name = answers.line(_l("Full name"))
    name_en = answers.line(_l("Name in English"), needed=False)
    kind = SelectField(_l("Kind"), choices=KINDS)
    parent_id = SelectField(_l("Belongs to"), coerce=number_or_none)
    zone = answers.line(_l("Time zone"), longest=60, default="Asia/Shanghai")


class TeamForm(HouseForm):
    """Ask for the facts of a team."""

    clashes = {  # noqa: RUF012 - read only
        "uq_team_organisation_id": ("name", TAKEN),
        "team.organisation_id, team.name": ("name", TAKEN),
    }

    name = answers.line(_l("Full name"))
    name_en = answers.line(_l("Name in English"), needed=False)
    parent_id = SelectField(_l("A squad of"), coerce=number_or_none)
    joinable = answers.tick(_l("People may apply by the joining link"), default=True)
    active = answers.tick(_l("The team is active"), default=True)


class SiteForm(HouseForm):
    """Ask for the facts of a site."""

    clashes = {  # noqa: RUF012 - read only
        "uq_site_organisation_id": ("name", TAKEN),
        "site.organisation_id, site.name": ("name", TAKEN),
    }

    name = answers.line(_l("Full name"))
    name_en = answers.line(_l("Name in English"), needed=False)
    zone = answers.line(_l("Time zone"), longest=60, default="Asia/Shanghai")
    meeting_point = answers.line(_l("Meeting point"), longest=250, needed=False)
    meeting_point_en = answers.line(_l("Meeting point in English"), longest=250, needed=False)
    police_liaison = answers.line(_l("Police liaison"), needed=False)
    latitude = answers.degrees(_l("Degrees north"), most=90)
    longitude = answers.degrees(_l("Degrees east"), most=180)
    active = answers.tick(_l("The site is in use"), default=True)


class MemberForm(HouseForm):
    """Ask for the number of somebody to take into the team."""

    number = answers.line(_l("Volunteer number"), longest=40)


class RoleForm(HouseForm):
    """Ask for whom to appoint to what."""

    number = answers.line(_l("Volunteer number"), longest=40)
    role = SelectField(_l("Role"))
    team_id = SelectField(_l("Team, for a lead"), coerce=number_or_none)


class DistrictRoleForm(HouseForm):
    """Ask for whom to appoint to a role over the whole district."""

    number = answers.line(_l("Volunteer number"), longest=40)
    role = SelectField(_l("Role"))


class ReasonForm(HouseForm):
    """Ask for a written reason."""

    reason = answers.line(_l("Reason"), longest=200)
