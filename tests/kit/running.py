"""The real processes for tests: the launcher with gunicorn and the worker, started, watched and killed."""

from __future__ import annotations

import http.cookiejar
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

from tests.conftest import SECRET
from volunteer_app.kit.pages import ROOT


def free_port() -> int:
    """Find a port nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def children(pid: int) -> list[int]:
    """Give the living children of a process."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if fields[0] != "Z" and int(fields[1]) == pid:
                found.append(int(entry.name))
    return found


def command_of(pid: int) -> str:
    """Give a process's command line; nothing when it is gone."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""


def alive(pid: int) -> bool:
    """Say whether a process runs."""
    return bool(command_of(pid))


class Running:
    """One house on a database of its own."""

    def __init__(self, folder: Path, database: str, queue: str | None = None) -> None:
        self.folder, self.port = folder, free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None
        self.environ = {
            **os.environ,
            "SECRET_KEY": SECRET,
            "DATABASE_URL": database,
            "QUEUE_URL": queue or f"sqlite:///{folder / 'queue.db'}",
            "DATA": str(folder),
            "BASE_URL": self.address,
            "SECURE_COOKIES": "0",
        }

    def start(self) -> None:
        """Start the launcher and wait until pages answer."""
        self.process = subprocess.Popen(
            [
                sys.executable, "-m", "volunteer_app.launcher",
                "--port", str(self.port), "--logs", str(self.folder / "logs"),
            ],
            cwd=ROOT, env=self.environ, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        self.wait_until_up()

    def wait_until_up(self, seconds: float = 60) -> None:
        """Wait until pages answer."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            try:
                urllib.request.urlopen(self.address + "/healthz", timeout=5).read()
                return
            except OSError:
                time.sleep(0.2)
        logs = "".join(path.read_text()[-2000:] for path in (self.folder / "logs").glob("*.log"))
        raise AssertionError(f"the pages do not answer\n{logs}")

    def find(self, mark: str) -> int:
        """Give the id of the launcher's child whose command has the mark; wait for a restarted one."""
        until = time.monotonic() + 30
        while time.monotonic() < until:
            for pid in children(self.process.pid):
                if mark in command_of(pid):
                    return pid
            time.sleep(0.1)
        raise AssertionError(f"no {mark} runs")

    def everybody(self) -> list[int]:
        """Give the ids of the launcher and all below it."""
        found = [self.process.pid]
        for pid in found:
            found.extend(children(pid))
        return found

    def kill(self, pid: int) -> None:
        """Kill a process without a word, and wait until it is gone."""
        os.kill(pid, signal.SIGKILL)
        if pid == self.process.pid:
            self.process.wait()
        # The kernel takes a moment; until then the dead would be found among the living.
        until = time.monotonic() + 20
        while alive(pid):
            assert time.monotonic() < until, f"{pid} outlives its killing"
            time.sleep(0.02)

    def stop(self) -> None:
        """Stop the launcher politely."""
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(30)


class Client:
    """A person at a browser, over real HTTP."""

    def __init__(self, house: Running) -> None:
        self.address = house.address
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(jar)

    def get(self, path: str) -> str:
        """Read a page."""
        return self.opener.open(self.address + path, timeout=20).read().decode()

    def post(self, path: str, page: str, **answers: str) -> str:
        """Send a form with the token of the page it stands on; give where it led."""
        token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', self.get(page)).group(1)
        sent = urllib.parse.urlencode({**answers, "csrf_token": token}).encode()
        with self.opener.open(self.address + path, sent, timeout=20) as answer:
            return str(answer.geturl())
