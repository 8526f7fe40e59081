"""Duties' rows: weekly patterns, shifts, and when people can and wish to serve."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from volunteer_app.db import Model
from volunteer_app.teams.models import DutyKind, Site

#: grades of availability, as stored
PREFER, CAN, RATHER_NOT = 1, 0, -1


class Pattern(Model):
    """A weekly recurring duty: wall times at a site, laid out into a period's shifts."""

    __tablename__ = "pattern"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    #: the team whose people serve it; none: every team of the period
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"))
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"))
    duty_kind_id: Mapped[int] = mapped_column(ForeignKey("duty_kind.id"))
    #: weekdays served, Monday 0
    weekdays: Mapped[list[Any]]
    #: minutes from the day's 00:00 on the site's wall; the end may pass 1440
    start_minute: Mapped[int]
    end_minute: Mapped[int]
    minimum: Mapped[int]
    wanted: Mapped[int]
    #: whether it is served on public holidays, and on weekend days that are worked (调休)
    on_holidays: Mapped[bool] = mapped_column(default=False)
    on_makeup_days: Mapped[bool] = mapped_column(default=True)
    note: Mapped[str] = mapped_column(default="")
    active: Mapped[bool] = mapped_column(default=True)

    site: Mapped[Site] = relationship(lazy="raise_on_sql")
    duty_kind: Mapped[DutyKind] = relationship(lazy="raise_on_sql")

    __table_args__ = (
        CheckConstraint("start_minute >= 0 AND start_minute < 1440", name="start_minute"),
        CheckConstraint("end_minute > start_minute AND end_minute <= 2880", name="end_minute"),
        CheckConstraint("minimum >= 0 AND wanted >= minimum AND wanted >= 1", name="crew"),
    )


class HolidayMark(Model):
    """An organisation's own word about a day: holiday, worked weekend day, or an ordinary one."""

    __tablename__ = "holiday_mark"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    day: Mapped[date]
    kind: Mapped[str]
    name: Mapped[str] = mapped_column(default="")

    __table_args__ = (
        UniqueConstraint("organisation_id", "day"),
        CheckConstraint("kind IN ('holiday', 'makeup', 'ordinary')", name="kind"),
    )


class Shift(Model):
    """One stretch of duty at one site, with the seats it asks for."""

    __tablename__ = "shift"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    period_id: Mapped[int] = mapped_column(ForeignKey("period.id"), index=True)
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"))
    pattern_id: Mapped[int | None] = mapped_column(ForeignKey("pattern.id"))
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"))
    duty_kind_id: Mapped[int] = mapped_column(ForeignKey("duty_kind.id"))
    #: the caller's own number of an imported shift
    reference: Mapped[str | None]
    starts: Mapped[datetime] = mapped_column(index=True)
    ends: Mapped[datetime]
    minimum: Mapped[int]
    wanted: Mapped[int]
    #: what this shift asks beyond its duty kind
    lead_seats: Mapped[int] = mapped_column(default=0)
    adults_only: Mapped[bool] = mapped_column(default=False)
    outdoor: Mapped[bool] = mapped_column(default=False)
    #: qualification ids asked beyond those of the duty kind
    needs: Mapped[list[Any]] = mapped_column(default=list)
    note: Mapped[str] = mapped_column(default="")
    cancelled_at: Mapped[datetime | None]
    cancel_reason: Mapped[str] = mapped_column(default="")
    #: counts up at each change; an edit that saw an older number is refused
    revision: Mapped[int] = mapped_column(default=1)

    site: Mapped[Site] = relationship(lazy="raise_on_sql")
    duty_kind: Mapped[DutyKind] = relationship(lazy="raise_on_sql")

    __table_args__ = (
        UniqueConstraint("period_id", "reference"),
        CheckConstraint("ends > starts", name="times"),
        CheckConstraint("minimum >= 0 AND wanted >= minimum AND wanted >= 1", name="crew"),
    )

    @property
    def minutes(self) -> int:
        """How long the shift lasts, in minutes."""
        return int((self.ends - self.starts).total_seconds() // 60)


class WeeklyWindow(Model):
    """A stretch of the week in which a person can serve, graded; wall time of the home zone."""

    __tablename__ = "weekly_window"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    weekday: Mapped[int]
    start_minute: Mapped[int]
    end_minute: Mapped[int]
    grade: Mapped[int]

    __table_args__ = (
        CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),
        CheckConstraint(
            "start_minute >= 0 AND start_minute < end_minute AND end_minute <= 1440", name="times"
        ),
        CheckConstraint("grade BETWEEN -1 AND 1", name="grade"),
    )


class DatedWindow(Model):
    """
    A person's word about certain days, which overrides the weekly pattern there.

    ``away``: not at all from the first to the last day. ``only``: on these days just within
    the given minutes, at the given grade. ``also``: these minutes in addition.
    """

    __tablename__ = "dated_window"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    kind: Mapped[str]
    first_day: Mapped[date]
    last_day: Mapped[date]
    start_minute: Mapped[int] = mapped_column(default=0)
    end_minute: Mapped[int] = mapped_column(default=1440)
    grade: Mapped[int] = mapped_column(default=CAN)
    note: Mapped[str] = mapped_column(default="")

    __table_args__ = (
        CheckConstraint("kind IN ('away', 'only', 'also')", name="kind"),
        CheckConstraint("last_day >= first_day", name="days"),
        # a stretch over midnight ends past 1440
        CheckConstraint("start_minute >= 0 AND end_minute > start_minute", name="times"),
        Index("ix_dated_window_last_day", "last_day"),
    )


class BusyWindow(Model):
    """Hours at one's own job: weekly, or on the days from first to last; never offered."""

    __tablename__ = "busy_window"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    weekday: Mapped[int | None]
    first_day: Mapped[date | None]
    last_day: Mapped[date | None]
    start_minute: Mapped[int]
    #: may pass 1440 for a night shift
    end_minute: Mapped[int]

    __table_args__ = (
        CheckConstraint("end_minute > start_minute AND end_minute <= 2880", name="times"),
        CheckConstraint("(weekday IS NULL) != (first_day IS NULL)", name="weekly_or_dated"),
    )


class Cap(Model):
    """A person's own limits; nothing given means the house's limits alone."""

    __tablename__ = "cap"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    minutes_week: Mapped[int | None]
    shifts_month: Mapped[int | None]
    minutes_period: Mapped[int | None]


class WishedDuty(Model):
    """A duty kind a person would like to do."""

    __tablename__ = "wished_duty"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    duty_kind_id: Mapped[int] = mapped_column(
        ForeignKey("duty_kind.id"), primary_key=True, index=True
    )
