"""The recognition list as a sheet: its lines, and which filters and rules they came from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from flask_babel import gettext as _

from volunteer_app.kit import words
from volunteer_app.kit.spreadsheets import Sheet
from volunteer_app.people.models import Person
from volunteer_app.recognition.queries.reached import Reached, Wanted
from volunteer_app.teams.models import Organisation, Team


def recognition_sheet(
    organisation: Organisation,
    lines: Sequence[Reached],
    wanted: Wanted,
    team: Team | None,
    by: Person,
    now: datetime,
) -> Sheet:
    """Give the list as a sheet."""
    made = words.local(now, organisation.zone)
    about = [
        words.named(organisation),
        _("Levels according to this platform's rules, by verified minutes."),
        _("Made on %(when)s by %(name)s.", when=f"{made:%Y-%m-%d %H:%M}", name=by.name),
        _("Level %(level)s and higher.", level=wanted.level),
    ]
    if wanted.since:
        about.append(_("Reached after %(day)s.", day=wanted.since.isoformat()))
    if team:
        about.append(_("Team: %(name)s.", name=words.named(team)))
    return Sheet(_("Levels reached"), about, columns(), [cells(line) for line in lines])


def columns() -> list[str]:
    """Give the words above the columns."""
    return [
        _("Number"),
        _("Person"),
        _("Teams"),
        _("Level"),
        _("Name of the level"),
        _("Reached on"),
        _("Verified minutes"),
        _("Verified hours"),
    ]


def cells(line: Reached) -> tuple[object, ...]:
    """Give one person's line."""
    return (
        line.number,
        line.name,
        words.listed(line.teams),
        "★" * line.rule.level,
        words.named(line.rule),
        line.on,
        line.minutes,
        words.hours(line.minutes),
    )
