"""Rows about shifts turned into the solver's shifts."""

from __future__ import annotations

from typing import Any

from solver.instance import Role, Shift
from volunteer_app.rosters.gather.timeline import Timeline

#: the role a lead seat asks for; who fills it is told by the duty kind's lead policy
LEAD = "lead"


def shift(row: Any, timeline: Timeline) -> Shift:
    """Make the solver's shift: the rules of its kind of duty and what it asks beyond them."""
    leads = max(row.lead_seats, row.kind_leads)
    return Shift(
        id=str(row.id),
        start=timeline.minute(row.starts),
        end=timeline.minute(row.ends),
        minimum=row.minimum,
        wanted=row.wanted,
        duty=str(row.duty_kind_id),
        site=str(row.site_id),
        team=str(row.team_id) if row.team_id is not None else None,
        needs=frozenset(f"q{number}" for number in [*row.kind_needs, *row.needs]),
        adults_only=row.adults_only or row.kind_adults,
        insured=row.insured,
        least_crew=row.least_crew,
        roles=(Role(LEAD, leads, f"lead{row.duty_kind_id}"),) if leads else (),
        experienced=row.experienced,
        critical=row.critical,
        outdoor=row.outdoor or row.kind_outdoor,
        day=timeline.day(row.starts),
        night=timeline.night(row.starts, row.ends),
    )


def settled(row: Any, timeline: Timeline, crew: int) -> Shift:
    """Make a shift that has begun: it keeps its crew and asks for nobody more."""
    plain = shift(row, timeline)
    return Shift(
        id=plain.id, start=plain.start, end=plain.end, minimum=crew, duty=plain.duty,
        site=plain.site, day=plain.day, night=plain.night,
    )  # fmt: skip
