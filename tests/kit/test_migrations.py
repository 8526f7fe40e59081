"""The migrations lead to exactly what the models say, guards included, and back to nothing."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import check, downgrade, upgrade
from sqlalchemy import text

from tests.conftest import settings_for
from tests.stores import PostgresStore, Store
from volunteer_app import create_app
from volunteer_app.db import db

SQLITE_SHAPE = (
    "SELECT type || ' ' || name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' "
    "AND name != 'alembic_version'"
)
POSTGRES_SHAPE = """
    SELECT 'constraint ' || conrelid::regclass || '.' || conname, pg_get_constraintdef(oid)
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace
    UNION ALL SELECT 'index ' || indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL SELECT 'trigger ' || tgname, pg_get_triggerdef(oid) FROM pg_trigger
    WHERE NOT tgisinternal
    UNION ALL SELECT 'function ' || proname, prosrc FROM pg_proc
    WHERE pronamespace = 'public'::regnamespace
    UNION ALL SELECT 'column ' || table_name || '.' || column_name,
        data_type || ' ' || is_nullable FROM information_schema.columns
    WHERE table_schema = 'public'
"""


@pytest.fixture
def empty(store: Store, tmp_path: Path) -> Iterator[Flask]:
    """Give an application on a database without any table."""
    address = f"sqlite:///{tmp_path / 'empty.db'}"
    if isinstance(store, PostgresStore):
        name = f"test_{uuid.uuid4().hex[:12]}"
        store.run(f'CREATE DATABASE "{name}"')
        address = store.address(name)
    app = create_app(settings_for(address, tmp_path))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()
    if isinstance(store, PostgresStore):
        store.drop(address)


def shape() -> dict[str, str]:
    """Read what the database is made of, in the store's own words."""
    query = SQLITE_SHAPE if db.engine.dialect.name == "sqlite" else POSTGRES_SHAPE
    with db.engine.connect() as connection:
        rows = connection.execute(text(query)).all()
    return {
        name: tidy(sql) for name, sql in rows if sql is not None and "alembic_version" not in name
    }


def tidy(sql: str) -> str:
    """Give a statement with its parts in order: columns and constraints may be named in any."""
    head, _, body = sql.partition("(")
    parts, depth = [""], 0
    for mark in " ".join(body.split()):
        depth += {"(": 1, ")": -1}.get(mark, 0)
        if mark == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += mark
    return "\n".join([head.strip(), *sorted(part.strip(" )") for part in parts)])


def test_the_tables_are_those_of_the_models(app, empty):
    upgrade()
    migrated = shape()
    with app.app_context():
        modelled = shape()
    assert migrated == modelled
    assert any("seat_overlap" in name for name in migrated)
    assert any("ledger_entry" in name and "trigger" in name for name in migrated)


def test_nothing_is_left_for_another_migration_and_the_queue_is_left_alone(empty):
    upgrade()
    with db.engine.begin() as connection:
        connection.execute(text("CREATE TABLE huey_task (id integer)"))
    check()


def test_a_change_nobody_migrated_is_noticed(empty):
    upgrade()
    with db.engine.begin() as connection:
        connection.execute(text("CREATE TABLE forgotten (id integer)"))
    with pytest.raises(SystemExit):
        check()


def test_down_leads_back_to_nothing_and_up_again(empty):
    upgrade()
    first = shape()
    downgrade(revision="base")
    assert shape() == {}
    upgrade()
    assert shape() == first
