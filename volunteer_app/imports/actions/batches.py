"""An upload from looking at it to confirming or dropping it; nothing else is stored before."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select, update

from volunteer_app.db import db, locked
from volunteer_app.imports import queries
from volunteer_app.imports.access import owes_reason
from volunteer_app.imports.actions.availability import write_availability
from volunteer_app.imports.actions.names import Lists
from volunteer_app.imports.actions.people import write_people
from volunteer_app.imports.actions.shifts import write_shifts
from volunteer_app.imports.misread import Misread
from volunteer_app.imports.models import CONFIRMED, DROPPED, PREVIEW, ImportBatch
from volunteer_app.imports.plan.entry import Entry
from volunteer_app.imports.plan.whole import KINDS, Plan, plan_batch
from volunteer_app.imports.readers.line import Context
from volunteer_app.imports.reading import Reading, read_upload
from volunteer_app.imports.synonyms import AVAILABILITY, PEOPLE, SHIFTS
from volunteer_app.kit import audit, clock
from volunteer_app.kit.errors import Refused
from volunteer_app.people.models import Person
from volunteer_app.teams.models import Organisation

#: uploads nobody settled within this time are dropped, for they hold personal data
FORGOTTEN = timedelta(days=7)
MOST_PROBLEMS = 2000


class Unreadable(Refused):
    """The file cannot be opened or holds nothing that is known."""


class ReasonOwed(Refused):
    """The role asks for a written reason."""


class AlreadySettled(Refused):
    """The upload was confirmed or dropped before."""


class NothingChosen(Refused):
    """Nothing of the upload was chosen."""


def preview(
    organisation: Organisation,
    by: Person,
    now: datetime,
    *,
    file: tuple[str, bytes],
    team_id: int | None = None,
    period_id: int | None = None,
    year: int | None = None,
    reason: str = "",
) -> ImportBatch:
    """
    Read an uploaded file and keep what it says, to be looked at; people and shifts stay untouched.

    The same file with the same choices, still waiting, is the same upload.

    Raises
    ------
    Unreadable
        If the file as a whole cannot be read; says why.
    ReasonOwed
        If the person's role asks for a reason and none is given.
    """
    name, content = file
    if owes_reason(by, organisation) and not reason.strip():
        raise ReasonOwed(_("Write why this import is needed."), field="reason")
    drop_forgotten(organisation, now)
    reading = read(name, content, Context(clock.today(organisation.zone), year or year_in(name)))
    digest = hashlib.sha256(content).hexdigest()
    batch = waiting(organisation, by, digest, team_id, period_id) or ImportBatch(
        organisation_id=organisation.id,
        uploaded_by=by.id,
        digest=digest,
        team_id=team_id,
        period_id=period_id,
        created_at=now,
    )
    batch.file_name, batch.reason = name[-200:], reason.strip()
    keep(batch, reading)
    db.session.add(batch)
    db.session.flush()
    audit.record(by, "uploaded", batch, file=batch.file_name, digest=digest, reason=batch.reason)
    return batch


def read(name: str, content: bytes, context: Context) -> Reading:
    """Read the file, turning what is wrong with it as a whole into a refusal at its field."""
    try:
        return read_upload(name, content, context)
    except Misread as told:
        raise Unreadable(_(told.sentence, **told.params), field="file") from None


def year_in(name: str) -> int | None:
    """Find the year in a file's name such as 2026年12月排班.xlsx."""
    found = re.search(r"(?<!\d)(20\d\d)(?!\d)", name)
    return int(found[1]) if found else None


def waiting(
    organisation: Organisation, by: Person, digest: str, team_id: int | None, period_id: int | None
) -> ImportBatch | None:
    """Find the same upload of the same person that still waits."""
    return db.session.scalar(
        select(ImportBatch).where(
            ImportBatch.organisation_id == organisation.id,
            ImportBatch.uploaded_by == by.id,
            ImportBatch.digest == digest,
            ImportBatch.state == PREVIEW,
            ImportBatch.team_id == team_id,
            ImportBatch.period_id == period_id,
        )
    )


def keep(batch: ImportBatch, reading: Reading) -> None:
    """Put what was read into the batch."""
    batch.sheets = [list(sheet) for sheet in reading.sheets]
    batch.rows = {
        PEOPLE: [row.as_json() for row in reading.people],
        SHIFTS: [row.as_json() for row in reading.shifts],
        AVAILABILITY: [row.as_json() for row in reading.availability],
    }
    batch.problems = [problem.as_json() for problem in reading.problems[:MOST_PROBLEMS]]


