"""The demonstration district, loaded once, for tests that look at every page."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.conftest import settings_for
from volunteer_app import create_app
from volunteer_app.db import commit, db
from volunteer_app.demo.district import District, load
from volunteer_app.kit import clock


@pytest.fixture(scope="session")
def district_file(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, District]:
    """Load the district into a database of its own."""
    folder = tmp_path_factory.mktemp("district")
    file = folder / "district.db"
    app = create_app(settings_for(f"sqlite:///{file}", folder))
    with app.app_context():
        db.create_all()
        district = load(clock.now(), lambda _said: None)
        commit()
        db.session.remove()
        db.engine.dispose()
    return file, district


@pytest.fixture(scope="module")
def town(district_file: tuple[Path, District]) -> Iterator[tuple[Flask, District]]:
    """Give an application on the district; pages are looked at, nothing is done."""
    file, district = district_file
    app = create_app(settings_for(f"sqlite:///{file}", file.parent))
    yield app, district
    with app.app_context():
        db.engine.dispose()


class Watch:
    """Sees whether anybody stored anything meanwhile."""

    def __init__(self, file: Path) -> None:
        self.connection = sqlite3.connect(file)
        self.before = self.version()

    def version(self) -> int:
        """Give a number that changes whenever another connection commits."""
        return int(self.connection.execute("PRAGMA data_version").fetchone()[0])

    def written(self) -> bool:
        """Say whether something was stored since the start."""
        return self.version() != self.before
