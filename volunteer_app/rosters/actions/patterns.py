"""Weekly patterns: adding, changing, retiring, and laying them out into a period's shifts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from volunteer_app.db import db, locked
from volunteer_app.duties.models import Pattern, Shift
from volunteer_app.kit import audit
from volunteer_app.kit.errors import Refused
from volunteer_app.people.models import Person
from volunteer_app.rosters.actions.drafts import note
from volunteer_app.rosters.actions.shifts import open_for_planning, room_for
from volunteer_app.rosters.models import Period
from volunteer_app.rosters.plans import Impossible, Plan, check
from volunteer_app.rosters.queries import patterns as queries
from volunteer_app.teams.models import Organisation
from volunteer_app.teams.queries import teams_of


class NothingToLayOut(Refused):
    """There is no shift left to add."""


class NotYourTeam(Refused):
    """The pattern is for a team the person does not lead."""


def add_pattern(
    organisation: Organisation,
    by: Person,
    *,
    plan: Plan,
    weekdays: Sequence[int],
    on_holidays: bool,
    on_makeup_days: bool,
) -> Pattern:
    """Add a weekly pattern."""
    pattern = Pattern(
        organisation_id=organisation.id,
        **sound(organisation.id, by, plan, weekdays),
        on_holidays=on_holidays,
        on_makeup_days=on_makeup_days,
    )
    db.session.add(pattern)
    db.session.flush()
    audit.record(by, "added", pattern)
    return pattern


def change_pattern(
    pattern: Pattern,
    by: Person,
    *,
    plan: Plan,
    weekdays: Sequence[int],
    on_holidays: bool,
    on_makeup_days: bool,
) -> Pattern:
    """Change a weekly pattern; shifts laid out before stay as they are."""
    kept: Pattern = db.session.scalars(
        locked(select(Pattern).where(Pattern.id == pattern.id))
    ).one()
    wanted = {
        **sound(kept.organisation_id, by, plan, weekdays),
        "on_holidays": on_holidays,
        "on_makeup_days": on_makeup_days,
    }
    changed: dict[str, Any] = {
        name: [getattr(kept, name), value]
        for name, value in wanted.items()
        if getattr(kept, name) != value
    }
    for name, (_before, value) in changed.items():
        setattr(kept, name, value)
    if changed:
        audit.record(by, "changed", kept, **changed)
    return kept


def sound(
    organisation_id: int, by: Person, plan: Plan, weekdays: Sequence[int]
) -> dict[str, object]:
    """Give the columns of a pattern that obeys the rules single shifts obey."""
    standing = by.standing
    teams = {team.id for team in teams_of(organisation_id)}
    if not standing.coordinates(organisation_id):
        teams &= standing.lead_of
        if plan.team_id is None:
            raise NotYourTeam(_("Choose a team that you lead."), field="team_id")
    if not weekdays:
        raise Impossible(_("Choose at least one weekday."), field="weekdays")
    check(plan, organisation_id, teams=teams)
    return {
        "team_id": plan.team_id,
        "site_id": plan.site.id,
        "duty_kind_id": plan.kind.id,
        "weekdays": sorted(set(weekdays)),
        "start_minute": plan.start_minute,
        "end_minute": plan.end_minute,
        "minimum": plan.minimum,
        "wanted": plan.wanted,
        "note": plan.note,
    }


def retire_pattern(pattern: Pattern, by: Person) -> None:
    """Retire a pattern, or take a retired one up again; shifts laid out before stay."""
    pattern.active = not pattern.active
    audit.record(by, "taken_up" if pattern.active else "retired", pattern)


def lay_out(period: Period, by: Person, now: datetime) -> list[Shift]:
    """
    Add the shifts of the weekly patterns to a period; what was laid out before is left alone.

    Raises
    ------
    NothingToLayOut
        When every shift is there already.
    """
    kept = open_for_planning(period.id)
    found = queries.preview(kept)
    fresh = [one for one in found.fresh if one.starts > now]
    if not fresh:
        raise NothingToLayOut(_("There is no shift left to add."))
    room_for(kept, len(fresh))
    added = []
    for one in fresh:
        pattern = found.patterns[one.key]
        added.append(
            Shift(
                organisation_id=kept.organisation_id,
                period_id=kept.id,
                team_id=pattern.team_id,
                pattern_id=pattern.id,
                site_id=pattern.site_id,
                duty_kind_id=pattern.duty_kind_id,
                reference=one.reference,
                starts=one.starts,
                ends=one.ends,
                minimum=pattern.minimum,
                wanted=pattern.wanted,
                note=pattern.note,
            )
        )
    db.session.add_all(added)
    db.session.flush()
    note(kept, by, "laid_out", shifts=len(added))
    return added
