"""Carrying hours over from an older system: many entries at once, chained and under the same day rule."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import insert

from volunteer_app.db import db
from volunteer_app.hours.actions.enter import head_of, hold_people
from volunteer_app.hours.actions.second_word import waiting_for
from volunteer_app.hours.chain import digest
from volunteer_app.hours.facts import Facts, words_needed
from volunteer_app.hours.models import LedgerEntry, LedgerHead, Waiting
from volunteer_app.hours.queries.days import minutes_by_day
from volunteer_app.kit import audit
from volunteer_app.kit.errors import Refused
from volunteer_app.people.models import Person
from volunteer_app.teams.models import Organisation

#: rows in one statement
BATCH = 2000


@dataclass(frozen=True)
class Carried:
    """
    One line of an older record.

    Parameters
    ----------
    minutes
        Whole minutes, more than none.
    kind
        ``carried``, or ``service`` when each line is one duty with its own evidence.
    verified_by
        Who vouched for it then; the one who carries over, when unknown.
    entered_at
        When the older system took it in; now, when unknown.
    """

    person_id: int
    minutes: int
    served_on: date
    team_id: int | None = None
    duty_kind_id: int | None = None
    starts: datetime | None = None
    ends: datetime | None = None
    evidence: str = "back_filled"
    kind: str = "carried"
    reason: str = ""
    verified_by: int | None = None
    entered_at: datetime | None = None


@dataclass(frozen=True)
class CarriedOver:
    """How many lines were entered, and how many wait for a second word."""

    entered: int
    waiting: int


def carry_over(
    organisation: Organisation, rows: Iterable[Carried], *, by: Person, now: datetime
) -> CarriedOver:
    """
    Enter an older record's lines, in the order given.

    A person's day beyond 8 h, and lines of the one who carries over, are not entered: they wait
    for the second word that any other minutes would need.

    Raises
    ------
    Refused
        When a line has no minutes, or is neither carried over nor service.
    """
    lines = list(rows)
    refuse_unfit(lines)
    hold_people(line.person_id for line in lines)
    head = head_of(organisation.id)
    days = minutes_by_day(
        {line.person_id for line in lines},
        min((line.served_on for line in lines), default=now.date()),
        max((line.served_on for line in lines), default=now.date()),
    )
    at_once: list[tuple[Facts, datetime]] = []
    waiting: list[Waiting] = []
    for line in lines:
        day = (line.person_id, line.served_on)
        days[day] = days.get(day, 0) + line.minutes
        level = max(words_needed(days[day]), 2 if line.person_id == by.id else 1)
        facts = facts_of(organisation, line, by)
        if level == 1:
            at_once.append((facts, line.entered_at or now))
        else:
            waiting.append(waiting_for(facts, "long_day", level, by, now))
    write(head, at_once)
    db.session.add_all(waiting)
    audit.record(
        by,
        "carried_over",
        organisation,
        organisation_id=organisation.id,
        entered=len(at_once),
        waiting=len(waiting),
    )
    db.session.flush()
    return CarriedOver(len(at_once), len(waiting))


def refuse_unfit(lines: Sequence[Carried]) -> None:
    """Refuse lines that could not stand in the ledger, by their number."""
    for number, line in enumerate(lines, 1):
        if line.minutes <= 0 or line.kind not in ("carried", "service"):
            raise Refused(
                _("Line %(number)s has no minutes that could be carried over.", number=number)
            )


def facts_of(organisation: Organisation, line: Carried, by: Person) -> Facts:
    """Give a line's facts; nobody vouches for their own."""
    vouched = line.verified_by or by.id
    return Facts(
        organisation_id=organisation.id,
        person_id=line.person_id,
        kind=line.kind,
        minutes=line.minutes,
        served_on=line.served_on,
        evidence=line.evidence,
        team_id=line.team_id,
        duty_kind_id=line.duty_kind_id,
        starts=line.starts,
        ends=line.ends,
        reason=line.reason,
        verified_by=None if vouched == line.person_id else vouched,
    )


def write(head: LedgerHead, lines: Sequence[tuple[Facts, datetime]]) -> None:
    """Write entries one after the other in a few statements, and move the chain's end."""
    rows: list[dict[str, Any]] = []
    number, previous = head.number, head.digest
    for facts, entered_at in lines:
        number += 1
        own = digest(facts, number=number, entered_at=entered_at, previous=previous)
        rows.append(
            {
                **facts.columns(),
                "number": number,
                "entered_at": entered_at,
                "previous": previous,
                "digest": own,
            }
        )
        previous = own
    for first in range(0, len(rows), BATCH):
        db.session.execute(insert(LedgerEntry), rows[first : first + BATCH])
    head.number, head.digest = number, previous
