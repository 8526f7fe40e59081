"""People's rows: the person and account, role appointments, consents, sign-in tries."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from flask_security import UserMixin
from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from volunteer_app.db import Model
from volunteer_app.people.standing import NOBODY, ROLES, Standing

CONSENTS = ("rules", "guardian", "contact", "photo", "ranking", "research")


class Person(Model, UserMixin):
    """
    Somebody who serves or works here; an account once a password is set.

    ``number`` is the volunteer number (never an identity number). The birth month is all
    that is kept of the birth date.
    """

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    email: Mapped[str | None] = mapped_column(unique=True)
    phone: Mapped[str | None] = mapped_column(unique=True)
    password: Mapped[str | None]
    active: Mapped[bool] = mapped_column(default=True)
    fs_uniquifier: Mapped[str] = mapped_column(unique=True)
    locale: Mapped[str] = mapped_column(default="zh_Hans_CN")
    #: first day of the birth month
    born: Mapped[date | None]
    languages: Mapped[str] = mapped_column(default="")
    skills: Mapped[str] = mapped_column(default="")
    emergency_name: Mapped[str] = mapped_column(default="")
    emergency_phone: Mapped[str] = mapped_column(default="")
    employer_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    #: placed by hand only, never by the solver (the person's own choice, no reason asked)
    opted_out: Mapped[bool] = mapped_column(default=False)
    confirmed_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    password_set_at: Mapped[datetime | None]

    #: what the person's roles amount to; set when the person is loaded for a request
    standing: Standing = NOBODY
    #: the sign-in library asks for this attribute; our roles are appointments
    roles: Any = ()

    @property
    def is_active(self) -> bool:
        """Whether the person may sign in."""
        return self.active


class Appointment(Model):
    """A role with its scope: a team, an organisation, or the district."""

    __tablename__ = "appointment"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    role: Mapped[str]
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"))
    since: Mapped[datetime]
    until: Mapped[datetime | None]

    person: Mapped[Person] = relationship(lazy="raise_on_sql")

    __table_args__ = (
        CheckConstraint(f"role IN {ROLES!r}", name="role"),
        CheckConstraint("role != 'lead' OR team_id IS NOT NULL", name="lead_has_team"),
        Index("ix_appointment_organisation_id_role", "organisation_id", "role"),
    )


class Consent(Model):
    """One answer to one question of consent; withdrawing is another row."""

    __tablename__ = "consent"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    purpose: Mapped[str]
    given: Mapped[bool]
    at: Mapped[datetime]

    __table_args__ = (Index("ix_consent_person_id_purpose_at", "person_id", "purpose", "at"),)


class SignInTry(Model):
    """One failed sign-in, kept to slow down guessing per account and per address."""

    __tablename__ = "sign_in_try"

    id: Mapped[int] = mapped_column(primary_key=True)
    account: Mapped[str]
    address: Mapped[str]
    at: Mapped[datetime]

    __table_args__ = (
        Index("ix_sign_in_try_account_at", "account", "at"),
        Index("ix_sign_in_try_address_at", "address", "at"),
    )


class EndedSession(Model):
    """A session that was signed out before its time: a copied cookie opens nothing any more."""

    __tablename__ = "ended_session"

    id: Mapped[str] = mapped_column(primary_key=True)
    #: when the cookie would have ended by itself and this row may be forgotten
    until: Mapped[datetime] = mapped_column(index=True)
