"""What the operator reads: every setting is in the manual, the two commands are where the README says."""

from __future__ import annotations

import re

from volunteer_app.kit.pages import ROOT
from volunteer_app.settings import Settings


def names() -> set[str]:
    """Give the names of all settings as the code reads them from the environment."""
    source = (ROOT / "volunteer_app" / "settings.py").read_text("utf-8")
    return set(re.findall(r'(?:environ\.get\(|environ\[|on\(|whole\()"([A-Z_]+)"', source))


def test_every_setting_is_in_the_manual():
    manual = (ROOT / "docs" / "production.md").read_text("utf-8")
    assert {name for name in names() if f"`{name}`" not in manual} == set()


def test_every_setting_is_a_field_and_every_field_a_setting():
    fields = {name.upper() for name in Settings.__dataclass_fields__}
    spoken = {"DATA": "DATA_FOLDER"}
    assert {spoken.get(name, name) for name in names()} == fields - {"TESTING"}


def test_nobody_else_reads_the_environment():
    readers = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "volunteer_app").rglob("*.py")
        if re.search(r"environ(\.get|\[)|getenv", path.read_text("utf-8"))
    }
    assert readers - {"volunteer_app/settings.py", "volunteer_app/demo/__main__.py"} == set()


def test_the_two_commands_are_there():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    readme = (ROOT / "README.md").read_text("utf-8")
    for command in ("demo", "test", "demo-reset"):
        assert re.search(rf"^{command}:", makefile, re.M)
        assert f"make {command}" in readme
    build = (ROOT / ".ci" / "run").read_text("utf-8")
    assert "make test" in build
