"""Words of teams: roles and states as readers know them."""

from __future__ import annotations

from flask import Flask
from flask_babel import lazy_gettext as _l

ROLES = {
    "lead": _l("Team lead"),
    "scheduler": _l("Scheduler"),
    "organisation_admin": _l("Admin of the organisation"),
    "district_admin": _l("Admin of the district"),
    "auditor": _l("Auditor"),
    "privacy_officer": _l("Privacy officer"),
    "operator": _l("Operator"),
}
#: state of a membership → word, tone
STATES = {
    "applied": (_l("Applied"), "warn"),
    "active": (_l("Active"), "good"),
    "paused": (_l("Paused"), "calm"),
    "left": (_l("Left"), "calm"),
}


def init_app(app: Flask) -> None:
    """Give the templates these words."""
    app.jinja_env.globals.update(role_words=ROLES, membership_words=STATES)
