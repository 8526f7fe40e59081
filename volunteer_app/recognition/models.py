"""Recognition's rows: the levels an organisation grants, by verified minutes, from a day on."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from volunteer_app.db import Model


class LevelRule(Model):
    """One level and the minutes it takes, valid from a day until a later rule of the same level."""

    __tablename__ = "level_rule"

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    level: Mapped[int]
    name: Mapped[str]
    name_en: Mapped[str] = mapped_column(default="")
    minutes: Mapped[int]
    valid_from: Mapped[date]

    __table_args__ = (
        UniqueConstraint("organisation_id", "level", "valid_from"),
        CheckConstraint("level BETWEEN 1 AND 9", name="level"),
        CheckConstraint("minutes > 0", name="minutes"),
    )
