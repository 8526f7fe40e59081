"""Hours' rows: the append-only, hash-chained ledger of verified minutes, and what waits for a second word."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from volunteer_app.db import Model
from volunteer_app.kit.audit import append_only
from volunteer_app.people.models import Person


class LedgerEntry(Model):
    """
    Verified minutes of one person, never changed; a correction is another entry.

    ``number`` counts without gaps within the organisation; ``digest`` covers the entry's facts
    and the previous entry's digest, so that no row can be changed, dropped or slipped in unseen.
    """

    __tablename__ = "ledger_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    number: Mapped[int]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"))
    duty_kind_id: Mapped[int | None] = mapped_column(ForeignKey("duty_kind.id"))
    attendance_id: Mapped[int | None] = mapped_column(ForeignKey("attendance.id"))
    #: service, correction, or carried over from an older system at the start
    kind: Mapped[str]
    #: whole minutes; negative in a correction that takes away
    minutes: Mapped[int]
    served_on: Mapped[date]
    starts: Mapped[datetime | None]
    ends: Mapped[datetime | None]
    evidence: Mapped[str]
    corrects_id: Mapped[int | None] = mapped_column(ForeignKey("ledger_entry.id"))
    reason: Mapped[str] = mapped_column(default="")
    verified_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    second_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    entered_at: Mapped[datetime]
    previous: Mapped[str]
    digest: Mapped[str]

    __table_args__ = (
        UniqueConstraint("organisation_id", "number"),
        UniqueConstraint("attendance_id", "kind"),
        CheckConstraint("kind IN ('service', 'correction', 'carried')", name="kind"),
        CheckConstraint("kind = 'correction' OR minutes >= 0", name="minutes"),
        CheckConstraint("(kind = 'correction') = (corrects_id IS NOT NULL)", name="corrects"),
        CheckConstraint("verified_by IS NULL OR verified_by != person_id", name="not_own"),
        CheckConstraint("second_by IS NULL OR second_by != person_id", name="second_not_own"),
        Index("ix_ledger_entry_person_id_served_on", "person_id", "served_on"),
        Index("ix_ledger_entry_organisation_id_served_on", "organisation_id", "served_on"),
    )


class LedgerHead(Model):
    """The end of an organisation's chain; its row is locked while an entry is added."""

    __tablename__ = "ledger_head"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    number: Mapped[int]
    digest: Mapped[str]


class Waiting(Model):
    """
    Minutes that one word is not enough for: over 8 h a day, over 12 h, told too late, or a correction.

    Level 2 is the organisation's admin, level 3 the district's; the approver is neither the
    person nor whoever proposed it.
    """

    __tablename__ = "waiting_minutes"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    kind: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    attendance_id: Mapped[int | None] = mapped_column(ForeignKey("attendance.id"))
    corrects_id: Mapped[int | None] = mapped_column(ForeignKey("ledger_entry.id"))
    minutes: Mapped[int]
    level: Mapped[int]
    reason: Mapped[str] = mapped_column(default="")
    #: the facts of the entry to be written
    entry: Mapped[dict[str, Any]]
    state: Mapped[str] = mapped_column(default="waiting")
    proposed_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    proposed_at: Mapped[datetime]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None]
    answer: Mapped[str] = mapped_column(default="")

    person: Mapped[Person] = relationship(lazy="raise_on_sql", foreign_keys=[person_id])

    __table_args__ = (
        CheckConstraint("kind IN ('long_day', 'make_up', 'correction')", name="kind"),
        CheckConstraint("state IN ('waiting', 'approved', 'refused')", name="state"),
        CheckConstraint("level IN (2, 3)", name="level"),
        # an attendance, and a corrected entry, wait once at a time
        Index(
            "uq_waiting_minutes_attendance_id",
            "attendance_id",
            unique=True,
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
        Index(
            "uq_waiting_minutes_corrects_id",
            "corrects_id",
            unique=True,
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
    )


class Question(Model):
    """A person's doubt about an entry of theirs, put to the leads, and the answer."""

    __tablename__ = "hours_question"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("ledger_entry.id"))
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"))
    note: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(default="open")
    asked_at: Mapped[datetime]
    answer: Mapped[str] = mapped_column(Text, default="")
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    answered_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship(lazy="raise_on_sql", foreign_keys=[person_id])
    entry: Mapped[LedgerEntry] = relationship(lazy="raise_on_sql")

    __table_args__ = (CheckConstraint("state IN ('open', 'answered')", name="state"),)


append_only("ledger_entry")
