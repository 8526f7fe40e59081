"""Rosters' rows: periods, answers, solve runs, the draft's placements, publications and offered seats."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from volunteer_app.db import Model
from volunteer_app.duties.models import Shift
from volunteer_app.people.models import Person

#: states in which a seat is held: it counts against the shift and against the person's time
HELD = ("offered", "accepted")
SEAT_STATES = ("offered", "accepted", "declined", "withdrawn", "released", "lapsed")


class Period(Model):
    """
    A stretch of days rostered at once for one or more teams of an organisation.

    ``version`` counts up at each change of the draft; whoever acts on an older one is told.
    """

    __tablename__ = "period"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    name: Mapped[str]
    first_day: Mapped[date]
    last_day: Mapped[date]
    zone: Mapped[str] = mapped_column(default="Asia/Shanghai")
    #: until when availability is asked, and how many hours before a shift an answer is due
    answers_due: Mapped[datetime]
    accept_days: Mapped[int] = mapped_column(default=3)
    state: Mapped[str] = mapped_column(default="collecting")
    #: people serve only the kinds of duty they wished for
    only_wished: Mapped[bool] = mapped_column(default=False)
    #: whether the house's rest and streak rules bind (off only for events with own rules)
    house_limits: Mapped[bool] = mapped_column(default=True)
    version: Mapped[int] = mapped_column(default=1)
    #: the version of the draft that was last published; 0 before the first time
    published_version: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]

    teams: Mapped[list[PeriodTeam]] = relationship(lazy="raise_on_sql")

    __table_args__ = (
        CheckConstraint("last_day >= first_day", name="days"),
        CheckConstraint("state IN ('collecting', 'published', 'closed')", name="state"),
    )

    @property
    def last_answer_day(self) -> date:
        """The last day on which people can answer, to its end."""
        return (self.answers_due - timedelta(minutes=1)).astimezone(ZoneInfo(self.zone)).date()

    @property
    def team_ids(self) -> frozenset[int]:
        """The teams it rosters."""
        return frozenset(link.team_id for link in self.teams)


class Policy(Model):
    """
    An organisation's own limits on everybody's duty: its policy, not law, and editable.

    The defaults are those of the house (rest and fatigue practice; nothing here binds volunteers
    by law). Nothing given means no such limit.
    """

    __tablename__ = "roster_policy"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    minutes_day: Mapped[int | None] = mapped_column(default=8 * 60)
    minutes_week: Mapped[int | None] = mapped_column(default=16 * 60)
    #: between the last seat of one duty day and the first of the next
    rest_minutes: Mapped[int] = mapped_column(default=11 * 60)
    #: between two seats of the same day
    break_minutes: Mapped[int] = mapped_column(default=0)
    days_of_seven: Mapped[int | None] = mapped_column(default=5)
    nights_in_row: Mapped[int | None] = mapped_column(default=2)
    nights_rest_minutes: Mapped[int] = mapped_column(default=24 * 60)
    #: confirmed duties of a kind within so many months that make a person experienced in it
    experienced_times: Mapped[int] = mapped_column(default=3)
    experienced_months: Mapped[int] = mapped_column(default=24)
    #: duties by daylight only lie between these minutes of the day
    daylight_from: Mapped[int] = mapped_column(default=6 * 60)
    daylight_to: Mapped[int] = mapped_column(default=18 * 60 + 30)
    #: counts up at each change; an edit that saw an older number is refused
    revision: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        CheckConstraint("rest_minutes >= 0 AND break_minutes >= 0", name="rest"),
        CheckConstraint("daylight_from < daylight_to", name="daylight"),
        CheckConstraint("experienced_times >= 1 AND experienced_months >= 1", name="experienced"),
    )


class PeriodTeam(Model):
    """One team of a period."""

    __tablename__ = "period_team"

    period_id: Mapped[int] = mapped_column(ForeignKey("period.id"), primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"), primary_key=True, index=True)


class PeriodAnswer(Model):
    """A person's word that their availability for a period is as entered."""

    __tablename__ = "period_answer"

    period_id: Mapped[int] = mapped_column(ForeignKey("period.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)
    answered_at: Mapped[datetime | None]
    reminded_at: Mapped[datetime | None]
    #: "not this time": asked for nothing in this period
    sitting_out: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str] = mapped_column(default="")


class SolveRun(Model):
    """One press of Solve: what was asked, how it went, what came out and how good it provably is."""

    __tablename__ = "solve_run"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    period_id: Mapped[int] = mapped_column(ForeignKey("period.id"), index=True)
    job_id: Mapped[int | None] = mapped_column(ForeignKey("job.id"))
    asked_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    #: how long it may search, in seconds, and where chance starts
    seconds: Mapped[int] = mapped_column(default=60)
    seed: Mapped[int] = mapped_column(default=1)
    #: the draft's version it started from; a draft changed since then is not overwritten
    from_version: Mapped[int]
    state: Mapped[str] = mapped_column(default="waiting")
    #: proven, stopped, out of time
    status: Mapped[str | None]
    bound: Mapped[float | None]
    gap: Mapped[float | None]
    took_seconds: Mapped[float | None]
    #: open seats, bound and gap over time, for the small picture
    progress: Mapped[list[Any]] = mapped_column(default=list)
    tiers: Mapped[list[Any]] = mapped_column(default=list)
    #: open seats with reasons, people with nothing, hours and wishes, as explained at the end
    findings: Mapped[dict[str, Any]] = mapped_column(default=dict)
    #: the asked instance and the answered roster as compressed JSON, to replay the run
    instance: Mapped[bytes | None] = mapped_column(LargeBinary)
    roster: Mapped[bytes | None] = mapped_column(LargeBinary)
    fault: Mapped[str | None]

    __table_args__ = (
        CheckConstraint("state IN ('waiting', 'running', 'done', 'failed')", name="state"),
        # one solve of a period at a time, whoever presses the button twice
        Index(
            "uq_solve_run_open",
            "period_id",
            unique=True,
            sqlite_where=text("state IN ('waiting', 'running')"),
            postgresql_where=text("state IN ('waiting', 'running')"),
        ),
    )


class Placement(Model):
    """One person on one shift in the draft: the board's chip. Nobody but staff sees it."""

    __tablename__ = "placement"

    id: Mapped[int] = mapped_column(primary_key=True)
    period_id: Mapped[int] = mapped_column(ForeignKey("period.id"), index=True)
    shift_id: Mapped[int] = mapped_column(ForeignKey("shift.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    pinned: Mapped[bool] = mapped_column(default=False)
    by_hand: Mapped[bool] = mapped_column(default=False)
    #: named to lead the crew
    leads: Mapped[bool] = mapped_column(default=False)
    #: why a breach that policy lets a person override was overridden, and which
    override_reason: Mapped[str] = mapped_column(default="")
    overrides: Mapped[list[Any]] = mapped_column(default=list)
    why: Mapped[dict[str, Any]] = mapped_column(default=dict)

    shift: Mapped[Shift] = relationship(lazy="raise_on_sql")
    person: Mapped[Person] = relationship(lazy="raise_on_sql")

    __table_args__ = (UniqueConstraint("shift_id", "person_id"),)


class Publication(Model):
    """One publishing of a period: who did it, what was published, what it changed."""

    __tablename__ = "publication"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    period_id: Mapped[int] = mapped_column(ForeignKey("period.id"))
    number: Mapped[int]
    #: the draft's version that was published
    version: Mapped[int]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    note: Mapped[str] = mapped_column(default="")
    #: every (shift id, person id) of the version, and the added and removed ones
    seats: Mapped[list[Any]]
    change: Mapped[dict[str, Any]]

    by: Mapped[Person | None] = relationship(lazy="raise_on_sql")

    __table_args__ = (
        UniqueConstraint("period_id", "number"),
        UniqueConstraint("period_id", "version"),
    )


class Seat(Model):
    """
    A published seat and the person it was offered to.

    ``held`` mirrors the state; times are the shift's own, copied so that the store itself can
    refuse two overlapping seats of one person (see ``guards``).
    """

    __tablename__ = "seat"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    period_id: Mapped[int] = mapped_column(ForeignKey("period.id"), index=True)
    shift_id: Mapped[int] = mapped_column(ForeignKey("shift.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    publication_id: Mapped[int | None] = mapped_column(ForeignKey("publication.id"))
    state: Mapped[str] = mapped_column(default="offered")
    held: Mapped[bool] = mapped_column(default=True)
    starts: Mapped[datetime]
    ends: Mapped[datetime]
    leads: Mapped[bool] = mapped_column(default=False)
    #: taken by the person from the open seats, not offered
    self_chosen: Mapped[bool] = mapped_column(default=False)
    offered_at: Mapped[datetime]
    answer_by: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(default="")
    why: Mapped[dict[str, Any]] = mapped_column(default=dict)

    shift: Mapped[Shift] = relationship(lazy="raise_on_sql")
    person: Mapped[Person] = relationship(lazy="raise_on_sql")

    __table_args__ = (
        CheckConstraint(f"state IN {SEAT_STATES!r}", name="state"),
        CheckConstraint(f"held = (state IN {HELD!r})", name="held"),
        CheckConstraint("ends > starts", name="times"),
        Index(
            "uq_seat_held",
            "shift_id",
            "person_id",
            unique=True,
            sqlite_where=text("held"),
            postgresql_where=text("held"),
        ),
        Index("ix_seat_person_id_starts", "person_id", "starts"),
    )
