"""Every verb and every kind of thing that the trail records has words for its readers."""

from __future__ import annotations

import ast

from volunteer_app.db import db
from volunteer_app.kit import pages
from volunteer_app.kit.deeds import THINGS, VERBS

APP = pages.ROOT / "volunteer_app"


def texts(node):
    """Give the texts an argument may be: one, or either of two."""
    if isinstance(node, ast.Constant):
        return {node.value}
    if isinstance(node, ast.IfExp):
        return texts(node.body) | texts(node.orelse)
    return set()


def verb_of(call):
    """Give the argument of a call that names a deed: ``audit.record(by, …)``, a draft's ``note``."""
    name = ast.unparse(call.func)
    if name == "audit.record":
        return call.args[1]
    if name.split(".")[-1] == "note" and len(call.args) == 3:
        return call.args[2]
    return None


def recorded():
    """Find the verbs of every call that writes a line of the trail."""
    for path in APP.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and (found := verb_of(node)) is not None:
                for verb in texts(found):
                    yield verb, path.relative_to(APP)


def test_verbs_of_drafts_are_among_them():
    assert {"laid_out", "published", "signed_in"} <= {verb for verb, _path in recorded()}


def test_every_verb_has_words():
    nameless = {(verb, str(path)) for verb, path in recorded() if verb not in VERBS}
    assert not nameless, f"add them to kit/deeds.py: {sorted(nameless)}"


def test_every_named_thing_is_a_table():
    assert set(THINGS) <= set(db.metadata.tables), set(THINGS) - set(db.metadata.tables)
