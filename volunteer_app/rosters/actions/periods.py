"""Opening, changing and closing periods."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from flask_babel import gettext as _

from volunteer_app.db import db
from volunteer_app.kit import audit, clock
from volunteer_app.kit.errors import Refused
from volunteer_app.people.models import Person
from volunteer_app.rosters.actions.drafts import PeriodClosed, lock_draft
from volunteer_app.rosters.models import Period, PeriodTeam
from volunteer_app.teams.models import Organisation
from volunteer_app.teams.queries import teams_of

MOST_DAYS = 92


class BadDays(Refused):
    """The days asked for cannot be rostered."""


class BadDeadline(Refused):
    """The deadline lies where it helps nobody."""


class NotYourTeam(Refused):
    """The team is not one the person may roster."""


class StillRunning(Refused):
    """The period has not ended."""


def open_period(
    organisation: Organisation,
    by: Person,
    now: datetime,
    *,
    name: str,
    first_day: date,
    last_day: date,
    team_ids: Collection[int],
    answers_due: date,
    accept_days: int,
    only_wished: bool = False,
) -> Period:
    """
    Open a period: from now on its teams' people are asked for their availability.

    Raises
    ------
    BadDays, BadDeadline, NotYourTeam
        When the facts cannot be.
    """
    check_days(first_day, last_day, now, organisation.zone)
    teams = own_teams(organisation, by, team_ids)
    period = Period(
        organisation_id=organisation.id,
        name=name,
        first_day=first_day,
        last_day=last_day,
        zone=organisation.zone,
        answers_due=deadline(answers_due, first_day, now, organisation.zone),
        accept_days=accept_days,
        only_wished=only_wished,
        created_at=now,
        teams=[PeriodTeam(team_id=team_id) for team_id in sorted(teams)],
    )
    db.session.add(period)
    db.session.flush()
    audit.record(by, "opened", period, name=name, days=[first_day, last_day], teams=sorted(teams))
    return period


def check_days(first: date, last: date, now: datetime, zone: str) -> None:
    """Refuse days that are over, the wrong way round, or too many."""
    if last < first:
        raise BadDays(_("The last day must not be before the first day."), field="last_day")
    if (last - first).days + 1 > MOST_DAYS:
        raise BadDays(
            _("At most %(most)s days are rostered at once.", most=MOST_DAYS), field="last_day"
        )
    if clock.at(last, 1440, zone) <= now:
        raise BadDays(_("These days are over already."), field="first_day")


def own_teams(organisation: Organisation, by: Person, team_ids: Collection[int]) -> set[int]:
    """Give the teams asked for, if the person may roster every one of them."""
    wanted = set(team_ids)
    if not wanted:
        raise NotYourTeam(_("Choose at least one team."), field="team_ids")
    known = {team.id for team in teams_of(organisation.id)}
    standing = by.standing
    if not standing.coordinates(organisation.id):
        known &= standing.lead_of
    if not wanted <= known:
        raise NotYourTeam(_("Choose teams of yours only."), field="team_ids")
    return wanted


def deadline(day: date, first: date, now: datetime, zone: str) -> datetime:
    """Give the end of the last day for answers; it lies ahead, and before the first shift."""
    moment = clock.at(day, 1440, zone)
    if moment <= now:
        raise BadDeadline(_("The deadline for answers must lie ahead."), field="answers_due")
    if day >= first:
        raise BadDeadline(
            _("People must answer before the first day of the period."), field="answers_due"
        )
    return moment


def change_period(
    period: Period,
    by: Person,
    now: datetime,
    *,
    name: str,
    answers_due: date,
    accept_days: int,
    only_wished: bool,
) -> None:
    """Change a period's name, its deadlines, and whether only wished duties are given."""
    kept = lock_draft(period.id)
    if kept.state == "closed":
        raise PeriodClosed(_("This period is closed; its roster no longer changes."))
    moment = clock.at(answers_due, 1440, kept.zone)
    if moment != kept.answers_due:
        moment = deadline(answers_due, kept.first_day, now, kept.zone)
    audit.record(
        by,
        "changed",
        kept,
        name=[kept.name, name],
        answers_due=[kept.answers_due, moment],
        accept_days=[kept.accept_days, accept_days],
        only_wished=[kept.only_wished, only_wished],
    )
    kept.name, kept.answers_due, kept.accept_days = name, moment, accept_days
    kept.only_wished = only_wished


def close_period(period: Period, by: Person, now: datetime) -> None:
    """Close a period that is over; closing it again changes nothing."""
    kept = lock_draft(period.id)
    if kept.state == "closed":
        return
    if clock.at(kept.last_day, 1440, kept.zone) > now:
        raise StillRunning(_("A period is closed after its last day."))
    audit.record(by, "closed", kept, state=[kept.state, "closed"])
    kept.state = "closed"
