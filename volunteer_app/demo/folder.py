"""The demonstration's folder: its secrets, its sign-ins, and the settings its processes run with."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from volunteer_app.listening import reachable


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

    def note_sign_ins(self, sign_ins: list[SignIn]) -> None:
        """Keep the sign-ins for the next start."""
        self.write(sign_ins=[asdict(one) for one in sign_ins])

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
