"""The names breaches and findings are told with: shifts, kinds of duty, trainings, teams, days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from solver.verify import Breach
from volunteer_app.db import db
from volunteer_app.duties.models import Shift
from volunteer_app.kit import words
from volunteer_app.rosters.gather.timeline import Timeline
from volunteer_app.rosters.models import Period
from volunteer_app.teams.models import DutyKind, Team
from volunteer_app.training.models import Qualification


@dataclass
class Words:
    """The names a period's breaches are told with, read once."""

    timeline: Timeline
    zone: str
    shifts: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    qualifications: Mapping[str, str] = field(default_factory=dict)
    teams: Mapping[str, str] = field(default_factory=dict)

    def qualification(self, name: str) -> str:
        """Name a qualification, or the right to lead a kind of duty."""
        if name.startswith("lead"):
            return _("fit to lead the crew")
        return self.qualifications.get(name, _("a training"))

    def several_kinds(self, facts: Mapping[str, Any]) -> str:
        """Name the kinds of duty a bound counts, or duty as such."""
        if "duties" not in facts:
            return _("duty")
        names = str(facts["duties"]).split(", ")
        return " / ".join(self.kinds.get(name, name) for name in names)

    def shift(self, name: Any) -> str:
        """Name a shift by kind of duty, day and time."""
        return self.shifts.get(str(name), _("another seat"))

    def day(self, number: int) -> str:
        """Write a counted day."""
        return words.day(self.timeline.date(number))

    def moment(self, minute: int) -> datetime:
        """Turn minutes into a moment."""
        return self.timeline.moment(minute)

    def last_day(self, minute: int) -> str:
        """Write the last day before a minute that ends a validity."""
        return words.day(self.moment(minute - 1), self.zone)


def words_for(
    period: Period, breaches: Iterable[Breach], timeline: Timeline | None = None
) -> Words:
    """Read the names some breaches of a period are told with."""
    listed = list(breaches)
    days = (period.last_day - period.first_day).days + 1
    told = Words(timeline or Timeline(period.first_day, days, period.zone), period.zone)
    others = {str(one.facts["other"]) for one in listed if "other" in one.facts}
    if others:
        told.shifts = shift_names(int(number) for number in others)
    rules = {one.rule for one in listed}
    if rules & {"qualification", "roles"}:
        rows = db.session.scalars(select(Qualification))
        told.qualifications = {f"q{row.id}": words.named(row) for row in rows}
    if rules & {"wished", "succession", "totals", "runs"}:
        kinds = select(DutyKind).where(DutyKind.organisation_id == period.organisation_id)
        told.kinds = {str(row.id): words.named(row) for row in db.session.scalars(kinds)}
    if "team" in rules:
        teams = select(Team).where(Team.organisation_id == period.organisation_id)
        told.teams = {str(row.id): words.named(row) for row in db.session.scalars(teams)}
    return told


def shift_names(ids: Iterable[int]) -> dict[str, str]:
    """Name shifts by kind of duty, day and time."""
    rows = db.session.scalars(
        select(Shift)
        .where(Shift.id.in_(list(ids)))
        .options(joinedload(Shift.site), joinedload(Shift.duty_kind))
    )
    return {str(row.id): shift_name(row) for row in rows}


def shift_name(shift: Shift) -> str:
    """Name a shift by kind of duty, place, day and time."""
    return _(
        "%(duty)s (%(site)s), %(day)s %(span)s",
        duty=words.named(shift.duty_kind),
        site=words.named(shift.site),
        day=words.day(shift.starts, shift.site.zone),
        span=words.span(shift.starts, shift.ends, shift.site.zone),
    )
