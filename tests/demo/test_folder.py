"""The demonstration's folder: its own alone, used by one at a time, and emptied only when nobody runs in it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from volunteer_app.demo.folder import Folder, SignIn
from volunteer_app.kit.pages import ROOT
from volunteer_app.listening import CannotStart


def reset(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run ``make demo-reset`` as somebody at a terminal would."""
    return subprocess.run(
        ["make", "--no-print-directory", "demo-reset", f"DATA={folder}"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_a_folder_of_something_else_is_neither_used_nor_emptied(tmp_path):
    (tmp_path / "letters.txt").write_text("dear to somebody")
    with pytest.raises(CannotStart, match="holds something else"):
        Folder(tmp_path).take()
    ended = reset(tmp_path)
    assert ended.returncode != 0
    assert "nothing was removed" in ended.stdout
    assert [one.name for one in tmp_path.iterdir()] == ["letters.txt"]


def test_what_cannot_be_a_folder_is_told_in_a_sentence(tmp_path):
    (tmp_path / "file").write_text("")
    for path in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(CannotStart, match="cannot be used"):
            Folder(path).take()


def test_one_demonstration_runs_in_a_folder_and_is_not_emptied_meanwhile(tmp_path):
    folder = Folder(tmp_path / "demo data")
    with folder.take():
        with pytest.raises(CannotStart, match="running already"):
            folder.take()
        ended = reset(folder.path)
        assert ended.returncode != 0
        assert "is running; nothing was removed" in ended.stdout
        assert folder.file.exists()
    assert reset(folder.path).returncode == 0
    assert not folder.path.exists()
    assert reset(folder.path).returncode == 0


def test_a_killed_demonstration_leaves_its_folder_free_with_all_it_kept(tmp_path):
    folder = Folder(tmp_path / "demo")
    script = (
        "import os, signal; from pathlib import Path; from volunteer_app.demo.folder import Folder;"
        f"held = Folder(Path({str(folder.path)!r})).take(); os.kill(os.getpid(), signal.SIGKILL)"
    )
    ended = subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False)
    assert ended.returncode == -9
    secret = folder.secret_key()
    folder.note_loaded([SignIn("lead", "a@example.org", "x")], 7)
    with folder.take():
        assert folder.secret_key() == secret
        assert folder.read()["to_walk"] == 7
        assert folder.sign_ins() == [SignIn("lead", "a@example.org", "x")]
    assert os.stat(folder.file).st_mode & 0o077 == 0
