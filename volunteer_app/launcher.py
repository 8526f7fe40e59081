"""The launcher: parent of gunicorn and the worker; restarts either, and outlives neither."""

from __future__ import annotations

import argparse
import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from volunteer_app.listening import CannotStart, check_free, reachable

PR_SET_PDEATHSIG = 1
#: a child that ends this soon after its start, this often, will not come up by itself
SHORT_LIFE_SECONDS = 5.0
SHORT_LIVES = 5
GRACE_SECONDS = 12.0


def die_with(parent: int) -> None:
    """
    Have the kernel kill this process when its parent dies, even by ``kill -9``.

    Linux only; elsewhere nothing happens. The parent may have died in between.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)


@dataclass
class Child:
    """One process that is kept running."""

    name: str
    command: list[str]
    log: Path
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    short_lives: int = 0

    def start(self) -> None:
        """Start the process; it dies with the launcher."""
        parent = os.getpid()
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as sink:
            self.process = subprocess.Popen(
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=sink,
                stderr=subprocess.STDOUT,
                # Ctrl-C reaches the launcher alone, which then stops both in order
                start_new_session=True,
                preexec_fn=lambda: die_with(parent),
            )
        self.started = time.monotonic()

    def keep(self) -> None:
        """Start the process again when it has ended; give up when it cannot stay up."""
        if self.process is None or self.process.poll() is None:
            return
        lived = time.monotonic() - self.started
        self.short_lives = self.short_lives + 1 if lived < SHORT_LIFE_SECONDS else 0
        if self.short_lives >= SHORT_LIVES:
            raise CannotStart(f"{self.name} does not stay up; see {self.log}")
        time.sleep(0.3 * self.short_lives)
        self.start()

    def stop(self, until: float) -> None:
        """End the process: politely at first, then for certain."""
        if self.process is None or self.process.poll() is not None:
            return
        try:
            self.process.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


@dataclass
class Launcher:
    """Keeps gunicorn and the worker running until it is told to stop."""

    host: str
    port: int
    logs: Path
    children: list[Child] = field(default_factory=list)
    stopping: bool = False

    def start(self) -> None:
        """
        Start both processes.

        Raises
        ------
        CannotStart
            When somebody else listens at the address.
        """
        check_free(self.host, self.port)
        python = [sys.executable, "-m"]
        self.children = [
            Child(
                "gunicorn",
                [*python, "gunicorn", "--bind", f"{self.host}:{self.port}", "wsgi:app"],
                self.logs / "web.log",
            ),
            Child(
                "worker", [*python, "flask", "--app", "wsgi", "worker"], self.logs / "worker.log"
            ),
        ]
        for signum in (signal.SIGTERM, signal.SIGINT):
            signal.signal(signum, self.ask_to_stop)
        for child in self.children:
            child.start()

    def ask_to_stop(self, _signum: int, _frame: FrameType | None) -> None:
        """Note that the operator wants to stop."""
        self.stopping = True

    def run(self, each_turn: Callable[[], None] = lambda: None) -> None:
        """Keep both processes up, and stop them on the way out, whatever happens."""
        try:
            while not self.stopping:
                for child in self.children:
                    child.keep()
                each_turn()
                time.sleep(0.2)
        finally:
            self.stop()

    def stop(self) -> None:
        """Stop both processes."""
        for child in self.children:
            if child.process is not None and child.process.poll() is None:
                child.process.terminate()
        until = time.monotonic() + GRACE_SECONDS
        for child in self.children:
            child.stop(until)

    def answers(self) -> bool:
        """Say whether the web process takes connections."""
        with socket.socket() as probe:
            probe.settimeout(0.5)
            return probe.connect_ex((reachable(self.host), self.port)) == 0


def main() -> int:
    """Run gunicorn and the worker under one roof: ``python -m volunteer_app.launcher``."""
    parser = argparse.ArgumentParser(prog="python -m volunteer_app.launcher", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--logs", type=Path, default=Path("logs"))
    wanted = parser.parse_args()
    launcher = Launcher(wanted.host, wanted.port, wanted.logs)
    try:
        launcher.start()
        launcher.run()
    except CannotStart as fault:
        print(fault, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
