"""A whole upload held against the store: every entry of every kind, and what would be made new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from volunteer_app.db import db
from volunteer_app.imports.known import Known, fold, read_known, seed_named
from volunteer_app.imports.misread import ERROR
from volunteer_app.imports.models import ImportBatch
from volunteer_app.imports.plan.availability import plan_availability
from volunteer_app.imports.plan.entry import CHANGED, NEW, REFUSED, STATUSES, Entry
from volunteer_app.imports.plan.people import plan_people
from volunteer_app.imports.plan.shifts import plan_shifts
from volunteer_app.imports.records import AvailabilityRow, PersonRow, ShiftRow
from volunteer_app.imports.synonyms import AVAILABILITY, PEOPLE, SHIFTS
from volunteer_app.rosters.models import Period
from volunteer_app.teams.models import Organisation

KINDS = (PEOPLE, SHIFTS, AVAILABILITY)


@dataclass(slots=True)
class Plan:
    """What confirming an upload would do now."""

    known: Known
    entries: dict[str, list[Entry]]
    #: rows of each kind that the sheet's own errors keep out
    misread: dict[str, int]

    def counts(self) -> dict[str, dict[str, int]]:
        """Count the entries of each kind by what would happen to them."""
        found = {}
        for kind, entries in self.entries.items():
            counted = Counter(entry.status for entry in entries)
            counted[REFUSED] += self.misread.get(kind, 0)
            found[kind] = {status: counted[status] for status in STATUSES}
        return found

    def problems(self) -> list[dict[str, Any]]:
        """Give what is said of single entries, as it is kept with a batch."""
        return [
            one.as_json()
            for entries in self.entries.values()
            for entry in entries
            for one in entry.problems
        ]

    def effective(self, kind: str) -> list[Entry]:
        """Give the entries of a kind that would change anything."""
        return [entry for entry in self.entries[kind] if entry.status in (NEW, CHANGED)]

    def new_names(self) -> dict[str, list[str]]:
        """Give the names the sheet uses that stand in no list yet, by list."""
        names = self.known.names
        people = [one.record for one in self.effective(PEOPLE)]
        shifts = [one.record for one in self.effective(SHIFTS)]
        duties = [*(one.duty for one in shifts), *(wish for one in people for wish in one.wishes)]
        kinds = missing(duties, names.kinds)
        return {
            "teams": missing((one.team for one in [*people, *shifts]), names.teams),
            "employers": missing((one.employer for one in people), names.employers),
            "sites": missing((one.site for one in shifts), names.sites),
            "seeded_kinds": [name for name in kinds if seed_named(name)],
            "plain_kinds": [name for name in kinds if not seed_named(name)],
            "qualifications": missing(
                (name for one in [*people, *shifts] for name, _ in one.trainings),
                names.qualifications,
            ),
        }


def missing(spoken: Iterable[str], known: Mapping[str, object]) -> list[str]:
    """Give the names that are not known, each once, in the sheet's order."""
    fresh: dict[str, str] = {}
    for name in spoken:
        if name and fold(name) not in known:
            fresh.setdefault(fold(name), name)
    return list(fresh.values())


def misread_rows(batch: ImportBatch) -> dict[str, int]:
    """Count the rows of each kind that could not be understood at all."""
    kinds = {sheet: kind for sheet, kind, _rows in batch.sheets}
    rows = {
        (problem["sheet"], problem["row"])
        for problem in batch.problems
        if problem["severity"] == ERROR and problem["sheet"] in kinds
    }
    return Counter(kinds[sheet] for sheet, _row in rows)


def plan_batch(batch: ImportBatch, today: date) -> Plan:
    """Hold an upload's records against what is stored now."""
    people = [PersonRow.from_json(facts) for facts in batch.rows.get(PEOPLE, ())]
    shifts = [ShiftRow.from_json(facts) for facts in batch.rows.get(SHIFTS, ())]
    windows = [AvailabilityRow.from_json(facts) for facts in batch.rows.get(AVAILABILITY, ())]
    organisation = db.session.get_one(Organisation, batch.organisation_id)
    spoken = [word for one in people for word in (one.number, one.phone, one.email)]
    known = read_known(organisation, period_of(batch, shifts), today, spoken)
    planned = plan_people(people, known, batch.team.name if batch.team else "")
    return Plan(
        known,
        {
            PEOPLE: planned,
            SHIFTS: plan_shifts(shifts, known),
            AVAILABILITY: plan_availability(windows, known, planned),
        },
        misread_rows(batch),
    )


def period_of(batch: ImportBatch, shifts: list[ShiftRow]) -> Period | None:
    """Give the period the shifts belong to: the one chosen, else one that covers all their days."""
    if batch.period_id is not None or not shifts:
        return batch.period
    days = [one.day for one in shifts]
    return db.session.scalar(
        select(Period)
        .where(
            Period.organisation_id == batch.organisation_id,
            Period.first_day <= min(days),
            Period.last_day >= max(days),
            Period.state != "closed",
        )
        .order_by(Period.first_day.desc(), Period.id.desc())
        .limit(1)
    )
