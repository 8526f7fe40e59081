"""The database: one session, one clock type, one commit per request, locks that hold on both stores."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from flask import Response, request
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Date, DateTime, Dialect, Engine, MetaData, Select, String, event
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import DeclarativeBase, registry
from sqlalchemy.types import JSON, TypeDecorator

NAMES = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
# Whether the transaction that begins next may write; SQLite must know beforehand (see open_transaction).
_reading: ContextVar[bool] = ContextVar("reading", default=False)


class Instant(TypeDecorator[datetime]):
    """A moment: aware in Python, UTC in the store; a naive value is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Store a moment in UTC; refuse a naive one."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a moment needs a time zone, got {value!r}")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give a stored moment back, aware."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """The declarative base: typed columns and named constraints for every table."""

    registry = registry(
        metadata=MetaData(naming_convention=NAMES),
        type_annotation_map={
            datetime: Instant,
            date: Date,
            str: String(255),
            dict[str, Any]: JSON,
            list[Any]: JSON,
        },
    )


db = SQLAlchemy(model_class=Base, session_options={"expire_on_commit": False})

if TYPE_CHECKING:
    Model = Base
else:
    Model = db.Model


@event.listens_for(Engine, "connect")
def prepare_connection(connection: Any, _record: Any) -> None:
    """Make SQLite keep foreign keys, wait for its turn and let readers read while one writes."""
    if isinstance(connection, sqlite3.Connection):
        connection.isolation_level = None
        for pragma in ("foreign_keys=ON", "journal_mode=WAL", "busy_timeout=15000"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("PRAGMA synchronous=FULL")


@event.listens_for(Engine, "begin")
def open_transaction(connection: Any) -> None:
    """
    Begin SQLite transactions that may write with the write lock already held.

    Otherwise two of them read the same state and one update is lost without an error.
    """
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN" if _reading.get() else "BEGIN IMMEDIATE")


@contextmanager
def reading() -> Iterator[None]:
    """Open transactions inside for reading only, so that they wait for no writer."""
    token = _reading.set(True)
    try:
        yield
    finally:
        _reading.reset(token)


def mark_request() -> None:
    """Tell the transaction about to begin whether this request may write."""
    _reading.set(request.method in SAFE_METHODS)


def after_commit(deed: Callable[[], None]) -> None:
    """Do something outside the database once the open transaction is stored, and only then."""
    db.session.info.setdefault("after_commit", []).append(deed)


def commit() -> None:
    """Store the open transaction, then do what waited for it."""
    deeds = db.session.info.pop("after_commit", [])
    db.session.commit()
    for deed in deeds:
        deed()


def roll_back() -> None:
    """Drop the open transaction and all that waited for it."""
    db.session.info.pop("after_commit", None)
    db.session.rollback()


def settle(response: Response) -> Response:
    """Keep what an unsafe request wrote if it was answered below 400; drop all else."""
    if request.method not in SAFE_METHODS and response.status_code < 400:
        commit()
    else:
        roll_back()
    return response


def locked(query: Select[Any]) -> Select[Any]:
    """
    Read the query's rows with the intent to change them.

    PostgreSQL locks the rows; SQLite already holds the one write lock. Rows that the
    session knew before are read again, so that what is checked is what is stored.
    """
    return query.with_for_update().execution_options(populate_existing=True)


def lost_the_race(error: BaseException) -> bool:
    """
    Say whether the store asks for the whole transaction to be run again.

    PostgreSQL says so when two transactions cannot both stand; SQLite when one waited in vain for
    the write lock, which is not handed out in the order of coming.
    """
    if not isinstance(error, OperationalError):
        return False
    return (
        getattr(error.orig, "sqlstate", None) in ("40001", "40P01")
        or getattr(error.orig, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY
    )
