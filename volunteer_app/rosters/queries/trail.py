"""Who changed a period's draft and when, read from the audit trail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from volunteer_app.db import db
from volunteer_app.kit import words
from volunteer_app.kit.audit import AuditLine
from volunteer_app.people.models import Person
from volunteer_app.rosters.models import Period

#: a page of the trail
LINES = 30
#: what was done, as told with the name of who did it and whom it concerns
DEEDS: dict[str, Any] = {
    "placed": _l("%(who)s placed %(whom)s."),
    "took_off": _l("%(who)s took %(whom)s off."),
    "moved": _l("%(who)s moved %(whom)s."),
    "replaced": _l("%(who)s put %(whom)s in somebody's place."),
    "exchanged": _l("%(who)s swapped %(whom)s with somebody."),
    "pinned": _l("%(who)s pinned %(whom)s."),
    "unpinned": _l("%(who)s unpinned %(whom)s."),
    "named_lead": _l("%(who)s named %(whom)s to lead."),
    "unnamed_lead": _l("%(who)s no longer has %(whom)s lead."),
    "kept": _l("%(who)s kept %(whom)s with a reason."),
    "declined": _l("%(whom)s declined a seat."),
    "withdrew": _l("%(whom)s gave a seat back."),
    "signed_up": _l("%(whom)s took an open seat."),
    "solved": _l("%(who)s had the roster solved."),
    "took_over": _l("%(who)s took over a solved roster."),
    "laid_out": _l("%(who)s laid out the weekly patterns."),
    "added_shift": _l("%(who)s added a shift."),
    "changed_shift": _l("%(who)s changed a shift."),
    "cancelled_shift": _l("%(who)s cancelled a shift."),
    "published": _l("%(who)s published the roster."),
    "lapsed": _l("The offer to %(whom)s lapsed unanswered."),
}


@dataclass(frozen=True)
class Line:
    """One change of the draft: when, and what was done by whom, as a sentence."""

    at: datetime
    who: str
    sentence: str
    version: int


def changes_since(period: Period, version: int) -> list[Line]:
    """List what made the draft newer than a version, the latest first."""
    return [line for line in latest_changes(period) if line.version > version]


def latest_changes(period: Period, limit: int = LINES) -> list[Line]:
    """List the latest changes of the draft, the newest first."""
    found = db.session.scalars(
        select(AuditLine)
        .where(AuditLine.thing == "period", AuditLine.thing_id == period.id)
        .order_by(AuditLine.id.desc())
        .limit(limit)
    ).all()
    ids = {line.actor_id for line in found} | {line.subject_id for line in found}
    names = dict(
        db.session.execute(select(Person.id, Person.name).where(Person.id.in_(ids - {None})))
        .tuples()
        .all()
    )
    return [told(line, names) for line in found if isinstance(line.change.get("version"), list)]


def told(line: AuditLine, names: dict[int, str]) -> Line:
    """Tell one line of the trail in words."""
    who = names.get(line.actor_id or 0, _("the house"))
    whom = names.get(line.subject_id or 0, "")
    deed = DEEDS.get(line.verb, _l("%(who)s changed the draft."))
    return Line(
        line.at, who, str(deed) % {"who": who, "whom": whom}, int(line.change["version"][1])
    )


def what_changed(period: Period, version: int) -> str:
    """Say in a sentence or two who has changed the draft since a version, and when."""
    lines = changes_since(period, version)
    if not lines:
        return _("The roster has changed since you opened this page. Look again, then decide.")
    latest = lines[0]
    return _(
        "Somebody was quicker: %(deed)s That was at %(time)s. Look again, then decide.",
        deed=latest.sentence,
        time=words.clock_time(latest.at, period.zone),
    )


def did(
    period_id: int, person_id: int, verbs: tuple[str, ...], subject_id: int, version: int
) -> bool:
    """Say whether the very change of a version was made by a person, of a kind, about somebody."""
    found = db.session.scalars(
        select(AuditLine)
        .where(
            AuditLine.thing == "period",
            AuditLine.thing_id == period_id,
            AuditLine.actor_id == person_id,
            AuditLine.subject_id == subject_id,
            AuditLine.verb.in_(verbs),
        )
        .order_by(AuditLine.id.desc())
        .limit(3)
    )
    return any(line.change.get("version") == [version, version + 1] for line in found)
