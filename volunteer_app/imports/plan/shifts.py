"""Shifts of a sheet held against the shifts of a period."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from volunteer_app.duties.models import Shift
from volunteer_app.imports.known import Known, fold, seed_named
from volunteer_app.imports.misread import N_
from volunteer_app.imports.plan.entry import NEW, Entry, differing, entry_key
from volunteer_app.imports.records import ShiftRow
from volunteer_app.kit import clock, words
from volunteer_app.rosters.plans import daylight
from volunteer_app.teams.actions.seeds import Seed
from volunteer_app.teams.models import DutyKind

OUTSIDE = N_("The day lies outside the period “%(period)s”.")
CLOSED = N_("The period “%(period)s” is closed.")
CANCELLED = N_("This shift was cancelled here and stays so.")
SEATED = N_(
    "People already hold seats on this shift, so an import does not change it. "
    "Change it on the roster."
)

IN_THE_DARK = N_(
    "“%(duty)s” is done by daylight only, which is from %(first)s to %(last)s on that day."
)
#: the lead's own form refuses these; a sheet made before the rule was known is taken, and told
TOO_LONG = N_("“%(duty)s” lasts at most %(longest)s minutes at a stretch; these are %(minutes)s.")
TOO_FEW = N_("“%(duty)s” is served by at least %(least)s people together; only %(wanted)s wanted.")


def plan_shifts(rows: list[ShiftRow], known: Known) -> list[Entry]:
    """Hold every shift of the sheet against the store; without a period all are new."""
    by_reference = {one.reference: one for one in known.shifts if one.reference}
    by_facts: dict[tuple[Any, ...], Shift] = {}
    for shift in known.shifts:
        by_facts.setdefault(
            (shift.site_id, shift.duty_kind_id, shift.starts, shift.ends, shift.team_id), shift
        )
    entries = []
    for row in rows:
        found = by_reference.get(row.key) if row.key else by_facts.get(facts_key(row, known))
        entries.append(plan_shift(row, found, known).settle())
    return entries


def facts_key(row: ShiftRow, known: Known) -> tuple[Any, ...]:
    """Give the facts by which a shift without a number is known again."""
    names = known.names
    site, kind = names.sites.get(fold(row.site)), names.kinds.get(fold(row.duty))
    team = names.teams.get(fold(row.team)) if row.team else None
    starts, ends = moments(row, known)
    return (site and site.id, kind and kind.id, starts, ends, team.id if team else None)


def moments(row: ShiftRow, known: Known) -> tuple[datetime, datetime]:
    """Give a shift's first and last moment by the wall clock of its site."""
    site = known.names.sites.get(fold(row.site))
    zone = site.zone if site else known.organisation.zone
    return clock.at(row.day, row.start, zone), clock.at(row.day, row.end, zone)


def plan_shift(row: ShiftRow, shift: Shift | None, known: Known) -> Entry:
    """Hold one shift against the store."""
    entry = Entry(
        key=entry_key("shifts", row.sheet, row.row) + (f"#{row.day}.{row.start}"),
        sheet=row.sheet,
        row=row.row,
        title=f"{row.day} {row.start // 60:02d}:{row.start % 60:02d} {row.site} {row.duty}",
        status=NEW,
        record=row,
        thing=shift,
    )
    period = known.period
    if period and period.state == "closed":
        return entry.refuse(CLOSED, period=period.name)
    if period and not period.first_day <= row.day <= period.last_day:
        return entry.refuse(OUTSIDE, str(row.day), period=period.name)
    entry.changes = differing(
        spoken_facts(row, known), stored_facts(shift, row, known) if shift else {}
    )
    if entry.changes:
        hold_against_kind(entry, row, known)
    if shift and entry.changes and shift.cancelled_at:
        entry.changes = {}
        entry.warn(CANCELLED)
    elif shift and entry.changes and shift.id in known.seated:
        entry.refuse(SEATED)
    return entry


def hold_against_kind(entry: Entry, row: ShiftRow, known: Known) -> None:
    """Hold a shift against the safety rules of its kind of duty, stored or about to be seeded."""
    kind: DutyKind | Seed | None = known.names.kinds.get(fold(row.duty)) or seed_named(row.duty)
    if kind is None:
        return
    first, last = daylight(known.names.sites.get(fold(row.site)), known.policy, row.day)
    if kind.daylight_only and not first <= row.start < row.end <= last:
        shown = f"{words.wall(row.start)}-{words.wall(row.end)}"
        told = {"first": words.wall(first), "last": words.wall(last)}
        entry.refuse(IN_THE_DARK, shown, duty=row.duty, **told)
    minutes = row.end - row.start
    if minutes > kind.longest_minutes:
        entry.warn(TOO_LONG, duty=row.duty, longest=kind.longest_minutes, minutes=minutes)
    if row.wanted < kind.least_crew:
        entry.warn(
            TOO_FEW, str(row.wanted), duty=row.duty, least=kind.least_crew, wanted=row.wanted
        )


def spoken_facts(row: ShiftRow, known: Known) -> dict[str, Any]:
    """Give what the sheet says of a shift, fact by fact."""
    starts, ends = moments(row, known)
    return {
        "site": row.site,
        "duty": row.duty,
        "team": row.team,
        "starts": starts,
        "ends": ends,
        "minimum": row.minimum,
        "wanted": row.wanted,
        "leads": row.leads,
        "outdoor": row.outdoor,
        "adults_only": row.adults_only or None,
        "trainings": tuple(name for name, _ in row.trainings),
        "note": row.note,
    }


def stored_facts(shift: Shift, row: ShiftRow, known: Known) -> dict[str, Any]:
    """Give what the store has of a shift, in the words of the sheet where they mean the same."""
    names = known.names
    site, kind = names.sites.get(fold(row.site)), names.kinds.get(fold(row.duty))
    team = names.teams.get(fold(row.team)) if row.team else None
    needs = set(shift.needs) | (set(kind.needs) if kind else set())
    met = (names.qualifications.get(fold(name)) for name, _ in row.trainings)
    return {
        "site": row.site if site and site.id == shift.site_id else "",
        "duty": row.duty if kind and kind.id == shift.duty_kind_id else "",
        "team": row.team if team and team.id == shift.team_id else "",
        "starts": shift.starts,
        "ends": shift.ends,
        "minimum": shift.minimum,
        "wanted": shift.wanted,
        "leads": shift.lead_seats,
        "outdoor": shift.outdoor,
        "adults_only": shift.adults_only,
        "trainings": tuple(
            name
            for (name, _), one in zip(row.trainings, met, strict=True)
            if one and one.id in needs
        ),
        "note": shift.note,
    }
