"""The search prints nothing by itself: standard output is the caller's."""

import subprocess
import sys


def test_no_engine_says_a_word():
    """In a process of its own, since a banner comes once a process."""
    script = (
        "from solver.engines.quiet import QuietHighs;"
        "highs = QuietHighs(); highs.addVar(0.0, 1.0); highs.run()"
    )
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert (ended.stdout, ended.stderr) == (b"", b"")
