"""Writing the shifts of a confirmed upload into their period, which is opened where there is none."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select

from volunteer_app.db import db
from volunteer_app.duties.models import Shift
from volunteer_app.imports.actions.names import Lists
from volunteer_app.imports.models import ImportBatch
from volunteer_app.imports.plan.entry import Entry, changes_of
from volunteer_app.imports.plan.shifts import moments
from volunteer_app.imports.plan.whole import Plan
from volunteer_app.imports.records import ShiftRow
from volunteer_app.imports.synonyms import PEOPLE
from volunteer_app.kit import audit, clock
from volunteer_app.rosters.actions.drafts import lock_draft, note
from volunteer_app.rosters.models import Period, PeriodTeam
from volunteer_app.teams.models import Team

#: how long before a new period's first day availability is due, and the time of that day
DUE_DAYS, DUE_MINUTE = 7, 18 * 60


def write_shifts(entries: list[Entry], lists: Lists, batch: ImportBatch, plan: Plan) -> None:
    """Write new and changed shifts; the draft's version counts up once."""
    if not entries:
        return
    if plan.known.period is None:
        plan.known.period = open_period(entries, lists, batch, plan)
    period = lock_draft(plan.known.period.id)
    for entry in entries:
        shift = entry.thing or Shift(organisation_id=period.organisation_id, period_id=period.id)
        fill(shift, entry.record, lists, plan)
        if entry.thing is None:
            db.session.add(shift)
        else:
            shift.revision += 1
        entry.thing = shift
    db.session.flush()
    for entry in entries:
        audit.record(lists.by, "imported", entry.thing, facts=changes_of(entry))
    note(period, lists.by, "imported_shifts", shifts=len(entries), file=batch.file_name)


def fill(shift: Shift, row: ShiftRow, lists: Lists, plan: Plan) -> None:
    """Set a shift's facts from its row; what the duty kind asks anyway is not said twice."""
    kind, site = lists.kind(row.duty), lists.site(row.site)
    needs = {lists.qualification(name).id for name, _ in row.trainings}
    shift.site_id, shift.duty_kind_id = site.id, kind.id
    shift.starts, shift.ends = moments(row, plan.known)
    shift.minimum, shift.wanted = row.minimum, row.wanted
    shift.lead_seats = row.leads
    shift.needs = sorted(needs - set(kind.needs or ()))
    shift.reference = row.key or shift.reference
    if row.team:
        shift.team_id = lists.team(row.team).id
    if row.adults_only:
        shift.adults_only = True
    if row.outdoor is not None:
        shift.outdoor = row.outdoor
    if row.note:
        shift.note = row.note[:255]


def open_period(entries: list[Entry], lists: Lists, batch: ImportBatch, plan: Plan) -> Period:
    """Open a period over the days of the shifts, for the teams the file speaks of."""
    days = [entry.record.day for entry in entries]
    zone = lists.organisation.zone
    due = clock.at(min(days) - timedelta(days=DUE_DAYS), DUE_MINUTE, zone)
    period = Period(
        organisation_id=lists.organisation.id,
        name=batch.stem[:120],
        first_day=min(days),
        last_day=max(days),
        zone=zone,
        answers_due=due if due > lists.now else tomorrow(lists),
        created_at=lists.now,
    )
    db.session.add(period)
    db.session.flush()
    for team_id in sorted(teams_of(entries, lists, batch, plan)):
        db.session.add(PeriodTeam(period_id=period.id, team_id=team_id))
    db.session.flush()
    audit.record(lists.by, "opened", period, name=[None, period.name])
    return period


def teams_of(entries: list[Entry], lists: Lists, batch: ImportBatch, plan: Plan) -> set[int]:
    """Give the teams a new period is for: those named, else the chosen one, else all there are."""
    named = {entry.record.team for entry in entries}
    named |= {entry.record.team for entry in plan.entries[PEOPLE] if entry.thing is not None}
    found = {lists.team(name).id for name in named if name}
    if batch.team_id is not None:
        found.add(batch.team_id)
    query = select(Team.id).where(Team.organisation_id == lists.organisation.id, Team.active)
    return found or set(db.session.scalars(query))


def tomorrow(lists: Lists) -> datetime:
    """Give tomorrow's due time, for a period that begins too soon to wait longer."""
    zone = lists.organisation.zone
    return clock.at(clock.today(zone) + timedelta(days=1), DUE_MINUTE, zone)
