"""Sizes, names and habits of the code, watched by a machine."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from volunteer_app.kit.pages import ROOT

BANNED = frozenset(
    [
        "manager",
        "managers",
        "handler",
        "handlers",
        "helper",
        "helpers",
        "util",
        "utils",
        "base",
        "common",
        "data",
        "info",
        "misc",
    ]
)
MOST_LINES, MOST_TEST_LINES, MOST_IN_FUNCTION, MOST_IN_VIEW = 300, 400, 40, 15
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
#: addresses of package registries and folders of somebody's machine have no place in the project
LEAKS = re.compile(
    r"pypi\.org|pythonhosted|registry\.npm|npmjs|mirrors?\.[a-z]+\.|/work/|/home/[a-z]|/Users/"
)
TEXTS = {".py", ".html", ".txt", ".css", ".js", ".md", ".toml", ".json", ".ini", ".cfg", ".yml", ""}
SKIPPED = {"node_modules", ".venv", ".git", "__pycache__", "demo-data", ".import_linter_cache"}


def files(*suffixes: str) -> Iterator[Path]:
    """Give the project's own files."""
    for path in sorted(ROOT.rglob("*")):
        parts = path.relative_to(ROOT).parts
        hidden = any(part.startswith(".") and part != ".ci" for part in parts)
        if path.is_file() and path.suffix in suffixes and not hidden and not SKIPPED & set(parts):
            yield path


def name(path: Path) -> str:
    """Give a file's name from the project's root."""
    return str(path.relative_to(ROOT))


PYTHON = [path for path in files(".py") if "versions" not in path.parts]
OURS = [path for path in PYTHON if path.relative_to(ROOT).parts[0] in ("solver", "volunteer_app")]


def test_files_stay_small():
    large = {}
    for path in PYTHON:
        lines = len(path.read_text("utf-8").splitlines())
        most = MOST_TEST_LINES if path.relative_to(ROOT).parts[0] == "tests" else MOST_LINES
        if lines > most:
            large[name(path)] = lines
    assert large == {}


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    """Give the functions of a file."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def body_lines(function: ast.FunctionDef) -> int:
    """Count a function's lines without its docstring."""
    first = function.body[0]
    said = ast.get_docstring(function) is not None
    docstring = (first.end_lineno or 0) - first.lineno + 1 if said else 0
    return (function.end_lineno or 0) - function.lineno + 1 - docstring


def test_functions_stay_short():
    long = {
        f"{name(path)}:{function.name}": body_lines(function)
        for path in OURS
        for function in functions(path)
        if body_lines(function) > MOST_IN_FUNCTION
    }
    assert long == {}


def test_views_stay_short():
    long = {
        f"{name(path)}:{function.name}": body_lines(function)
        for path in OURS
        if "views" in (path.stem, path.parent.name)
        for function in functions(path)
        if is_route(function) and body_lines(function) > MOST_IN_VIEW
    }
    assert long == {}


def is_route(function: ast.FunctionDef) -> bool:
    """Say whether a function answers an address."""
    return any(".get(" in ast.unparse(d) or ".post(" in ast.unparse(d) or ".route(" in ast.unparse(d)
               for d in function.decorator_list)  # fmt: skip


def test_no_empty_names():
    named = [(name(path), path.stem) for path in PYTHON]
    named += [(name(path), path.parent.name) for path in PYTHON]
    named += [(name(path), function.name) for path in OURS for function in functions(path)]
    vague = {
        where: word for where, word in named if BANNED & set(word.lower().strip("_").split("_"))
    }
    assert vague == {}


@pytest.mark.parametrize("path", PYTHON, ids=name)
def test_habits(path):
    text = path.read_text("utf-8")
    tree = ast.parse(text)
    if text.strip():
        assert ast.get_docstring(tree), "says nothing about itself"
    if path != Path(__file__):
        assert not UNFINISHED.search(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.ExceptHandler):
            assert node.type is not None, f"bare except in line {node.lineno}"
        if path in OURS and isinstance(node, ast.Raise):
            assert "NotImplementedError" not in ast.unparse(node) or "datastore" in text


def test_nothing_tells_of_registries_or_machines():
    here = Path(__file__)
    found = {
        name(path): hit.group()
        for path in files(*TEXTS)
        if path != here and (hit := LEAKS.search(path.read_text("utf-8", errors="ignore")))
    }
    assert found == {}
