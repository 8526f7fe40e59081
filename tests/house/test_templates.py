"""Templates: each compiles, each macro that is fetched is used, none carries style or script."""

from __future__ import annotations

import re

import pytest

from volunteer_app.kit.pages import ROOT

TEMPLATES = sorted(
    str(path.relative_to(ROOT / "templates")) for path in (ROOT / "templates").rglob("*.*")
)
FETCHED = re.compile(r"{%-?\s*from\s+\"[^\"]+\"\s+import\s+(.*?)-?%}", re.S)
INLINE = re.compile(r"<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+\s*=\s*[\"']", re.I)
FILTERED = re.compile(r"\|\s*safe\b")


@pytest.mark.parametrize("name", TEMPLATES)
def test_template(app, name):
    app.jinja_env.get_template(name)
    source = (ROOT / "templates" / name).read_text("utf-8")
    for fetched in FETCHED.finditer(source):
        for one in fetched.group(1).replace("with context", "").split(","):
            macro = one.split(" as ")[-1].strip()
            rest = source.replace(fetched.group(), "")
            assert re.search(rf"\b{re.escape(macro)}\b", rest), f"{macro} is fetched, not used"
    assert not INLINE.search(source), f"inline: {INLINE.search(source)}"
    assert not FILTERED.search(source), "|safe lets foreign text through"


def test_every_macro_is_used_somewhere():
    sources = {
        path: path.read_text("utf-8") for path in (ROOT / "templates").rglob("*") if path.is_file()
    }
    unused = set()
    for path in (ROOT / "templates" / "parts").glob("*.html"):
        for macro in re.findall(r"{%-?\s*macro\s+(\w+)", sources[path]):
            others = [text for other, text in sources.items() if other != path]
            called_inside = len(re.findall(rf"\b{macro}\(", sources[path])) > 1
            if not called_inside and not any(re.search(rf"\b{macro}\b", text) for text in others):
                unused.add(f"{path.name}: {macro}")
    assert unused == set()
