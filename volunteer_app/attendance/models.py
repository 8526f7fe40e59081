"""Attendance's rows: who came, from when to when, on what evidence, and the close of a shift."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from volunteer_app.db import Model
from volunteer_app.people.models import Person
from volunteer_app.rosters.models import Seat

#: how a moment was evidenced, strongest first: both phones, the post's code, the lead's roll-call,
#: typed in afterwards
EVIDENCE = ("two_sided", "post_code", "roll_call", "back_filled")


class Attendance(Model):
    """What one person did on one seat: expected until they come, then here, left, confirmed."""

    __tablename__ = "attendance"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    seat_id: Mapped[int] = mapped_column(ForeignKey("seat.id"), unique=True)
    shift_id: Mapped[int] = mapped_column(ForeignKey("shift.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    state: Mapped[str]
    arrived: Mapped[datetime | None]
    left: Mapped[datetime | None]
    arrived_evidence: Mapped[str | None]
    left_evidence: Mapped[str | None]
    arrived_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    left_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    break_minutes: Mapped[int] = mapped_column(default=0)
    #: on paid working time of the employer: attendance only, no service minutes
    paid_time: Mapped[bool] = mapped_column(default=False)
    absence: Mapped[str] = mapped_column(default="")
    confirmed_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    confirmed_at: Mapped[datetime | None]

    seat: Mapped[Seat] = relationship(lazy="raise_on_sql")
    person: Mapped[Person] = relationship(lazy="raise_on_sql", foreign_keys=[person_id])

    __table_args__ = (
        CheckConstraint(
            "state IN ('here', 'left', 'absent', 'excused', 'confirmed')", name="state"
        ),
        CheckConstraint("break_minutes >= 0", name="break_minutes"),
        CheckConstraint('"left" IS NULL OR arrived IS NOT NULL', name="order"),
        Index("ix_attendance_organisation_id_state", "organisation_id", "state"),
    )


class CheckPoint(Model):
    """The secret behind one shift's rotating codes: on the lead's phone, and on the post's poster."""

    __tablename__ = "check_point"

    shift_id: Mapped[int] = mapped_column(ForeignKey("shift.id"), primary_key=True)
    secret: Mapped[str]
    created_at: Mapped[datetime]


class ShiftClose(Model):
    """The lead's word that a shift is over and everybody's state is known."""

    __tablename__ = "shift_close"

    shift_id: Mapped[int] = mapped_column(ForeignKey("shift.id"), primary_key=True)
    closed_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    closed_at: Mapped[datetime]
    note: Mapped[str] = mapped_column(default="")
