"""The features of the house, put together: their pages, their places in the navigation, their sign-in."""

from __future__ import annotations

from flask import Flask
from flask_babel import lazy_gettext as _l

from volunteer_app.attendance import access as attendance_access
from volunteer_app.attendance import models as attendance_models  # noqa: F401 - tables
from volunteer_app.attendance import views as attendance_views
from volunteer_app.duties import access as duties_access
from volunteer_app.duties import models as duties_models  # noqa: F401 - tables
from volunteer_app.duties import views as duties_views
from volunteer_app.hours import access as hours_access
from volunteer_app.hours import models as hours_models  # noqa: F401 - tables
from volunteer_app.hours import views as hours_views
from volunteer_app.hours.served import ConfirmedMinutes
from volunteer_app.imports import access as imports_access
from volunteer_app.imports import views as imports_views
from volunteer_app.kit import outbox  # noqa: F401 - tables
from volunteer_app.kit.access import signed_in
from volunteer_app.kit.pages import Place
from volunteer_app.people import sign_in
from volunteer_app.people import views as people_views
from volunteer_app.recognition import access as recognition_access
from volunteer_app.recognition import models as recognition_models  # noqa: F401 - tables
from volunteer_app.recognition import views as recognition_views
from volunteer_app.reports import access as reports_access
from volunteer_app.reports import views as reports_views
from volunteer_app.rosters import access as rosters_access
from volunteer_app.rosters import guards  # noqa: F401 - tables and their guards
from volunteer_app.rosters import past as rosters_past
from volunteer_app.rosters import views as rosters_views
from volunteer_app.rosters.judging.near import shares_a_shift
from volunteer_app.settings import Settings
from volunteer_app.teams import access as teams_access
from volunteer_app.teams import queries as teams_queries
from volunteer_app.teams import reach, words
from volunteer_app.teams import views as teams_views
from volunteer_app.training import access as training_access
from volunteer_app.training import views as training_views

#: every feature's pages, in the order of the arrows
BLUEPRINTS = [
    people_views.bp,
    people_views.security_bp,
    teams_views.bp,
    training_views.bp,
    duties_views.bp,
    rosters_views.bp,
    attendance_views.bp,
    hours_views.bp,
    recognition_views.bp,
    reports_views.bp,
    imports_views.bp,
]

#: the navigation; endpoint, label, icon, who sees it, and where it stands
PLACES: list[Place] = [
    Place("people.own", _l("Me"), "user-circle", signed_in, "self"),
    Place("people.letters", _l("My letters"), "mail", signed_in, "self"),
    Place("rosters.my_roster", _l("My roster"), "calendar-user", duties_access.serves),
    Place("duties.availability", _l("When I can"), "calendar-heart", duties_access.serves),
    Place("rosters.open_seats", _l("Open seats"), "armchair", duties_access.serves),
    Place("recognition.mine", _l("My hours"), "clock-heart", duties_access.serves),
    Place("attendance.today", _l("Today"), "clipboard-check", attendance_access.sees_days, "lead"),
    Place("people.own", _l("Me"), "user-circle", duties_access.serves),
    Place("teams.own_teams", _l("My teams"), "users-group", signed_in, "self"),
    Place("training.own_training", _l("My training"), "certificate", signed_in, "self"),
    Place(
        "rosters.periods", _l("Rosters"), "calendar-week", rosters_access.works_on_rosters, "lead"
    ),
    Place("hours.organisations", _l("Hours"), "hourglass", hours_access.sees_ledgers, "lead"),
    Place(
        "reports.overview",
        _l("Overview"),
        "dashboard",
        reports_access.sees_overviews,
        "coordinator",
    ),
    Place(
        "teams.organisations",
        _l("Organisations"),
        "building-community",
        teams_access.works_in_organisations,
        "coordinator",
    ),
    Place(
        "imports.choose",
        _l("Import"),
        "file-import",
        imports_access.imports_somewhere,
        "coordinator",
    ),
]

#: pages of an organisation, shown on its hub; the rule is asked about the organisation
ORGANISATION_PLACES: list[Place] = [
    Place(
        "reports.organisation_overview",
        _l("Overview"),
        "dashboard",
        reports_access.can_see_overview,
    ),
    Place("teams.people", _l("People"), "users", teams_access.can_see_organisation),
    Place(
        "training.running_out",
        _l("Running out soon"),
        "calendar-due",
        training_access.can_see_rules,
    ),
    Place("teams.sites", _l("Sites"), "map-pin", teams_access.can_see_organisation),
    Place("training.duty_kinds", _l("Kinds of duty"), "shield", training_access.can_see_rules),
    Place(
        "rosters.patterns",
        _l("Weekly patterns"),
        "calendar-repeat",
        rosters_access.can_see_patterns,
    ),
    Place("rosters.calendar", _l("Holidays"), "calendar-star", rosters_access.can_see_patterns),
    Place("rosters.policy", _l("Limits of duty"), "adjustments", rosters_access.can_set_policy),
    Place("hours.ledger", _l("Hours"), "hourglass", hours_access.can_see_ledger),
    Place("recognition.reached", _l("Levels reached"), "trophy", recognition_access.can_see_levels),
    Place("imports.organisation", _l("Import"), "file-import", imports_access.can_import),
    Place("teams.roles", _l("Roles"), "user-shield", teams_access.can_change_roles),
    Place("teams.trail", _l("What was done"), "history", teams_access.can_see_trail),
]

#: pages of a person, shown on the person's page; the rule is asked about the dossier
PERSON_PLACES: list[Place] = [
    Place(
        "training.proofs",
        _l("Training and insurance"),
        "certificate",
        training_access.can_see_proofs,
    ),
]


def init_app(app: Flask, settings: Settings) -> None:
    """Register every feature's pages and the sign-in."""
    sign_in.init_app(app, settings, teams_queries.standing_of)
    rosters_past.learn_from(ConfirmedMinutes())
    reach.learn_from(shares_a_shift)
    words.init_app(app)
    app.extensions["organisation_places"] = ORGANISATION_PLACES
    app.extensions["person_places"] = PERSON_PLACES
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
