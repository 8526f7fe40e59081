"""The demonstration's folder: its secrets, its sign-ins, and the settings its processes run with."""

from __future__ import annotations

import fcntl
import json
import os
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from volunteer_app.listening import CannotStart, reachable


@dataclass(frozen=True)
class SignIn:
    """One account of the demonstration."""

    role: str
    account: str
    password: str


@dataclass(frozen=True)
class Folder:
    """Where the demonstration lives; nothing of it is in the checkout's history."""

    path: Path

    @property
    def file(self) -> Path:
        """The file with the secret key and the sign-ins, for the owner's eyes only."""
        return self.path / "demo.json"

    def take(self) -> IO[bytes]:
        """
        Take the folder for as long as the file given back is open, even if killed.

        Raises
        ------
        CannotStart
            When it belongs to something else, which ``make demo-reset`` would remove, or when
            another demonstration runs in it.
        """
        try:
            if not self.file.exists() and self.path.exists() and any(self.path.iterdir()):
                raise CannotStart(
                    f"{self.path} holds something else. Choose a folder of its own: DATA=…"
                )
            self.secret_key()
            held = (self.path / "running").open("ab")
        except OSError as fault:
            raise CannotStart(f"{self.path} cannot be used ({fault.strerror}).") from fault
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as fault:
            held.close()
            raise CannotStart(
                f"The demonstration in {self.path} is running already. "
                "Stop it first (Ctrl-C), or choose another folder: DATA=…"
            ) from fault
        return held

    def read(self) -> dict[str, Any]:
        """Read what the file holds; nothing before the first start."""
        if not self.file.exists():
            return {}
        found: dict[str, Any] = json.loads(self.file.read_text("utf-8"))
        return found

    def write(self, **facts: Any) -> None:
        """Add facts to the file, whole or not at all."""
        self.path.mkdir(parents=True, exist_ok=True)
        fresh = self.file.with_suffix(".new")
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as sink:
            json.dump({**self.read(), **facts}, sink, ensure_ascii=False, indent=1)
        fresh.replace(self.file)

    def secret_key(self) -> str:
        """Give the secret key, made at the first start."""
        if "secret_key" not in self.read():
            self.write(secret_key=secrets.token_urlsafe(48))
        return str(self.read()["secret_key"])

    def sign_ins(self) -> list[SignIn]:
        """Give the sign-ins."""
        return [SignIn(**one) for one in self.read().get("sign_ins", [])]

    def note_loaded(self, sign_ins: list[SignIn], to_walk: int) -> None:
        """Keep the sign-ins, and which period to walk, for this start and the next ones."""
        self.write(sign_ins=[asdict(one) for one in sign_ins], to_walk=to_walk)

    def environ(self, host: str, port: int) -> dict[str, str]:
        """Give the settings the demonstration's processes run with."""
        return {
            "SECRET_KEY": self.secret_key(),
            "DATABASE_URL": f"sqlite:///{self.path / 'red-vest.db'}",
            "QUEUE_URL": f"sqlite:///{self.path / 'queue.db'}",
            "DATA": str(self.path),
            "BASE_URL": f"http://{reachable(host)}:{port}",
            "SECURE_COOKIES": "0",
            "DEMO": "1",
            # a demonstration that listens everywhere is reached by names we cannot know
            "HOSTS": "*" if host in ("", "0.0.0.0") else host,
        }
