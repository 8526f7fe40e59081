"""The features of the house, put together: their pages, their places in the navigation, their sign-in."""

from __future__ import annotations

from flask import Flask
from flask_babel import lazy_gettext as _l

from volunteer_app.attendance import models as attendance_models  # noqa: F401 - tables
from volunteer_app.duties import access as duties_access
from volunteer_app.duties import models as duties_models  # noqa: F401 - tables
from volunteer_app.duties import views as duties_views
from volunteer_app.hours import models as hours_models  # noqa: F401 - tables
from volunteer_app.hours.served import ConfirmedMinutes
from volunteer_app.imports import access as imports_access
from volunteer_app.imports import views as imports_views
from volunteer_app.kit import outbox  # noqa: F401 - tables
from volunteer_app.kit.access import signed_in
from volunteer_app.kit.pages import Place
from volunteer_app.people import sign_in
from volunteer_app.people import views as people_views
from volunteer_app.recognition import models as recognition_models  # noqa: F401 - tables
from volunteer_app.rosters import access as rosters_access
from volunteer_app.rosters import guards  # noqa: F401 - tables and their guards
from volunteer_app.rosters import past as rosters_past
from volunteer_app.rosters import views as rosters_views
from volunteer_app.settings import Settings
from volunteer_app.teams import queries as teams_queries
from volunteer_app.training import models as training_models  # noqa: F401 - tables

#: every feature's pages, in the order of the arrows
BLUEPRINTS = [
    people_views.bp,
    people_views.security_bp,
    duties_views.bp,
    rosters_views.bp,
    imports_views.bp,
]

#: the navigation; endpoint, label, icon, who sees it, and where it stands
PLACES: list[Place] = [
    Place("people.own", _l("Me"), "user-circle", signed_in, "self"),
    Place("people.letters", _l("My letters"), "mail", signed_in, "self"),
    Place("rosters.my_roster", _l("My roster"), "calendar-user", duties_access.serves),
    Place("duties.availability", _l("When I can"), "calendar-heart", duties_access.serves),
    Place("rosters.open_seats", _l("Open seats"), "armchair", duties_access.serves),
    Place(
        "rosters.periods", _l("Rosters"), "calendar-week", rosters_access.works_on_rosters, "lead"
    ),
    Place(
        "imports.choose",
        _l("Import"),
        "file-import",
        imports_access.imports_somewhere,
        "coordinator",
    ),
]


def init_app(app: Flask, settings: Settings) -> None:
    """Register every feature's pages and the sign-in."""
    sign_in.init_app(app, settings, teams_queries.standing_of)
    rosters_past.learn_from(ConfirmedMinutes())
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
