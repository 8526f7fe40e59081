"""Who may import whom: the contracts of pyproject.toml, and what a web process really loads."""

from __future__ import annotations

import subprocess
import sys

from volunteer_app.kit.pages import ROOT

LOADED = """
import sys
from pathlib import Path
from volunteer_app import create_app
from volunteer_app.settings import Settings
create_app(Settings("x" * 40, "sqlite:///:memory:", "sqlite:///unused.db", Path(sys.argv[1])))
print(" ".join(name for name in ("ortools", "highspy", "solver.search", "volunteer_app.worker", "apprise",
    "volunteer_app.rosters.jobs", "volunteer_app.demo.district") if name in sys.modules))
"""


def test_every_arrow_points_downward():
    run = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command; lint_imports_command()",
    ]
    ended = subprocess.run(run, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout[-3000:] + ended.stderr[-2000:]


def test_a_web_process_loads_no_optimiser_and_no_work(tmp_path):
    ended = subprocess.run(
        [sys.executable, "-c", LOADED, str(tmp_path)],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert ended.stdout.strip() == ""
