"""Training's rows: qualifications, who holds them until when, and accident insurance."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from volunteer_app.db import Model


class Qualification(Model):
    """Something a person can be trained or licensed in; known across the district."""

    __tablename__ = "qualification"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(unique=True)
    name_en: Mapped[str] = mapped_column(default="")
    #: months a fresh proof lasts; 0 for good
    months: Mapped[int] = mapped_column(default=12)


class Holding(Model):
    """A person's proof of a qualification, with its last valid day."""

    __tablename__ = "holding"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    qualification_id: Mapped[int] = mapped_column(ForeignKey("qualification.id"))
    since: Mapped[date | None]
    until: Mapped[date | None]

    qualification: Mapped[Qualification] = relationship(lazy="raise_on_sql")

    __table_args__ = (UniqueConstraint("person_id", "qualification_id"),)


class Insurance(Model):
    """Accident cover of a person from its first to its last day, both included."""

    __tablename__ = "insurance"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    policy: Mapped[str] = mapped_column(default="")
    since: Mapped[date]
    until: Mapped[date]

    __table_args__ = (
        CheckConstraint("until >= since", name="days"),
        Index("ix_insurance_person_id_until", "person_id", "until"),
    )