def drop_forgotten(organisation: Organisation, now: datetime) -> None:
    """Drop the uploads of the organisation that nobody settled in time."""
    db.session.execute(
        update(ImportBatch)
        .where(
            ImportBatch.organisation_id == organisation.id,
            ImportBatch.state == PREVIEW,
            ImportBatch.created_at < now - FORGOTTEN,
        )
        .values(state=DROPPED, rows={}, problems=[], settled_at=now)
    )


def confirm(
    batch: ImportBatch,
    by: Person,
    now: datetime,
    *,
    kinds: Collection[str] = KINDS,
    leave_out: Collection[str] = (),
) -> ImportBatch:
    """
    Write what an upload says, all of it or the chosen part, in one transaction.

    Parameters
    ----------
    kinds
        Which of people, shifts and availability to write.
    leave_out
        Keys of single entries not to write.

    Raises
    ------
    AlreadySettled
        If it was confirmed or dropped before, by whomever.
    NothingChosen
        If no kind was chosen.
    """
    batch = open_batch(batch.id)
    if not set(kinds) & set(KINDS):
        raise NothingChosen(_("Choose at least one kind of rows to import."), field="people")
    organisation = db.session.scalars(
        locked(select(Organisation).where(Organisation.id == batch.organisation_id))
    ).one()
    plan = plan_batch(batch, clock.today(organisation.zone))
    lists = Lists(plan.known.names, organisation, by, now)
    chosen = {kind: wanted(plan, kind, kinds, leave_out) for kind in KINDS}
    write_people(chosen[PEOPLE], lists, plan.known)
    write_shifts(chosen[SHIFTS], lists, batch, plan)
    able = [entry for entry in chosen[AVAILABILITY] if has_person(entry)]
    write_availability(able, lists, plan.known)
    chosen[AVAILABILITY] = able
    settle_batch(batch, by, now, CONFIRMED)
    if plan.known.period is not None:
        batch.period_id = plan.known.period.id
    batch.outcome = outcome(plan, chosen)
    batch.problems = [*batch.problems, *plan.problems()][:MOST_PROBLEMS]
    audit.record(by, "confirmed", batch, outcome=batch.outcome)
    db.session.flush()
    return batch


def wanted(
    plan: Plan, kind: str, kinds: Collection[str], leave_out: Collection[str]
) -> list[Entry]:
    """Give the entries of a kind that change something and were not left out."""
    if kind not in kinds:
        return []
    return [entry for entry in plan.effective(kind) if entry.key not in leave_out]


def has_person(entry: Entry) -> bool:
    """Say whether the person of an availability entry is stored by now."""
    return isinstance(entry.thing, Person) or entry.thing.thing is not None


def outcome(plan: Plan, chosen: dict[str, list[Entry]]) -> dict[str, Any]:
    """Count what was written, what was the same already, and what was not taken."""
    found: dict[str, Any] = {}
    for kind, counts in plan.counts().items():
        written = {id(entry) for entry in chosen[kind]}
        done = [entry.status for entry in plan.entries[kind] if id(entry) in written]
        found[kind] = {
            "new": done.count("new"),
            "changed": done.count("changed"),
            "same": counts["same"],
            "refused": counts["refused"],
            "left_out": counts["new"] + counts["changed"] - len(done),
        }
    return found


def drop(batch: ImportBatch, by: Person, now: datetime) -> ImportBatch:
    """Throw an upload away; nothing of it was stored and nothing is kept."""
    batch = open_batch(batch.id)
    settle_batch(batch, by, now, DROPPED)
    batch.problems = []
    audit.record(by, "dropped", batch)
    return batch


def open_batch(batch_id: int) -> ImportBatch:
    """Lock an upload that still waits."""
    batch = queries.batch_locked(batch_id)
    if batch.state == CONFIRMED:
        raise AlreadySettled(_("This upload was imported already; nothing was done twice."))
    if batch.state == DROPPED:
        raise AlreadySettled(_("This upload was dropped. Upload the file again."))
    return batch


def settle_batch(batch: ImportBatch, by: Person, now: datetime, state: str) -> None:
    """Close an upload and let go of the personal data in its rows."""
    batch.state, batch.settled_by, batch.settled_at = state, by.id, now
    batch.rows = {}
