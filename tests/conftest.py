"""One fresh database a test, on the store the run was asked for; makers; the judging browser."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from tests.factories import Make
from tests.stores import PostgresStore, SqliteStore, Store
from tests.visit import Visit
from volunteer_app import create_app
from volunteer_app.db import db
from volunteer_app.kit.limits import limiter
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


@pytest.fixture(scope="session")
def built(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """Build the application once: its routes and templates are the dearest part of a test."""
    folder = tmp_path_factory.mktemp("built")
    settings = settings_for(store.place(folder), folder)
    return create_app(replace(settings, data_folder=folder / "data"))


@pytest.fixture
def app(built: Flask, store: Store) -> Iterator[Flask]:
    """Give the application as new: an empty database, queue and post, nobody counted."""
    folder = built.extensions["settings"].data_folder
    database = built.config["SQLALCHEMY_DATABASE_URI"]
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    store.copy(database)
    built.extensions["queue"]().flush()
    limiter.reset()
    with as_built(built):
        yield built
        with built.app_context():
            db.engine.dispose()
    store.drop(database)


@contextmanager
def as_built(app: Flask) -> Iterator[None]:
    """Undo afterwards what a test sets in the application itself."""
    places: tuple[dict[Any, Any], ...] = (app.config, app.extensions, app.view_functions)
    kept = [dict(place) for place in places]
    watching = {name: list(some) for name, some in app.after_request_funcs.items()}
    yield
    for place, was in zip((*places, app.after_request_funcs), (*kept, watching), strict=True):
        place.clear()
        place.update(was)


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
