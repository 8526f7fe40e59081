"""One fresh database a test, on the store the run was asked for; makers; the judging browser."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.factories import Make
from tests.stores import PostgresStore, SqliteStore, Store
from tests.visit import Visit
from volunteer_app import create_app
from volunteer_app.db import db
from volunteer_app.settings import Settings

SECRET = "a secret for tests only, long enough for the settings"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the run choose its store."""
    parser.addoption("--store", choices=("sqlite", "postgresql"), default="sqlite")


def settings_for(address: str, folder: Path) -> Settings:
    """Give settings for a database address."""
    return Settings(
        secret_key=SECRET,
        database_url=address,
        queue_url=f"sqlite:///{folder / 'queue.db'}",
        data_folder=folder,
        secure_cookies=False,
        testing=True,
    )


@pytest.fixture(scope="session")
def store(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Store]:
    """Make the empty database once; every test gets a copy."""
    folder = tmp_path_factory.mktemp("store")
    kind = SqliteStore if request.config.getoption("--store") == "sqlite" else PostgresStore
    store = kind(folder)
    template = create_app(settings_for(store.template, folder))
    with template.app_context():
        db.create_all()
        db.session.remove()
        db.engine.dispose()
    yield store
    store.close()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def app(store: Store, tmp_path: Path) -> Iterator[Flask]:
    """Give an application on a fresh copy of the empty database."""
    address = store.copy(tmp_path)
    app = create_app(settings_for(address, tmp_path))
    yield app
    with app.app_context():
        db.engine.dispose()
    store.drop(address)


@pytest.fixture
def ctx(app: Flask) -> Iterator[Flask]:
    """Hold an application context with a request, so that actions can be called directly."""
    with app.test_request_context("/"):
        yield app
        db.session.rollback()


@pytest.fixture
def make(ctx: Flask) -> Make:
    """Give the makers of people, teams, shifts and the rest, stored at once."""
    return Make()


@pytest.fixture
def visit(ctx: Flask) -> Visit:
    """Give the judging browser."""
    return Visit(ctx)
