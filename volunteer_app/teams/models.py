"""Teams' rows: organisations, teams, memberships, sites, duty kinds with their safety rules."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from volunteer_app.db import Model
from volunteer_app.people.models import Person

LEAD_POLICIES = ("marked", "experienced", "adult")


class Organisation(Model):
    """A company, the subdistrict office, an association: whoever keeps teams or employs people."""

    __tablename__ = "organisation"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    name_en: Mapped[str] = mapped_column(default="")
    kind: Mapped[str] = mapped_column(default="company")
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    zone: Mapped[str] = mapped_column(default="Asia/Shanghai")
    created_at: Mapped[datetime]


class Team(Model):
    """A volunteer team of one organisation; a squad names the team it belongs to."""

    __tablename__ = "team"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"))
    name: Mapped[str]
    name_en: Mapped[str] = mapped_column(default="")
    #: the secret of the joining link; a new one makes old links and printed codes void
    join_code: Mapped[str] = mapped_column(unique=True)
    joinable: Mapped[bool] = mapped_column(default=True)
    active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime]

    organisation: Mapped[Organisation] = relationship(lazy="raise_on_sql")

    __table_args__ = (UniqueConstraint("organisation_id", "name"),)


class Membership(Model):
    """A person's place in a team."""

    __tablename__ = "membership"

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    state: Mapped[str] = mapped_column(default="active")
    #: the team's word that this person can take the lead seat of a crew
    may_lead: Mapped[bool] = mapped_column(default=False)
    since: Mapped[datetime]
    until: Mapped[datetime | None]

    team: Mapped[Team] = relationship(lazy="raise_on_sql")
    person: Mapped[Person] = relationship(lazy="raise_on_sql")

    __table_args__ = (
        UniqueConstraint("team_id", "person_id"),
        CheckConstraint("state IN ('applied', 'active', 'paused', 'left')", name="state"),
    )


class Site(Model):
    """A place of duty with its time zone and meeting point."""

    __tablename__ = "site"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    name: Mapped[str]
    name_en: Mapped[str] = mapped_column(default="")
    zone: Mapped[str] = mapped_column(default="Asia/Shanghai")
    meeting_point: Mapped[str] = mapped_column(default="")
    meeting_point_en: Mapped[str] = mapped_column(default="")
    police_liaison: Mapped[str] = mapped_column(default="")
    #: degrees north and east, from which sunrise and sunset are reckoned
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    active: Mapped[bool] = mapped_column(default=True)

    __table_args__ = (UniqueConstraint("organisation_id", "name"),)


class DutyKind(Model):
    """
    A kind of duty with the safety rules every seat of it obeys.

    ``least_crew`` 2 means never alone. ``experienced`` is how many of a crew must have served
    this kind three times. ``lead_seats`` asks for that many people who may lead; who may is
    the ``lead_policy``: ``marked`` by their team, ``experienced`` here, or any ``adult``.
    """

    __tablename__ = "duty_kind"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    #: the seeded kind this one was made from: traffic, roadside_care, river, …; "" for own kinds
    seed: Mapped[str] = mapped_column(default="")
    name: Mapped[str]
    name_en: Mapped[str] = mapped_column(default="")
    #: qualification ids every person of the crew needs
    needs: Mapped[list[Any]] = mapped_column(default=list)
    adults_only: Mapped[bool] = mapped_column(default=False)
    insured: Mapped[bool] = mapped_column(default=False)
    least_crew: Mapped[int] = mapped_column(default=1)
    experienced: Mapped[int] = mapped_column(default=0)
    lead_seats: Mapped[int] = mapped_column(default=0)
    lead_policy: Mapped[str] = mapped_column(default="adult")
    outdoor: Mapped[bool] = mapped_column(default=False)
    daylight_only: Mapped[bool] = mapped_column(default=False)
    critical: Mapped[bool] = mapped_column(default=False)
    longest_minutes: Mapped[int] = mapped_column(default=240)
    bring: Mapped[str] = mapped_column(Text, default="")
    bring_en: Mapped[str] = mapped_column(Text, default="")
    active: Mapped[bool] = mapped_column(default=True)

    __table_args__ = (
        UniqueConstraint("organisation_id", "name"),
        CheckConstraint(f"lead_policy IN {LEAD_POLICIES!r}", name="lead_policy"),
        CheckConstraint("least_crew >= 1 AND lead_seats >= 0 AND experienced >= 0", name="crew"),
        CheckConstraint("longest_minutes BETWEEN 15 AND 1440", name="longest_minutes"),
    )
