"""The audit trail: who did what to which thing, and what it was before; append-only."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Protocol

from sqlalchemy import DDL, JSON, Index, event
from sqlalchemy.orm import Mapped, mapped_column

from volunteer_app.db import Model, db
from volunteer_app.kit import clock


class Thing(Protocol):
    """Anything that has a row of its own."""

    __tablename__: Any
    id: Any


class AuditLine(Model):
    """One deed: written with it, in its transaction, and never changed."""

    __tablename__ = "audit_line"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    actor_id: Mapped[int | None]
    organisation_id: Mapped[int | None]
    verb: Mapped[str]
    thing: Mapped[str]
    thing_id: Mapped[int | None]
    subject_id: Mapped[int | None]
    change: Mapped[dict[str, Any]] = mapped_column(JSON)

    __table_args__ = (
        Index("ix_audit_line_organisation_id_at", "organisation_id", "at"),
        Index("ix_audit_line_subject_id_at", "subject_id", "at"),
        Index("ix_audit_line_thing_thing_id", "thing", "thing_id"),
    )


def record(
    actor: Thing | None,
    verb: str,
    thing: Thing,
    *,
    organisation_id: int | None = None,
    subject_id: int | None = None,
    **change: Any,
) -> None:
    """
    Write one line about a deed.

    Parameters
    ----------
    actor
        The person who did it; ``None`` for the machine.
    verb
        What was done, in the person's word: ``published``, ``accepted``.
    thing
        The row it was done to; flushed, so that it has an id.
    organisation_id
        Whose trail it belongs to; taken from the thing where it has one.
    subject_id
        The person it concerns, who may read the line.
    change
        What changed; ``field=[before, after]`` or plain facts. No secrets, no identity numbers.
    """
    db.session.add(
        AuditLine(
            at=clock.now(),
            actor_id=actor.id if actor else None,
            organisation_id=organisation_id or getattr(thing, "organisation_id", None),
            verb=verb,
            thing=thing.__tablename__,
            thing_id=thing.id,
            subject_id=subject_id or getattr(thing, "person_id", None),
            change={name: plain(value) for name, value in change.items()},
        )
    )


def plain(value: Any) -> Any:
    """Give a value as JSON can hold it; control characters become visible and so harmless."""
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, str):
        return "".join(mark if mark.isprintable() else repr(mark)[1:-1] for mark in value)
    if value is None or isinstance(value, (bool, int, float)):
        return value
    return str(value)


def append_only(table: str) -> None:
    """Have the store itself refuse to change or delete the table's rows, on both databases."""
    metadata_table = db.metadata.tables[table]
    for verb in ("UPDATE", "DELETE"):
        event.listen(
            metadata_table,
            "after_create",
            DDL(sqlite_guard(table, verb)).execute_if(dialect="sqlite"),
        )
    event.listen(
        metadata_table,
        "after_create",
        DDL(postgres_guard(table)).execute_if(dialect="postgresql"),
    )


def sqlite_guard(table: str, verb: str) -> str:
    """Give the SQLite trigger that refuses a verb on an append-only table."""
    return (
        f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    )


def postgres_guard(table: str) -> str:
    """Give the PostgreSQL function and trigger that refuse to change an append-only table."""
    return (
        f"CREATE FUNCTION {table}_frozen() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{table} is append-only'; END $$; "
        f"CREATE TRIGGER {table}_frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_frozen()"
    )


append_only("audit_line")
