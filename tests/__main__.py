"""Runs everything: style, types, unit and house tests, both databases, a real browser; names what could not run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parents[1]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
#: what the pages' Chinese is drawn with; any font that has the character 队
HAS_CHINESE = ("fc-list", ":lang=zh-cn", "family")

MEMORY = Path("/dev/shm")
#: bytes; a run was seen to use a third of it
ROOM = 3 << 30


@dataclass
class Step:
    """One part of the run and how it ended."""

    name: str
    command: list[str]
    passed: bool = False
    seconds: float = 0.0
    tests: int = 0
    #: test → why it could not run
    left_out: dict[str, str] = field(default_factory=dict)

    def run(self, report: Path) -> None:
        """Run the step with its output shown, and read its report if it writes one."""
        print(f"\n── {self.name}", flush=True)
        begun = time.monotonic()
        ended = subprocess.run(self.command, cwd=ROOT, stdin=subprocess.DEVNULL, check=False)
        self.seconds = time.monotonic() - begun
        self.passed = ended.returncode == 0
        if report.exists():
            self.read(report)

    def read(self, report: Path) -> None:
        """Count the tests and note those that could not run."""
        for case in ElementTree.parse(report).iter("testcase"):
            self.tests += 1
            skipped = case.find("skipped")
            if skipped is not None:
                name = f"{case.get('classname')}.{case.get('name')}"
                self.left_out[name] = skipped.get("message", "")

    @property
    def line(self) -> str:
        """The step's line of the summary."""
        counted = f", {self.tests} tests" if self.tests else ""
        word = "passed" if self.passed else "FAILED"
        return f"{word}  {self.name} ({self.seconds:.0f} s{counted})"


def tool(name: str, *arguments: str) -> list[str]:
    """Give the command that runs a tool of this environment."""
    return [sys.executable, "-m", name, *arguments]


def pytest(name: str, report: Path, *arguments: str) -> Step:
    """Give a step that runs tests and writes its report."""
    return Step(name, tool("pytest", f"--junit-xml={report}", *arguments))


def prepare_browser() -> None:
    """Install Chromium and a Chinese font where they are missing and that is allowed."""
    wanted = [] if any(map(shutil.which, BROWSERS)) else ["chromium"]
    if not has_chinese_font():
        wanted.append("fonts-noto-cjk")
    if not wanted:
        return
    root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    print(f"Installing {' and '.join(wanted)} for the browser tests", flush=True)
    for command in (["apt-get", "update", "-qq"], ["apt-get", "install", "-qqy", *wanted]):
        try:
            ended = subprocess.run(
                [*root, *command],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                check=False,
                env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
            )
        except OSError as fault:
            print(f"Could not: {fault}. As root: apt-get install {' '.join(wanted)}")
            return
        if ended.returncode:
            print(f"Could not: {ended.stderr.strip()[-300:]}")
            print(f"As root: apt-get install {' '.join(wanted)}", flush=True)
            return


def has_chinese_font() -> bool:
    """Say whether this machine can draw Chinese."""
    if shutil.which(HAS_CHINESE[0]) is None:
        return False
    found = subprocess.run(HAS_CHINESE, capture_output=True, check=False)
    return bool(found.stdout.strip())


def quick_folder() -> str | None:
    """Give a folder in memory where there is room: databases that live for a second need no disk."""
    try:
        free = shutil.disk_usage(MEMORY).free
    except OSError:
        return None
    return str(MEMORY) if free >= ROOM and os.access(MEMORY, os.W_OK) else None


def steps(folder: Path) -> list[tuple[Step, Path]]:
    """Give all steps with the place of their reports, the quick ones first."""
    sqlite, postgres, browser = (folder / f"{name}.xml" for name in ("sqlite", "postgres", "web"))
    nothing = folder / "none.xml"
    return [
        (Step("style", tool("ruff", "check", ".")), nothing),
        (Step("format", tool("ruff", "format", "--check", "-q", ".")), nothing),
        (Step("types", tool("mypy")), nothing),
        (pytest("tests on SQLite", sqlite, "-n", "2", "-m", "not browser"), sqlite),
        (
            # the solver and the house's own rules touch no database; a demonstration is on SQLite
            pytest(
                "tests on PostgreSQL", postgres, "-n", "2", "-m", "not browser",
                "--store", "postgresql", "--ignore=tests/solver", "--ignore=tests/house",
                "--ignore=tests/demo",
            ),
            postgres,
        ),
        (pytest("journeys in a browser", browser, "-m", "browser"), browser),
    ]  # fmt: skip


def main() -> int:
    """Run every step, whatever the others say, and sum up."""
    prepare_browser()
    tempfile.tempdir = os.environ.get("TMPDIR") or quick_folder()
    os.environ["TMPDIR"] = tempfile.gettempdir()
    with tempfile.TemporaryDirectory() as folder:
        plan = steps(Path(folder))
        for step, report in plan:
            step.run(report)
    print("\n" + "\n".join(step.line for step, _ in plan))
    left_out = {name: why for step, _ in plan for name, why in step.left_out.items()}
    if left_out:
        print(f"\nCould not run here ({len(left_out)}):")
        for name, why in left_out.items():
            print(f"  {name}: {why}")
    failed = [step.name for step, _ in plan if not step.passed]
    took = sum(step.seconds for step, _ in plan)
    print(f"\n{'FAILED: ' + ', '.join(failed) if failed else 'Everything passed'} in {took:.0f} s")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
