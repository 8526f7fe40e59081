"""Imports' rows: an uploaded file as it was understood, kept until it is confirmed or dropped."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from volunteer_app.db import Model
from volunteer_app.people.models import Person
from volunteer_app.rosters.models import Period
from volunteer_app.teams.models import Team

PREVIEW, CONFIRMED, DROPPED = "preview", "confirmed", "dropped"


class ImportBatch(Model):
    """
    One upload: what was read from it, every complaint, and what came of it.

    The file itself is not kept; once the batch is confirmed or dropped, neither are its rows.
    """

    __tablename__ = "import_batch"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    uploaded_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    file_name: Mapped[str]
    #: SHA-256 of the file's bytes, in hexadecimal
    digest: Mapped[str]
    state: Mapped[str] = mapped_column(default=PREVIEW)
    #: why a large set of personal data is brought in, where the role asks for a reason
    reason: Mapped[str] = mapped_column(default="")
    #: where people without a team of their own, and shifts, go; none: found from the sheet
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"))
    period_id: Mapped[int | None] = mapped_column(ForeignKey("period.id"))
    #: the recognised sheets: name, kind, number of rows
    sheets: Mapped[list[Any]]
    #: records as JSON by kind: people, shifts, availability
    rows: Mapped[dict[str, Any]]
    #: complaints as JSON, in the order of the sheets
    problems: Mapped[list[Any]]
    #: what confirming changed: kind → new, changed, same, refused
    outcome: Mapped[dict[str, Any]] = mapped_column(default=dict)
    created_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    settled_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    uploader: Mapped[Person] = relationship(foreign_keys=[uploaded_by], lazy="raise_on_sql")
    team: Mapped[Team | None] = relationship(lazy="raise_on_sql")
    period: Mapped[Period | None] = relationship(lazy="raise_on_sql")

    __table_args__ = (
        CheckConstraint(f"state IN {(PREVIEW, CONFIRMED, DROPPED)!r}", name="state"),
        Index("ix_import_batch_organisation_id_created_at", "organisation_id", "created_at"),
    )

    @property
    def stem(self) -> str:
        """The file's name without its ending."""
        return self.file_name.rpartition(".")[0] or self.file_name

    @property
    def changed_anything(self) -> bool:
        """Whether confirming it wrote anything at all."""
        return any(counts["new"] or counts["changed"] for counts in self.outcome.values())
