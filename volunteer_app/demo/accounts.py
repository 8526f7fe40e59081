"""The demonstration's sign-ins as the sign-in page shows them."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

from volunteer_app.demo.folder import Folder
from volunteer_app.settings import Settings

LABELS = {
    "volunteer": _l("Volunteer"),
    "lead": _l("Team lead"),
    "scheduler": _l("Scheduler"),
    "organisation_admin": _l("Organisation admin"),
    "district_admin": _l("District admin"),
    "auditor": _l("Auditor"),
}


def shown(settings: Settings) -> list[tuple[Any, str, str]]:
    """Give (role in words, account, password) of every sign-in; none outside a demonstration."""
    if not settings.demo:
        return []
    known = Folder(settings.data_folder).sign_ins()
    return [(LABELS[one.role], one.account, one.password) for one in known]
